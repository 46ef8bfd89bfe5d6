/**
 * Which causes and findings a person's own words point at. Causes are found by the site's search. Findings have an index of
 * their own: people speak of a finding in the words of its title, its question and its answers, while its commands name a
 * dozen counters that the words are not about. Cases are left out, so that a known incident cannot find itself when the
 * evaluation plays it.
 */
import MiniSearch from 'minisearch';
import { find, prepareCorpus, type Corpus } from './find.ts';
import { leniency, terms } from './index-records.ts';
import type { SearchRecord } from './record.ts';

/** Causes that words may point at; 20 do about as well on the evaluation. */
const mostCauses = 10;

/** Findings that words may point at. Symptoms are asked anyway, so fewer would leave little to steer; 12 to 26 do about as well. */
const mostFindings = 20;

/** As much of the words is read as by the search. */
const longest = 2000;

/** A finding in its index. */
interface SpokenFinding {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly answers: string;
}

/** What hints are looked up in. */
export interface HintCorpus {
  readonly causes: Corpus;
  readonly findings: MiniSearch<SpokenFinding>;
}

/** Where words point, in the shape that the engine takes. */
export interface Pointed {
  /** Cause id -> how well its page fits, in (0, 1]. */
  readonly causes: Readonly<Record<string, number>>;
  /** Ids of findings, best first. */
  readonly findings: readonly string[];
}

/** Prepares the records of causes and findings; the others are ignored. */
export function prepareHints(records: readonly SearchRecord[]): HintCorpus {
  const findings = new MiniSearch<SpokenFinding>({
    fields: ['title', 'question', 'answers'],
    ...terms,
    // Chosen on the evaluation, by how many of the best eight an incident's people knew; flat around it.
    searchOptions: { boost: { title: 2, question: 1, answers: 1.5 }, ...leniency },
  });
  findings.addAll(
    records
      .filter(({ kind }) => kind === 'finding')
      .map(({ id, title, summary, answers = '' }) => ({ id, title, question: summary, answers })),
  );
  return { causes: prepareCorpus(records.filter(({ kind }) => kind === 'cause')), findings };
}

/** Where words point; nowhere for blank ones. The same words always point at the same. */
export function hintsFor(corpus: HintCorpus, words: string): Pointed {
  const asked = words.trim().slice(0, longest);
  if (asked === '') return { causes: {}, findings: [] };
  const causes = find(corpus.causes, asked, mostCauses).map(
    ({ record, score }): [string, number] => [record.id, Math.min(1, score)],
  );
  const findings = corpus.findings.search(asked).slice(0, mostFindings);
  return {
    causes: Object.fromEntries(causes),
    findings: findings.map(({ id }) => String(id)),
  };
}

/**
 * Which causes and findings a person's own words point at: the site's search, over each kind by itself. Cases are left out,
 * so that a known incident cannot find itself when the evaluation plays it.
 */
import { find, prepareCorpus, type Corpus } from './find.ts';
import type { SearchRecord } from './record.ts';

/** Causes that words may point at; 20 do about as well on the evaluation. */
const mostCauses = 10;

/** Findings that words may point at: as many as one list on a screen. */
const mostFindings = 8;

/** What hints are looked up in. */
export interface HintCorpus {
  readonly causes: Corpus;
  readonly findings: Corpus;
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
  const only = (wanted: SearchRecord['kind']): Corpus =>
    prepareCorpus(records.filter(({ kind }) => kind === wanted));
  return { causes: only('cause'), findings: only('finding') };
}

/** Where words point; nowhere for blank ones. The same words always point at the same. */
export function hintsFor(corpus: HintCorpus, words: string): Pointed {
  const causes = find(corpus.causes, words, mostCauses).map(
    ({ record, score }): [string, number] => [record.id, Math.min(1, score)],
  );
  const findings = find(corpus.findings, words, mostFindings).map(({ record }) => record.id);
  return { causes: Object.fromEntries(causes), findings };
}

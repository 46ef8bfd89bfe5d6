/**
 * The real incidents that look most like the session, fact by fact. This is likeness, not inference: it helps a person to
 * check the verdict against a story, and changes nothing.
 */
import type { Knowledge } from './knowledge.ts';
import type { Observation } from './observation.ts';
import { countsAsEvidence } from './observation.ts';
import { outcomeOf } from './show.ts';

/** One fact of a case beside the session's. */
export interface ComparedFact {
  readonly finding: string;
  /** What the case's people had. */
  readonly theirs: string;
  /** What the session has; null when it was not checked. */
  readonly ours: string | null;
  readonly compared: 'same' | 'different' | 'not-checked';
}

/** One case beside the session. */
export interface NearestCase {
  readonly case: string;
  readonly title: string;
  readonly cause: string;
  readonly date: string;
  readonly same: number;
  readonly different: number;
  /** Same first, then different, then not checked; by finding id within each. */
  readonly facts: readonly ComparedFact[];
}

const order: Readonly<Record<ComparedFact['compared'], number>> = {
  same: 0,
  different: 1,
  'not-checked': 2,
};

/** Surprise of an outcome in bits when no listed cause is at work: sharing a rare fact says more than sharing a common one. */
function surpriseOf(knowledge: Knowledge, finding: string, value: string): number {
  const model = knowledge.model.findings.find(({ id }) => id === finding);
  const outcome = outcomeOf(knowledge, finding, value);
  const at = model?.outcomes.findIndex(({ id }) => id === outcome) ?? -1;
  return -Math.log2(Math.max(0.01, model?.background[at] ?? 1));
}

function compare(
  knowledge: Knowledge,
  theirs: string,
  finding: string,
  ours: string | undefined,
): ComparedFact {
  const outcome = ours === undefined ? null : outcomeOf(knowledge, finding, ours);
  if (ours === undefined || outcome === null) {
    return { finding, theirs, ours: null, compared: 'not-checked' };
  }
  const isSame = outcome === outcomeOf(knowledge, finding, theirs);
  return { finding, theirs, ours, compared: isSame ? 'same' : 'different' };
}

function sumOf(facts: readonly ComparedFact[], knowledge: Knowledge): number {
  return facts.reduce((sum, { finding, theirs, compared }) => {
    if (compared === 'not-checked') return sum;
    const surprise = surpriseOf(knowledge, finding, theirs);
    return compared === 'same' ? sum + surprise : sum - surprise;
  }, 0);
}

/**
 * Up to `most` cases that share at least one fact, most alike first, ties by id: the sum of the surprise of the shared
 * facts less that of the differing ones.
 */
export function nearestCases(
  knowledge: Knowledge,
  observations: readonly Observation[],
  most = 3,
): readonly NearestCase[] {
  const held = new Map(
    observations
      .filter((observation) => countsAsEvidence(knowledge, observation))
      .map(({ finding, value }) => [finding, value]),
  );
  const compared = Object.entries(knowledge.cases).map(([id, text]) => {
    const facts = text.observations
      .map(({ finding, value }) => compare(knowledge, value, finding, held.get(finding)))
      .sort((a, b) => order[a.compared] - order[b.compared] || (a.finding < b.finding ? -1 : 1));
    const number = (what: ComparedFact['compared']): number =>
      facts.filter((fact) => fact.compared === what).length;
    const { title, cause, date } = text;
    const same = number('same');
    const different = number('different');
    return {
      likeness: sumOf(facts, knowledge),
      entry: { case: id, title, cause, date, same, different, facts },
    };
  });
  return compared
    .filter(({ entry }) => entry.same > 0)
    .sort((a, b) => b.likeness - a.likeness || (a.entry.case < b.entry.case ? -1 : 1))
    .slice(0, most)
    .map(({ entry }) => entry);
}

/**
 * Why the engine believes what it believes: additive weights of evidence for one cause, what would change the verdict, and
 * which single wrong answer would have. Everything is reckoned by replaying, so an explanation can never disagree with
 * the belief. Weight of evidence is I. J. Good's log-likelihood ratio, here in bits.
 */
import type { Contribution } from './belief.ts';
import { contributionsOf } from './belief.ts';
import { predict } from './information.ts';
import type { Model, Observed } from './model.ts';
import type { Replay } from './replay.ts';
import { leadingCause, replay, suppose, withhold } from './replay.ts';
import { compareIds, expectsVendor, tablesOf } from './tables.ts';
import type { VerdictLevel } from './verdict.ts';
import { verdictOf } from './verdict.ts';

/** What one answer to a finding would do for a cause. */
export interface PossibleAnswer {
  readonly outcome: string;
  /** Change of the cause's score against something-else in bits, the rest of its cluster considered. */
  readonly bits: number;
  /** Posterior of the cause after this answer. */
  readonly posterior: number;
}

/** A finding that bears on the cause and has no believed value: not observed, unknown, or contradicting. */
export interface NotChecked {
  readonly finding: string;
  readonly askable: boolean;
  readonly answers: readonly PossibleAnswer[];
  /** Highest minus lowest posterior among the answers. */
  readonly swing: number;
}

/** The case for and against one cause. */
export interface Explanation {
  readonly cause: string;
  readonly posterior: number;
  readonly ruledOut: boolean;
  /** log2(prior / prior of something-else). With all `countedInBits` it adds up to the posterior odds in bits. */
  readonly priorInBits: number;
  /** Observations that speak for it, strongest first, ties by finding id. */
  readonly for: readonly Contribution[];
  /** Observations that speak against it, strongest first. */
  readonly against: readonly Contribution[];
  /** Observed, but without weight for this cause (a backport, or an answer as common without it). */
  readonly neutral: readonly Contribution[];
  /** Largest swing first, ties by id. */
  readonly notChecked: readonly NotChecked[];
}

/** A single answer, not given yet, that would change the verdict. */
export interface Change {
  readonly finding: string;
  readonly outcome: string;
  /** How probable this answer is now. */
  readonly probability: number;
  /** Another cause on top, or the same with a stronger or weaker claim. */
  readonly change: 'new-leader' | 'raised' | 'lowered';
  readonly level: VerdictLevel;
  /** The cause that would lead; null when something-else would. */
  readonly leader: string | null;
}

/** An observation that, had it been something else, would have made another hypothesis lead. */
export interface Flip {
  readonly finding: string;
  /** The raw value as given. */
  readonly value: string;
  /** The outcome that would flip it, or `unknown`. */
  readonly instead: string;
  /** The cause that would lead; null when something-else would. */
  readonly leader: string | null;
}

const rankOfLevel: Readonly<Record<VerdictLevel, number>> = {
  inconclusive: 0,
  possible: 1,
  likely: 2,
  confirmed: 3,
};

/** Contributions below this size are neutral: rounding, not evidence. */
const neutralInBits = 1e-9;

function leaderId(session: Replay): string | null {
  return session.tables.causes[leadingCause(session)]?.id ?? null;
}

function notCheckedOf(session: Replay, cause: number): readonly NotChecked[] {
  const found = session.tables.findings.flatMap((table, index): NotChecked[] => {
    if ((table.rowOf[cause] ?? -1) < 0 || session.seen.has(index)) return [];
    const vendor = expectsVendor(table.finding);
    const answers = table.finding.outcomes.map(({ id }, outcome): PossibleAnswer => {
      const after = suppose(session, { finding: index, outcome, vendor, value: id });
      const nats = (after.score[cause] ?? 0) - (session.score[cause] ?? 0);
      return { outcome: id, bits: nats / Math.LN2, posterior: after.posterior[cause] ?? 0 };
    });
    const posteriors = answers.map(({ posterior }) => posterior);
    const swing = Math.max(...posteriors) - Math.min(...posteriors);
    return [{ finding: table.finding.id, askable: table.finding.askable, answers, swing }];
  });
  return found.sort((a, b) => b.swing - a.swing || compareIds(a.finding, b.finding));
}

/** The evidence for and against one cause; null when the model has no such cause. */
export function explainCause(
  model: Model,
  observations: readonly Observed[],
  cause: string,
): Explanation | null {
  const session = replay(tablesOf(model), observations);
  const { tables } = session;
  const index = tables.causeIndex.get(cause);
  if (index === undefined) return null;
  const size = (one: Contribution): number => Math.abs(one.countedInBits);
  const contributions = [...contributionsOf(session, index)].sort(
    (a, b) => size(b) - size(a) || compareIds(a.finding, b.finding),
  );
  const prior = (tables.logPrior[index] ?? 0) - (tables.logPrior[tables.causes.length] ?? 0);
  return {
    cause,
    posterior: session.posterior[index] ?? 0,
    ruledOut: session.excluded[index] === 1,
    priorInBits: prior / Math.LN2,
    for: contributions.filter((one) => one.countedInBits > neutralInBits),
    against: contributions.filter((one) => one.countedInBits < -neutralInBits),
    neutral: contributions.filter((one) => size(one) <= neutralInBits),
    notChecked: notCheckedOf(session, index),
  };
}

/**
 * Single further answers that would put another cause on top or change the level of the verdict; most probable first, then
 * by id. Considers every askable finding without a believed value, also those answered "don't know": finding out after
 * all is what an inconclusive session needs.
 */
export function whatWouldChange(
  model: Model,
  observations: readonly Observed[],
): readonly Change[] {
  const session = replay(tablesOf(model), observations);
  const now = verdictOf(session);
  const leader = leaderId(session);
  const changes = session.tables.findings.flatMap((table, index): Change[] => {
    if (!table.finding.askable || session.seen.has(index)) return [];
    const { probability } = predict(session, table);
    const vendor = expectsVendor(table.finding);
    return table.finding.outcomes.flatMap(({ id }, outcome): Change[] => {
      const after = suppose(session, { finding: index, outcome, vendor, value: id });
      const { level } = verdictOf(after);
      const then = leaderId(after);
      const step = rankOfLevel[level] - rankOfLevel[now.level];
      const moved = then !== leader && then !== null;
      if (!moved && step === 0) return [];
      const change = moved ? 'new-leader' : step > 0 ? 'raised' : 'lowered';
      const chance = probability[outcome] ?? 0;
      return [
        {
          finding: table.finding.id,
          outcome: id,
          probability: chance,
          change,
          level,
          leader: then,
        },
      ];
    });
  });
  return changes.sort(
    (a, b) =>
      b.probability - a.probability ||
      compareIds(a.finding, b.finding) ||
      compareIds(a.outcome, b.outcome),
  );
}

/**
 * Which single observation carries the conclusion: each is taken as unknown, then as each of its other outcomes, and listed
 * when another hypothesis would lead. By finding id, `unknown` first, then in the order of the outcomes. Empty when no
 * single mistake can have misled the engine.
 */
export function whatWouldFlip(model: Model, observations: readonly Observed[]): readonly Flip[] {
  const session = replay(tablesOf(model), observations);
  const leader = leaderId(session);
  const flips: Flip[] = [];
  for (const seen of session.seen.values()) {
    const finding = session.tables.findings[seen.finding]?.finding;
    if (finding === undefined) continue;
    const without = withhold(session, seen.finding);
    const consider = (instead: string, then: Replay): void => {
      const leads = leaderId(then);
      if (leads === leader) return;
      flips.push({ finding: finding.id, value: seen.value, instead, leader: leads });
    };
    consider('unknown', without);
    finding.outcomes.forEach(({ id }, outcome) => {
      if (outcome !== seen.outcome) consider(id, suppose(without, { ...seen, outcome, value: id }));
    });
  }
  return flips;
}

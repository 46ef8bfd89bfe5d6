/**
 * What a session's observations make of the causes: posteriors, the ranking, what is ruled out, and the additive weight
 * of every observation. Relies on `replay.ts` for the sums; leaves the words of a verdict to `verdict.ts`.
 */
import type { Model, Observed, RangeStatus } from './model.ts';
import type { Conflict, Problem, Replay, Seen } from './replay.ts';
import { clusterDamping, rankedCauses, replay, rowsOf } from './replay.ts';
import type { FindingTable } from './tables.ts';
import { rangeStatus, tablesOf } from './tables.ts';

/** What one observation says of one cause, against something-else. */
export interface Contribution {
  readonly finding: string;
  /** Id of the outcome that the value fell into. */
  readonly outcome: string;
  /** The raw value as given. */
  readonly value: string;
  readonly cluster: string;
  /** Weight of evidence on its own, in bits: log2(P(outcome | cause) / background(outcome)), floored; for is positive. */
  readonly weightInBits: number;
  /** What it counts beside the rest of its cluster, in bits. These add up, see `CauseBelief`. */
  readonly countedInBits: number;
  /** 1 for the strongest of its cluster, else the damping share (0.3). */
  readonly share: number;
  /** True when this outcome by itself allows *confirmed*. */
  readonly decisive: boolean;
  /** For a version: what the cause's range says of it, backports considered; null for any other finding. */
  readonly range: RangeStatus | null;
}

/** One cause in the differential. log2(posterior / something else's) = log2(the same of the priors) + sum of `countedInBits`. */
export interface CauseBelief {
  readonly cause: string;
  /** In (0, 1); all causes and something-else sum to 1. */
  readonly posterior: number;
  readonly ruledOut: boolean;
  /** One for each observation that the cause has a likelihood for, by finding id; all others weigh nothing. */
  readonly contributions: readonly Contribution[];
}

/** Why a cause is ruled out; it comes back when this observation is withdrawn. */
export interface RuledOut {
  readonly cause: string;
  readonly finding: string;
  readonly value: string;
  readonly outcome: string;
  readonly status: 'fixed';
}

/** All that a session's observations amount to. */
export interface Belief {
  /** Every cause, most probable first, ties by id; ruled-out causes last. */
  readonly ranking: readonly CauseBelief[];
  /** Posterior of "none of the listed causes". */
  readonly somethingElse: number;
  /** One entry for each observation that rules a cause out, by cause, then finding. */
  readonly ruledOut: readonly RuledOut[];
  readonly conflicts: readonly Conflict[];
  readonly problems: readonly Problem[];
}

function contributionOf(
  session: Replay,
  cause: number,
  seen: Seen,
  table: FindingTable,
): Contribution | null {
  const row = table.rowOf[cause] ?? -1;
  const likelihood = session.tables.causes[cause]?.likelihood[table.finding.id];
  const outcome = table.finding.outcomes[seen.outcome];
  if (row < 0 || likelihood === undefined || outcome === undefined) return null;
  const weight = rowsOf(table, seen.vendor).weight[row * table.width + seen.outcome] ?? 0;
  const strongestBy = session.clusterSums.get(table.cluster)?.strongestBy[cause];
  const share = strongestBy === seen.finding ? 1 : clusterDamping;
  const range =
    likelihood.range === undefined
      ? null
      : rangeStatus(table.finding, likelihood.range, seen.outcome, seen.vendor);
  return {
    finding: table.finding.id,
    outcome: outcome.id,
    value: seen.value,
    cluster: table.finding.cluster,
    weightInBits: weight / Math.LN2,
    countedInBits: (share * weight) / Math.LN2,
    share,
    // A version that a backport makes doubtful decides nothing, whatever its bin.
    decisive: likelihood.decisive.includes(outcome.id) && weight > 0,
    range,
  };
}

/** The contributions of every observation to one cause, by finding id. Internal to the room. */
export function contributionsOf(session: Replay, cause: number): readonly Contribution[] {
  const found: Contribution[] = [];
  for (const seen of [...session.seen.values()].sort((a, b) => a.finding - b.finding)) {
    const table = session.tables.findings[seen.finding];
    const contribution = table && contributionOf(session, cause, seen, table);
    if (contribution) found.push(contribution);
  }
  return found;
}

/** The belief of a replayed session. Internal to the room. */
export function beliefOf(session: Replay): Belief {
  const ranking = rankedCauses(session).map((cause): CauseBelief => ({
    cause: session.tables.causes[cause]?.id ?? '',
    posterior: session.posterior[cause] ?? 0,
    ruledOut: session.excluded[cause] === 1,
    contributions: contributionsOf(session, cause),
  }));
  const ruledOut = session.tables.causes.flatMap(({ id }) => {
    const belief = ranking.find(({ cause }) => cause === id);
    const reasons = belief?.contributions.filter(({ range }) => range === 'fixed') ?? [];
    return reasons.map(({ finding, value, outcome }): RuledOut => ({
      cause: id,
      finding,
      value,
      outcome,
      status: 'fixed',
    }));
  });
  return {
    ranking,
    somethingElse: session.posterior[session.tables.causes.length] ?? 0,
    ruledOut,
    conflicts: session.conflicts,
    problems: session.problems,
  };
}

/**
 * Belief after these observations, in whatever order they came. Never fails on their content: ids that are no finding and
 * values that cannot be read are in `problems`, contradictions in `conflicts`, and neither changes the ranking.
 */
export function updateBelief(model: Model, observations: readonly Observed[]): Belief {
  return beliefOf(replay(tablesOf(model), observations));
}

/**
 * Observations to scores: the numerical core that every public function replays. Belief is never stored; it is a function
 * of the model and the observations, and the order of the latter plays no part (they are sorted by finding id first).
 *
 * score(cause) = ln prior + sum over clusters of [strongest + damping x (sum of the others)]        (naive Bayes, nats)
 * score(something else) = ln prior, as its likelihoods are the backgrounds that the weights are relative to.
 */
import type { Hints } from './hints.ts';
import { hintedFindings, noHints, tiltOf } from './hints.ts';
import type { Observed } from './model.ts';
import type { ValueError } from './outcome.ts';
import { readValue } from './outcome.ts';
import type { FindingTable, Tables } from './tables.ts';
import { compareIds } from './tables.ts';

/**
 * What an observation counts when a stronger one of the same cluster is there: two views of one fact are not two facts,
 * but the second still guards against a misreading of the first. Iliad found naive Bayes over-confident for this reason
 * and grouped dependent findings (Yu, Haug, Lincoln, Turner, Warner: "Clustered knowledge representation"); the share is
 * the project's (research/peers.md 5.2).
 */
export const clusterDamping = 0.3;

/**
 * Least posterior of anything: keeps posteriors inside (0, 1) where a double would round to 0 or 1. Far below what any
 * rule or display distinguishes.
 */
const leastPosterior = 1e-12;

/** Posteriors that agree to this many parts are a tie, which the id breaks: rounding noise must not rank causes. */
const tieParts = 1e12;

/** One observation as the engine believes it. */
export interface Seen {
  readonly finding: number;
  readonly outcome: number;
  readonly vendor: boolean;
  /** The raw text; the first in code-unit order when several texts say the same. */
  readonly value: string;
}

/** The same finding with values that cannot both hold; it counts as unknown until one of them is withdrawn. */
export interface Conflict {
  readonly finding: string;
  /** The contradicting raw values, sorted. */
  readonly values: readonly string[];
}

/** An observation that could not be used, and why. The rest of the session is not affected. */
export interface Problem {
  readonly finding: string;
  readonly value: string;
  readonly error: ValueError | 'not-a-finding';
}

/** Running sums of one cluster, by cause, in nats. */
interface ClusterSum {
  readonly strongest: Float64Array;
  /** Index of the finding that holds `strongest`, -1 when there is none. */
  readonly strongestBy: Int32Array;
  readonly total: Float64Array;
}

/** A session replayed: what is believed and how strongly. Internal to the room. */
export interface Replay {
  readonly tables: Tables;
  /** Believed observations by finding index; ascending, unless one was supposed. */
  readonly seen: ReadonlyMap<number, Seen>;
  /** Findings that the session has spoken of, unknown and contradicting ones included: they are not asked again. */
  readonly mentioned: ReadonlySet<number>;
  readonly conflicts: readonly Conflict[];
  readonly problems: readonly Problem[];
  readonly clusterSums: ReadonlyMap<number, ClusterSum>;
  /** ln prior + evidence, something-else last. */
  readonly score: Float64Array;
  /** 1 for a cause that a version rules out. */
  readonly excluded: Uint8Array;
  /** Posterior of each cause, something-else last; sums to 1, each in (0, 1). */
  readonly posterior: Float64Array;
  /** The same without the ruled-out causes (0) and tilted by the hints: what questions are valued against. */
  readonly active: Float64Array;
  /** What hints add to the scores in `active`, in nats, something-else last; null without hints. */
  readonly tilt: Float64Array | null;
  /** Findings that the person's words seem to speak of. */
  readonly hinted: ReadonlySet<number>;
}

/** What a cluster counts for a cause: strongest in full, each other observation damped. */
export function countedWeight(strongest: number, total: number): number {
  return strongest + clusterDamping * (total - strongest);
}

/** Weights closer than this in size, in nats, are equal: rounding must not decide which one counts in full. */
const equalWeights = 1e-9;

/** Whether a weight takes the place of the strongest so far: larger in size, or as large with the earlier finding id. */
export function isStronger(weight: number, by: number, strongest: number, heldBy: number): boolean {
  const excess = Math.abs(weight) - Math.abs(strongest);
  return weight !== 0 && (excess > equalWeights || (excess > -equalWeights && by < heldBy));
}

/** Weight and exclusion of one observation for the rows of its finding. */
export function rowsOf(
  table: FindingTable,
  vendor: boolean,
): { readonly weight: Float64Array; readonly excludes: Uint8Array } {
  return vendor
    ? { weight: table.vendorWeight, excludes: table.vendorExcludes }
    : { weight: table.weight, excludes: table.excludes };
}

/** exp(score) scaled to sum to 1, reckoned from the highest score so that nothing overflows; 0 for what is excluded. */
function shares(score: Float64Array, excluded: Uint8Array | null): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  score.forEach((value, at) => {
    if (excluded?.[at] !== 1 && value > highest) highest = value;
  });
  const result = score.map((value, at) => (excluded?.[at] === 1 ? 0 : Math.exp(value - highest)));
  let sum = 0;
  for (const value of result) sum += value;
  return result.map((value) => value / sum);
}

function withPosteriors(parts: Omit<Replay, 'posterior' | 'active'>): Replay {
  const raw = shares(parts.score, null);
  const total = 1 + raw.length * leastPosterior;
  const extreme = raw.some((value) => value < leastPosterior);
  const posterior = extreme ? raw.map((value) => (value + leastPosterior) / total) : raw;
  const { tilt } = parts;
  const tilted =
    tilt === null ? parts.score : parts.score.map((nats, at) => nats + (tilt[at] ?? 0));
  const isPlain = tilt === null && !parts.excluded.includes(1);
  const active = isPlain ? raw : shares(tilted, parts.excluded);
  return { ...parts, posterior, active };
}

type Sums = Pick<Replay, 'tables' | 'clusterSums' | 'score' | 'excluded'>;

/** The sums after one more observation; copies what it changes. The finding must not be among those already summed. */
function plus(sums: Sums, seen: Seen): Sums {
  const table = sums.tables.findings[seen.finding];
  if (table === undefined) return sums;
  const size = sums.tables.causes.length;
  const before = sums.clusterSums.get(table.cluster);
  const strongest = before?.strongest.slice() ?? new Float64Array(size);
  const strongestBy = before?.strongestBy.slice() ?? new Int32Array(size).fill(-1);
  const total = before?.total.slice() ?? new Float64Array(size);
  const score = sums.score.slice();
  const excluded = sums.excluded.slice();
  const { weight, excludes } = rowsOf(table, seen.vendor);
  table.mentions.forEach((cause, row) => {
    const at = row * table.width + seen.outcome;
    const added = weight[at] ?? 0;
    const old = countedWeight(strongest[cause] ?? 0, total[cause] ?? 0);
    if (isStronger(added, seen.finding, strongest[cause] ?? 0, strongestBy[cause] ?? -1)) {
      strongest[cause] = added;
      strongestBy[cause] = seen.finding;
    }
    total[cause] = (total[cause] ?? 0) + added;
    const now = countedWeight(strongest[cause] ?? 0, total[cause] ?? 0);
    score[cause] = (score[cause] ?? 0) + now - old;
    if (excludes[at] === 1) excluded[cause] = 1;
  });
  const clusterSums = new Map(sums.clusterSums).set(table.cluster, {
    strongest,
    strongestBy,
    total,
  });
  return { tables: sums.tables, clusterSums, score, excluded };
}

/** The sums of observations in ascending order of finding. */
function sumOf(tables: Tables, seen: readonly Seen[]): Sums {
  const start: Sums = {
    tables,
    clusterSums: new Map(),
    score: tables.logPrior,
    excluded: new Uint8Array(tables.causes.length),
  };
  return seen.reduce(plus, start);
}

function agree(readings: readonly Seen[]): boolean {
  return readings.every((reading) => reading.outcome === readings[0]?.outcome);
}

/**
 * Replays observations in any order. Unknown values change nothing. One finding with two values that fall into different
 * outcomes is a conflict and counts as unknown: later never wins in silence. Unknown ids and unreadable values are
 * reported and skipped. `hints` only touch what questions are valued against.
 */
export function replay(
  tables: Tables,
  observations: readonly Observed[],
  hints: Hints = noHints,
): Replay {
  const readings = new Map<number, Seen[]>();
  const mentioned = new Set<number>();
  const problems = new Map<string, Problem>();
  for (const { finding: id, value } of observations) {
    const finding = tables.findingIndex.get(id);
    const table = finding === undefined ? undefined : tables.findings[finding];
    const key = JSON.stringify([id, value]);
    if (finding === undefined || table === undefined) {
      problems.set(key, { finding: id, value, error: 'not-a-finding' });
      continue;
    }
    const reading = readValue(table.finding, value);
    if (reading.kind === 'error') {
      problems.set(key, { finding: id, value, error: reading.error });
      continue;
    }
    mentioned.add(finding);
    if (reading.kind === 'unknown') continue;
    const { outcome, vendor } = reading;
    readings.set(finding, [
      ...(readings.get(finding) ?? []),
      { finding, outcome, vendor, value: value.trim() },
    ]);
  }
  const seen: Seen[] = [];
  const conflicts: Conflict[] = [];
  for (const [finding, all] of [...readings].sort(([a], [b]) => a - b)) {
    const sorted = [...all].sort((a, b) => compareIds(a.value, b.value));
    const first = sorted[0];
    if (first === undefined) continue;
    if (agree(sorted)) {
      seen.push({ ...first, vendor: sorted.some((reading) => reading.vendor) });
    } else {
      const id = tables.findings[finding]?.finding.id ?? '';
      conflicts.push({ finding: id, values: [...new Set(sorted.map(({ value }) => value))] });
    }
  }
  return withPosteriors({
    ...sumOf(tables, seen),
    seen: new Map(seen.map((observation) => [observation.finding, observation])),
    mentioned,
    tilt: tiltOf(tables, hints),
    hinted: hintedFindings(tables, hints),
    conflicts,
    problems: [...problems].sort(([a], [b]) => compareIds(a, b)).map(([, problem]) => problem),
  });
}

/** The session with one more believed observation. The finding must not have been seen. */
export function suppose(session: Replay, seen: Seen): Replay {
  return withPosteriors({
    ...session,
    ...plus(session, seen),
    seen: new Map(session.seen).set(seen.finding, seen),
    mentioned: new Set(session.mentioned).add(seen.finding),
  });
}

/** The session without hints: what numbers are shown by. */
export function plain(session: Replay): Replay {
  return session.tilt === null
    ? session
    : withPosteriors({ ...session, tilt: null, hinted: new Set() });
}

/** The session as if this finding had been answered "unknown". */
export function withhold(session: Replay, finding: number): Replay {
  const rest = [...session.seen.values()].filter((seen) => seen.finding !== finding);
  return withPosteriors({
    ...session,
    ...sumOf(session.tables, rest),
    seen: new Map(rest.map((seen) => [seen.finding, seen])),
  });
}

function parts(posterior: number | undefined): number {
  return Math.round((posterior ?? 0) * tieParts);
}

/** Cause indices from most to least probable, ties by id; ruled-out causes come last, whatever their posterior. */
export function rankedCauses(session: Replay): readonly number[] {
  const { posterior, excluded, tables } = session;
  return tables.causes
    .map((_, cause) => cause)
    .sort(
      (a, b) =>
        (excluded[a] ?? 0) - (excluded[b] ?? 0) ||
        parts(posterior[b]) - parts(posterior[a]) ||
        a - b,
    );
}

/** The most probable cause that is not ruled out and beats something-else; -1 when there is none. */
export function leadingCause(session: Replay): number {
  const { posterior, excluded, tables } = session;
  let best = -1;
  tables.causes.forEach((_, cause) => {
    if (excluded[cause] === 1) return;
    if (best < 0 || parts(posterior[cause]) > parts(posterior[best])) best = cause;
  });
  const beats = best >= 0 && parts(posterior[best]) > parts(posterior[tables.causes.length]);
  return beats ? best : -1;
}

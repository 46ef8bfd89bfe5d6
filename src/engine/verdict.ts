/**
 * The words of a conclusion, tied to explicit rules, never to adjectives. The thresholds are those of the IPCC's
 * calibrated language for the Fifth Assessment Report: "likely" is 66-100 %, "about as likely as not" 33-66 %, "extremely
 * likely" 95-100 % (Mastrandrea et al. 2010, Guidance Note for Lead Authors, table 1 and its note; the ranges are
 * repeated at https://data.globalchange.gov/array/likelihood). A probability alone is not enough here: independent
 * support is asked for too, as one strong answer may be one mistake.
 */
import type { Contribution } from './belief.ts';
import { contributionsOf } from './belief.ts';
import type { Model, Observed } from './model.ts';
import type { Replay } from './replay.ts';
import { leadingCause, rankedCauses, replay } from './replay.ts';
import { tablesOf } from './tables.ts';

/** From strongest to weakest claim. */
export type VerdictLevel = 'confirmed' | 'likely' | 'possible' | 'inconclusive';

/** What a level asks for. */
export interface VerdictDemand {
  /** Least posterior of the leading cause. */
  readonly posterior: number;
  /** Least number of clusters that speak for it on balance. */
  readonly clusters: number;
  /** Whether an outcome that is decisive for the cause must have been observed. */
  readonly decisive: boolean;
}

/*
 * Every level also asks for observations that are no symptoms and together four times as likely under the cause. Symptoms name a class of faults, and the causes
 * that are not listed have the same ones: how sure they make is what naive Bayes overstates most.
 */

/** The rules. Two clusters: two facts that are not views of one another. */
export const verdictDemands: Readonly<
  Record<Exclude<VerdictLevel, 'inconclusive'>, VerdictDemand>
> = {
  confirmed: { posterior: 0.95, clusters: 2, decisive: true },
  likely: { posterior: 0.66, clusters: 2, decisive: false },
  possible: { posterior: 0.33, clusters: 1, decisive: false },
};

/** A cluster supports a cause when it counts more than this; less is rounding or an author's noise. */
const leastSupportInBits = 0.1;

/** What was measured has to speak for the cause with this many bits together: it is four times as likely under it, clusters
 * considered. Less is what incidents from unlisted causes show by chance; chosen on the evaluation. */
const leastMeasuredInBits = 2;

/** Which rule gave the level: the level's own, or why it is inconclusive. */
export type VerdictRule =
  | Exclude<VerdictLevel, 'inconclusive'>
  | 'no-cause-left'
  | 'something-else-leads'
  | 'too-improbable'
  | 'only-symptoms'
  | 'too-little-support';

/** What the next level lacks. All false or 0 never happens: then that level would have been given. */
export interface Missing {
  readonly level: Exclude<VerdictLevel, 'inconclusive'>;
  /** How much posterior is lacking; 0 when there is enough. */
  readonly posterior: number;
  /** How many more supporting clusters are needed. */
  readonly clusters: number;
  /** Whether a decisive outcome is lacking. */
  readonly decisive: boolean;
  /** Whether nothing but symptoms speaks for the cause. */
  readonly measured: boolean;
  /** Whether something-else is at least as probable as every cause. */
  readonly overtaken: boolean;
}

/** A cause and its posterior. */
export interface Standing {
  readonly cause: string;
  readonly posterior: number;
}

/** The conclusion, with the numbers that its rule was given. */
export interface Verdict {
  readonly level: VerdictLevel;
  /** The cause concluded; null when inconclusive. */
  readonly cause: string | null;
  readonly rule: VerdictRule;
  /** The most probable cause that is not ruled out, whatever the level; null when every cause is. */
  readonly leader: Standing | null;
  /** The next most probable one. */
  readonly runnerUp: Standing | null;
  /** Posterior of "none of the listed causes". */
  readonly somethingElse: number;
  /** Clusters that speak for the leader on balance, sorted. */
  readonly support: readonly string[];
  /** Findings whose observed outcome is decisive for the leader, sorted. */
  readonly decisive: readonly string[];
  /** What the next level lacks; null when confirmed or when no cause is left. */
  readonly missing: Missing | null;
}

const levels = ['confirmed', 'likely', 'possible'] as const;

function supportOf(contributions: readonly Contribution[]): readonly string[] {
  const bits = new Map<string, number>();
  for (const { cluster, countedInBits } of contributions) {
    bits.set(cluster, (bits.get(cluster) ?? 0) + countedInBits);
  }
  return [...bits].flatMap(([cluster, sum]) => (sum > leastSupportInBits ? [cluster] : [])).sort();
}

function isMeasured(session: Replay, contributions: readonly Contribution[]): boolean {
  const { findingIndex, findings } = session.tables;
  const support = contributions.reduce((sum, { finding, countedInBits }) => {
    const table = findings[findingIndex.get(finding) ?? -1];
    return table?.finding.symptom === true ? sum : sum + Math.max(0, countedInBits);
  }, 0);
  return support >= leastMeasuredInBits;
}

function standing(session: Replay, cause: number | undefined): Standing | null {
  if (cause === undefined || session.excluded[cause] === 1) return null;
  const id = session.tables.causes[cause]?.id;
  return id === undefined ? null : { cause: id, posterior: session.posterior[cause] ?? 0 };
}

/** The verdict of a replayed session. Internal to the room. */
export function verdictOf(session: Replay): Verdict {
  const [first, second] = rankedCauses(session);
  const leader = standing(session, first);
  const somethingElse = session.posterior[session.tables.causes.length] ?? 0;
  const open = { cause: null, leader, runnerUp: standing(session, second), somethingElse };
  if (first === undefined || leader === null) {
    const rule = 'no-cause-left';
    return { ...open, level: 'inconclusive', rule, support: [], decisive: [], missing: null };
  }
  const contributions = contributionsOf(session, first);
  const support = supportOf(contributions);
  const decisive = contributions.flatMap((one) => (one.decisive ? [one.finding] : []));
  const overtaken = leadingCause(session) < 0;
  const measured = !isMeasured(session, contributions);
  const lacks = (level: Missing['level']): Missing => ({
    level,
    posterior: Math.max(0, verdictDemands[level].posterior - leader.posterior),
    clusters: Math.max(0, verdictDemands[level].clusters - support.length),
    decisive: verdictDemands[level].decisive && decisive.length === 0,
    measured,
    overtaken,
  });
  const reached = levels.findIndex((level) => {
    const missing = lacks(level);
    const isLacking = missing.decisive || measured || overtaken;
    return missing.posterior + missing.clusters === 0 && !isLacking;
  });
  const level = levels[reached];
  if (level === undefined) {
    const missing = lacks('possible');
    const rule = overtaken
      ? 'something-else-leads'
      : missing.posterior > 0
        ? 'too-improbable'
        : missing.clusters > 0
          ? 'too-little-support'
          : 'only-symptoms';
    return { ...open, level: 'inconclusive', rule, support, decisive, missing };
  }
  const next = levels[reached - 1];
  const missing = next === undefined ? null : lacks(next);
  return { ...open, level, cause: leader.cause, rule: level, support, decisive, missing };
}

/**
 * The verdict after these observations.
 *
 * - confirmed: posterior >= 0.95, support from two clusters, and a decisive outcome observed;
 * - likely: posterior >= 0.66 and support from two clusters;
 * - possible: posterior >= 0.33 and support from one;
 * - inconclusive: all else, and whenever something-else is at least as probable as every cause.
 *
 * Each level but the last asks for two bits or more from observations that are no symptoms. A cause that is ruled out is
 * never the verdict.
 */
export function reachVerdict(model: Model, observations: readonly Observed[]): Verdict {
  return verdictOf(replay(tablesOf(model), observations));
}

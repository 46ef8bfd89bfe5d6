/**
 * What a question is worth and what it costs, the findings considered that the same command answers (its group):
 *
 *   worth = P(answered) x (gain + gain of what is read along)        cost = price + P(answered) x readings
 *
 * As many siblings are read along as one screen asks for, the most telling ones. Group-mates whose command has been run
 * cost a reading each. The gain of several findings is at most the sum of their single gains, as answers are independent
 * given the cause, and at most the uncertainty there is; findings of one cluster are not, so each further one counts the
 * damping share.
 */
import { answerChance } from './answerability.ts';
import { priceOf, readingPrice } from './cost.ts';
import { predict } from './information.ts';
import type { Replay } from './replay.ts';
import { clusterDamping } from './replay.ts';
import type { FindingTable } from './tables.ts';
import { entropyOf } from './tables.ts';

/** As many readings beside the question as are read in one look without getting lost: a judgment; on the evaluation 10 gain
 * nothing over it. */
export const mostCompanions = 8;

/** What a later question counts beside the one that is asked now: it may be answered "don't know", and the session may end
 * before it. A judgment. */
export const laterShare = 0.5;

/** What is hoped for from an answer, and the most that can be had. */
export interface Measure {
  readonly of: (session: Replay, table: FindingTable) => number;
  readonly limit: (session: Replay) => number;
}

/** Expected information in bits; the limit is the entropy of the hypotheses. */
export const information: Measure = {
  of: (session, table) => predict(session, table).gainInBits,
  limit: ({ active }) => entropyOf(active, 0, active.length),
};

/** A candidate, valued. */
export interface Worth {
  readonly finding: number;
  /** Chance that it is answered. */
  readonly chance: number;
  /** Expected gain by itself and with its siblings, times the chance; in the unit of the measure. */
  readonly worth: number;
  /** Expected seconds of attention, readings of siblings included. */
  readonly cost: number;
  /** Whether siblings are counted in: a look-ahead must not count them again. */
  readonly opensGroup: boolean;
}

/** Whether the command that answers a finding has been run: another finding of its group has a believed value. What people
 * remember has no output on a screen: a paste that tells one symptom has not asked for the others. */
function isOpened(session: Replay, finding: number, table: FindingTable): boolean {
  if (table.finding.symptom === true) return false;
  const group = session.tables.groups[table.group] ?? [];
  return group.some((mate) => mate !== finding && session.seen.has(mate));
}

/** Price of a finding now, in seconds of attention: the reading alone once its command has been run. */
export function priceNow(session: Replay, finding: number, table: FindingTable): number {
  const price = priceOf(table.finding.cost);
  return isOpened(session, finding, table) ? Math.min(price, readingPrice) : price;
}

/** Sum of the gains of what is read along, the best of each cluster in full, bounded by what is left to learn. */
function siblingGain(
  session: Replay,
  table: FindingTable,
  siblings: readonly number[],
  gains: ReadonlyMap<number, number>,
  limit: number,
): number {
  const gainOf = (finding: number): number => gains.get(finding) ?? 0;
  const counted = new Set([table.cluster]);
  let sum = 0;
  const readAlong = [...siblings]
    .sort((a, b) => gainOf(b) - gainOf(a) || a - b)
    .slice(0, mostCompanions);
  for (const sibling of readAlong) {
    const cluster = session.tables.findings[sibling]?.cluster ?? -1;
    sum += gainOf(sibling) * (counted.has(cluster) ? clusterDamping : 1);
    counted.add(cluster);
  }
  return Math.min(sum, Math.max(0, limit));
}

/** Values the candidates that have not been seen, in their order. Internal to the room. */
export function worthsOf(
  session: Replay,
  candidates: readonly number[],
  measure: Measure = information,
): readonly Worth[] {
  const gains = new Map<number, number>();
  for (const finding of candidates) {
    const table = session.tables.findings[finding];
    if (table !== undefined && !session.seen.has(finding)) {
      gains.set(finding, measure.of(session, table));
    }
  }
  const limit = measure.limit(session);
  return [...gains].flatMap(([finding, gain]): Worth[] => {
    const table = session.tables.findings[finding];
    if (table === undefined) return [];
    const chance = answerChance(session, table);
    const price = priceNow(session, finding, table);
    const group = session.tables.groups[table.group] ?? [];
    const siblings = isOpened(session, finding, table)
      ? []
      : group.filter((mate) => mate !== finding && gains.has(mate));
    const more = siblingGain(session, table, siblings, gains, limit - gain);
    const readings = Math.min(siblings.length, mostCompanions) * readingPrice;
    const opensGroup = siblings.length > 0;
    const worth = chance * (gain + more);
    return [{ finding, chance, worth, cost: price + chance * readings, opensGroup }];
  });
}

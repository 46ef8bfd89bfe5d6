/**
 * What the evaluation counts.
 *
 * - rank: place of the first expected cause in the ranking of the causes, 1 for the first; something-else has no place.
 * - top 1, top 3: share of the vignettes that expect a cause with a rank of at most 1, 3.
 * - inconclusive: share of all vignettes with that verdict.
 * - wrong on "none": share of the vignettes that expect none with any other verdict.
 * - Brier: mean over all vignettes of sum over hypotheses of (posterior - truth)^2, where the hypotheses are the causes and
 *   something-else; expected causes of one vignette count as one hypothesis; 0 is best, 2 is worst (Brier 1950,
 *   "Verification of forecasts expressed in terms of probability").
 * - intervals: Wilson's score interval at 95 % (Wilson 1927, "Probable inference").
 */
import type { Belief } from '#engine/index.ts';

/** A share with its 95 % interval. */
export interface Rate {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** 97.5th percentile of the standard normal distribution. */
const z = 1.959964;

/**
 * Wilson's interval: (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n). Worked number: 8 of 10 is 0.8, 0.490 to
 * 0.943. Of nothing it is 0, from 0 to 1: nothing is known.
 */
export function wilson(hits: number, n: number): Rate {
  if (n === 0) return { rate: 0, low: 0, high: 1 };
  const p = hits / n;
  const scale = 1 + (z * z) / n;
  const middle = (p + (z * z) / (2 * n)) / scale;
  const reach = (z / scale) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return { rate: p, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

/** Place of the first expected cause, 1 for the first; null when none of them is ranked. */
export function rankOf(ranking: readonly string[], expect: readonly string[]): number | null {
  const at = ranking.findIndex((cause) => expect.includes(cause));
  return at < 0 ? null : at + 1;
}

/** Brier score of one vignette; `expect` is empty when none of the causes is to blame. */
export function brierOf(belief: Belief, expect: readonly string[]): number {
  let hit = expect.length === 0 ? belief.somethingElse : 0;
  let others = expect.length === 0 ? 0 : belief.somethingElse ** 2;
  for (const { cause, posterior } of belief.ranking) {
    if (expect.includes(cause)) hit += posterior;
    else others += posterior ** 2;
  }
  return (1 - hit) ** 2 + others;
}

/** Middle value; the mean of the two middle ones of an even number; 0 of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** Arithmetic mean; 0 of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

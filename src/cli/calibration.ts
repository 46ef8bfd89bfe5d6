/**
 * Whether probabilities mean what they say: of the sessions whose first cause had about this posterior, how many were right.
 * A reliability diagram (Murphy, Winkler 1977, "Reliability of subjective probability forecasts of precipitation and
 * temperature").
 */
import type { Rate } from './score.ts';
import { wilson } from './score.ts';

/** Lower ends of the bins; the verdict thresholds .33, .66 and .95 are among them. */
export const binStarts = [0, 0.2, 0.33, 0.5, 0.66, 0.8, 0.95] as const;

/** Sessions of one bin. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Mean posterior of the first cause. */
  readonly stated: number;
  /** Share of sessions in which it was the true one, with its 95 % Wilson interval. */
  readonly right: Rate;
}

/** The bins that hold a session, in rising order. A session that expects no cause is never right. */
export function calibrationOf(
  rows: readonly { readonly posterior: number; readonly rank: number | null }[],
): readonly CalibrationBin[] {
  return binStarts.flatMap((from, place) => {
    const to = binStarts[place + 1] ?? 1;
    const inside = rows.filter(
      ({ posterior }) => posterior >= from && (posterior < to || (to === 1 && posterior === 1)),
    );
    if (inside.length === 0) return [];
    const stated = inside.reduce((sum, { posterior }) => sum + posterior, 0) / inside.length;
    const hits = inside.filter(({ rank }) => rank === 1).length;
    return [{ from, to, n: inside.length, stated, right: wilson(hits, inside.length) }];
  });
}

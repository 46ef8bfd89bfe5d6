/**
 * What the person's own words point at. Hints steer which question comes next and when asking ends; they are no evidence, so
 * no posterior and no verdict depends on them: a page that reads like a complaint is not yet its cause.
 *
 * A cause whose page fits the words is looked at as if it were more probable than it is (its tilt, in nats, is added to its
 * score where questions are valued), and a finding that the words seem to speak of as more likely to be answered.
 */
import type { Tables } from './tables.ts';

/** Where the words point: made by a search over the texts of causes and findings, never over cases. */
export interface Hints {
  /** Cause id -> how well its page fits the words, in (0, 1]. Other numbers are clamped, unknown ids ignored. */
  readonly causes: Readonly<Record<string, number>>;
  /** Ids of the findings that the words seem to speak of; unknown ids are ignored. */
  readonly findings: readonly string[];
}

/** No words: nothing is steered. */
export const noHints: Hints = { causes: {}, findings: [] };

/**
 * Tilt of the best fit, in nats: e^3, so the cause that reads most like the complaint is looked at as if it were twenty
 * times as probable, about what priors span. A judgment: on the evaluation 2 to 4 do about as well.
 */
const mostTilt = 3;

/** Tilt of each cause in nats, in the order of the tables; something-else has none. Null when there are no hints. Internal
 * to the room. */
export function tiltOf({ causes }: Tables, hints: Hints): Float64Array | null {
  if (Object.keys(hints.causes).length === 0) return null;
  const likeness = (id: string): number => {
    const value = Object.hasOwn(hints.causes, id) ? hints.causes[id] : 0;
    return Math.min(1, Math.max(0, Number(value) || 0));
  };
  return Float64Array.from([...causes.map(({ id }) => mostTilt * likeness(id)), 0]);
}

/** Indices of the findings that are hinted at. Internal to the room. */
export function hintedFindings({ findingIndex }: Tables, hints: Hints): ReadonlySet<number> {
  return new Set(hints.findings.flatMap((id) => findingIndex.get(id) ?? []));
}

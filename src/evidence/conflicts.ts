/** Facts that cannot both hold: one side, one fact, two values. Both are kept, and the user decides. */
import type { Conflict, Reading } from './reading.ts';

/**
 * Finds the conflicts.
 *
 * @param readings all readings
 * @param isMany whether two values of that reading's fact can both hold
 */
export function findConflicts(
  readings: readonly Reading[],
  isMany: (index: number) => boolean,
): readonly Conflict[] {
  const groups = new Map<string, number[]>();
  readings.forEach(({ fact, side }, index) => {
    if (isMany(index)) return;
    const key = `${side} ${fact}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  });
  return [...groups.values()].flatMap((indexes): Conflict[] => {
    const first = readings[indexes[0] ?? 0];
    const values = new Set(indexes.map((index) => readings[index]?.value));
    if (first === undefined || values.size < 2) return [];
    const finding = indexes.map((index) => readings[index]?.finding).find((one) => one !== null);
    return [{ fact: first.fact, finding: finding ?? null, side: first.side, readings: indexes }];
  });
}

/** Which lines a set of drafts covers, in time linear in drafts and lines however much they overlap. */
import type { Draft } from './parser.ts';

/**
 * One byte a line: 1 where some draft reaches.
 *
 * @param drafts drafts whose lines lie in 0 to `count` - 1
 * @param count number of lines
 */
export function coverOf(drafts: readonly Draft[], count: number): Uint8Array {
  const steps = new Int32Array(count + 1);
  for (const { from, to = from } of drafts) {
    steps[from] = (steps[from] ?? 0) + 1;
    const end = Math.min(to, count - 1) + 1;
    steps[end] = (steps[end] ?? 0) - 1;
  }
  const cover = new Uint8Array(count);
  let depth = 0;
  for (let at = 0; at < count; at += 1) {
    depth += steps[at] ?? 0;
    cover[at] = depth > 0 ? 1 : 0;
  }
  return cover;
}

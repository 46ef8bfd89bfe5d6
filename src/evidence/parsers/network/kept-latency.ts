/** Times of requests on a kept connection beside a fresh one: curl with `%{num_connects} %{time_total}`, one row a request. */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const command = /\bcurl .{0,200}%\{num_connects\} %\{time_total\}/;
const row = /^([01]) (\d{1,4}\.\d{3,9})$/;

/** Rows of one command. */
const longest = 1000;

/** Seconds: the delay of an acknowledgement (TCP_DELACK_MIN, 40 ms), the end of its peak, and times that are near it. */
const [floor, top, low, high] = [0.0395, 0.0485, 0.03, 0.06];

/** Kept requests from which on a row says something. */
const enough = 5;

function judge(kept: readonly number[], fresh: readonly number[]): string | null {
  if (kept.length < enough || fresh.length === 0) return null;
  const isDelayed = (one: number): boolean => one >= floor && one <= top;
  if (kept.every(isDelayed) && fresh.every((one) => one < low)) return 'yes';
  return kept.every((one) => one < low || one > high) ? 'no' : null;
}

function readRows(paste: Paste, at: number): readonly Draft[] {
  const times: Record<'kept' | 'fresh', number[]> = { kept: [], fresh: [] };
  let end = at + 1;
  for (; end < at + longest; end += 1) {
    const found = row.exec(paste.line(end));
    if (found === null) break;
    times[found[1] === '1' ? 'fresh' : 'kept'].push(Number(found[2]));
  }
  const value = judge(times.kept, times.fresh);
  const finding = 'latency-floor';
  if (value === null) return [];
  return [{ fact: finding, finding, value, from: at, to: end - 1, side: 'client' }];
}

/** Reads times on kept connections. */
export const keptLatency: Parser = {
  name: 'kept-latency',
  clues: ['%{num_connects} %{time_total}'],
  emits: ['yes', 'no'].map((value) => ({ finding: 'latency-floor', value })),
  read: (paste, hits) =>
    hits.flatMap((at) => (command.test(paste.typed(at).run) ? readRows(paste, at) : [])),
};

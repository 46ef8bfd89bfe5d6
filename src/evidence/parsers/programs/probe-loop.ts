/**
 * The log of a loop that asks again and again: a clock and a result on each line. When it answers for a while and from one line on
 * never again, the failures began at one moment.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const finding = 'burst-shape';

/** Good results before the moment, and bad ones after it, that are asked for; fewer are chance. */
const fewest = 4;

/** Lines of one loop that are looked at. */
const mostLines = 5000;

/** How much longer than the usual step the longest may be while all is well. */
const mostStretch = 3;

const row =
  /^\[?(?:\d{4}-\d\d-\d\d[T ])?(\d\d):(\d\d):(\d\d)(?:[.,]\d{1,9})?Z?\]?[ :,-]{1,4}(\S.{0,120})$/;
const good = /^(?:HTTP\/\d(?:\.\d)? |status[=: ]{1,2})?(?:20[01246](?: OK)?|OK|ok)$/;
const bad =
  /^(?:[A-Za-z]{0,40}(?:Error|Exception|Timeout)\b|(?:[Tt]ime(?:d )?[ -]?out|TIMEOUT|FAIL(?:ED)?|[Ff]ailed|5\d\d|000)\b)/;

interface Row {
  /** Seconds of the day. */
  readonly second: number;
  readonly isGood: boolean;
}

function rowAt(paste: Paste, at: number): Row | null {
  const [, hours, minutes, seconds, result = ''] = row.exec(paste.line(at)) ?? [];
  const isGood = good.test(result);
  if (hours === undefined || (!isGood && !bad.test(result))) return null;
  return { second: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds), isGood };
}

/** Whether the rows stand at a regular distance, as a loop's do; midnight may lie between two. */
function isRegular(rows: readonly Row[]): boolean {
  const day = 86_400;
  const steps = rows
    .slice(1)
    .map(({ second }, at) => (second - (rows[at]?.second ?? 0) + day) % day)
    .sort((a, b) => a - b);
  const usual = steps[Math.floor(steps.length / 2)] ?? 0;
  return (steps.at(-1) ?? 0) <= mostStretch * Math.max(usual, 1);
}

function read(
  paste: Paste,
  from: number,
): { readonly drafts: readonly Draft[]; readonly to: number } {
  const rows: Row[] = [];
  for (let at = from; at < from + mostLines; at += 1) {
    const found = rowAt(paste, at);
    if (found === null) break;
    rows.push(found);
  }
  const to = from + Math.max(rows.length, 1) - 1;
  const turn = rows.findIndex(({ isGood }) => !isGood);
  const [before, after] = [rows.slice(0, turn), rows.slice(turn)];
  const isStep =
    turn >= fewest &&
    after.length >= fewest &&
    after.every(({ isGood }) => !isGood) &&
    isRegular(before) &&
    rowAt(paste, from - 1) === null;
  if (!isStep) return { drafts: [], to };
  const value = 'from-one-moment-on';
  return { drafts: [{ fact: finding, finding, value, from, to, side: 'client' }], to };
}

/** Reads logs of loops. */
export const probeLoop: Parser = {
  name: 'probe-loop',
  clues: [' 200', ' 201', ' 202', ' 204', ' 206', ' ok'],
  emits: [{ finding, value: 'from-one-moment-on' }],
  read: (paste, hits) => {
    const drafts: Draft[] = [];
    let next = 0;
    for (const at of hits) {
      if (at < next || rowAt(paste, at) === null) continue;
      const run = read(paste, at);
      next = run.to + 1;
      drafts.push(...run.drafts);
    }
    return drafts;
  },
};

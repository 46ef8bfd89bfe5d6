/**
 * Times of name look-ups alone: the loop around `time getent`, whose output is one number of seconds a line, with `failed` for
 * a look-up without an answer. The figures mean that only behind their command.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const command = /\btime getent (?:ahosts|ahostsv4|ahostsv6|hosts) /;
const figure = /^(?:real\s{1,4})?(?:(\d{1,3})m)?(\d{1,4}[.,]\d{3})s?$/;
const other =
  /^(?:user|sys)\s{1,4}\d{1,3}m\d{1,3}[.,]\d{3}s$|^[\da-f.:]{2,45}\s{1,16}(?:STREAM|DGRAM|RAW|\S)/;

/** Lines of one loop. */
const longest = 2000;

/** Seconds: at once, a step of the resolver library (RES_TIMEOUT, 5 s), and how far behind a step a look-up still ends. */
const [quick, step, slack] = [0.5, 5, 0.7];

/** Look-ups from which on a row without slow ones says something. */
const enough = 10;

function isStep(seconds: number): boolean {
  const steps = Math.floor(seconds / step);
  return steps >= 1 && seconds - steps * step <= slack;
}

function judge(seconds: readonly number[], failed: number): string | null {
  if (seconds.length === 0) return null;
  if (failed > 0) {
    if (failed < seconds.length) return null;
    if (seconds.every((one) => one < quick)) return 'fails-at-once';
    return seconds.every((one) => one >= step) ? 'fails-after-timeout' : null;
  }
  const slow = seconds.filter((one) => one >= quick);
  if (slow.length === 0) return seconds.length >= enough ? 'fast' : null;
  if (slow.every(isStep)) return seconds.length > slow.length ? 'multiple-of-5s' : null;
  return slow.length >= 3 && !slow.some(isStep) ? 'slow-spread' : null;
}

function readLoop(paste: Paste, at: number): readonly Draft[] {
  const seconds: number[] = [];
  let failed = 0;
  let end = at + 1;
  for (; end < at + longest; end += 1) {
    const line = paste.line(end);
    const found = figure.exec(line);
    if (found !== null) {
      seconds.push(Number(found[1] ?? 0) * 60 + Number((found[2] ?? '').replace(',', '.')));
    } else if (line === 'failed') failed += 1;
    else if (line !== '' && !other.test(line)) break;
    else if (line === '' && !figure.test(paste.line(end + 1)) && paste.line(end + 1) !== 'failed')
      break;
  }
  if (seconds.length === 0) return [];
  const [from, to] = [at, end - 1];
  const slowest = Math.max(...seconds).toString();
  const fact: Draft = { fact: 'slowest look-up', value: `${slowest} s`, from, to, many: true };
  const value = judge(seconds, failed);
  const finding = 'lookup-time';
  return value === null ? [fact] : [fact, { fact: finding, finding, value, from, to }];
}

/** Reads look-up times. */
export const lookupTimes: Parser = {
  name: 'lookup-times',
  clues: ['time getent'],
  emits: ['fast', 'multiple-of-5s', 'slow-spread', 'fails-at-once', 'fails-after-timeout'].map(
    (value) => ({ finding: 'lookup-time', value }),
  ),
  read: (paste, hits) =>
    hits.flatMap((at) => (command.test(paste.typed(at).run) ? readLoop(paste, at) : [])),
};

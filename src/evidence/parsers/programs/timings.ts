/**
 * Rows of times that a loop printed: how late connects succeeded, how long look-ups took, how many calls were canceled. The
 * command above the rows says what they are.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

/** Rows that one command is taken to have printed. */
const mostRows = 200;

const connects = /\bcurl\b.{1,200}-w ['"]%\{time_connect\}(?: %\{errormsg\})?\\n['"]/;
const lookups = /\btime getent ahosts\b/;
const resolved = /\bcurl\b.{1,200}-w ['"]%\{time_namelookup\} %\{errormsg\}\\n['"]/;
const unresolved = /^0\.0{3,9} (Could not resolve host: |Resolving timed out after )/;
const cancels = /\bgrep -\w{0,6}c\w{0,6}E? 'cancel\|deadline'/;
const row = /^(\d{1,4}\.\d{3,9})(?: .{0,200})?$/;
const number = /^\d{1,9}$/;

/** Lines of `curl -v` above the time that it prints last. */
const longestRun = 120;

/** Commands that are looked at: a loop prints its rows under one. */
const mostCommands = 200;

/** A command that tells what curl does before it prints its one row. */
const verbose = /\bcurl (?:-\w{0,8}v|.{1,100} -\w{0,8}v\b)/;

interface Rows {
  readonly times: readonly number[];
  readonly failed: number;
  readonly to: number;
}

/** The one row at the end of `curl -v`, which ends with that of a connection that stands. */
function rowOfRun(paste: Paste, at: number): Rows {
  for (let to = at + 1; to <= at + longestRun && to < paste.count; to += 1) {
    const line = paste.line(to);
    if (paste.typed(to).host !== '' || row.test(line)) {
      const time = row.exec(line)?.[1];
      return { times: time === undefined ? [] : [Number(time)], failed: 0, to };
    }
  }
  return { times: [], failed: 0, to: at };
}

/** Rows below a command, up to the first that is none. */
function rowsBelow(paste: Paste, at: number): Rows {
  const times: number[] = [];
  let [failed, to] = [0, at];
  for (let next = at + 1; next <= at + mostRows && next < paste.count; next += 1) {
    const line = paste.line(next);
    const time = row.exec(line)?.[1];
    if (line === 'failed') failed += 1;
    else if (time !== undefined) times.push(Number(time));
    else if (!/^(?:done|real|user|sys)\b/.test(line)) break;
    to = next;
  }
  return { times, failed, to };
}

function isNear(time: number, second: number): boolean {
  return time >= second && time <= second * 1.05 + 0.1;
}

/**
 * Seconds after which SYNs are repeated: doubled each time from 1 s on, and since Linux 6.5 four times by 1 s before that
 * (tcp_syn_linear_timeouts; measured on 6.18: 1.02, 2.04, 3.07, 4.09, 6.1, 10.4, 18.6, 34.7 and 68.7). A timer of the kernel
 * that is late by a few percent makes the last of them 63 to 66 s, or 66 to 69.
 */
const synSteps = [1, 2, 3, 4, 5, 6, 7, 10, 15, 18, 31, 34];
const lastSyns = [63, 66];

/** What the delays of connects say; attempts that failed print 0. Few rows say nothing. */
export function connectDelayOf(times: readonly number[]): string | null {
  const good = times.filter((time) => time > 0);
  if (good.some((time) => lastSyns.some((last) => isNear(time, last)))) return 'near-63s';
  const steps = good.filter((time) => time >= 0.95);
  if (steps.length > 0) {
    const isStep = (time: number): boolean => synSteps.some((second) => isNear(time, second));
    return steps.every(isStep) ? 'syn-retries' : null;
  }
  const spread = good.filter((time) => time >= 0.03);
  if (spread.length >= 3) return 'sub-second-spread';
  return good.length >= 10 && spread.length === 0 ? 'none' : null;
}

/** What the times of look-ups alone say. */
export function lookupTimeOf(times: readonly number[], failed: number): string | null {
  if (failed > 0) {
    // A failure prints its time like any other row, so they tell only when all look-ups failed.
    if (failed < times.length) return null;
    return times.every((time) => time < 1) ? 'fails-at-once' : 'fails-after-timeout';
  }
  const slow = times.filter((time) => time >= 0.5);
  if (slow.length === 0) return times.length >= 10 ? 'fast' : null;
  const isStep = (time: number): boolean => isNear(time, 5) || isNear(time, 10);
  if (slow.every(isStep)) return 'multiple-of-5s';
  return slow.length >= 3 && !slow.some(isStep) ? 'slow-spread' : null;
}

function cancelRate(paste: Paste, at: number): readonly Draft[] {
  const canceled = paste.line(at + 1);
  const [count] = [2, 3].map((step) => paste.line(at + step)).filter((line) => number.test(line));
  if (!number.test(canceled) || count === undefined || Number(count) === 0) return [];
  const value = Number(canceled) / Number(count) > 200 ? 'above-200-in-30s' : 'low';
  const finding = 'cancel-rate';
  return [{ fact: finding, finding, value, from: at, to: at + 3, side: 'client', many: true }];
}

/** One look-up by curl: only its failure is plain. */
function failedLookup(paste: Paste, at: number): readonly Draft[] {
  const [, words] = unresolved.exec(paste.line(at + 1)) ?? [];
  // When it could not be resolved, the time is not shown.
  if (!(words ?? '').startsWith('Resolving timed out')) return [];
  const finding = 'lookup-time';
  const value = 'fails-after-timeout';
  return [{ fact: finding, finding, value, from: at, to: at + 1, side: 'client', many: true }];
}

function isCommand(run: string): boolean {
  return resolved.test(run) || cancels.test(run) || connects.test(run) || lookups.test(run);
}

function read(paste: Paste, at: number): readonly Draft[] {
  const { run } = paste.typed(at);
  if (cancels.test(run) && run.includes('30 sec ago')) return cancelRate(paste, at);
  if (resolved.test(run)) return failedLookup(paste, at);
  const isConnect = connects.test(run);
  if (!isConnect && !lookups.test(run)) return [];
  const isVerbose = isConnect && verbose.test(run);
  const { times, failed, to } = isVerbose ? rowOfRun(paste, at) : rowsBelow(paste, at);
  if (times.length === 0) return [];
  const finding = isConnect ? 'connect-delay' : 'lookup-time';
  const value = isConnect ? connectDelayOf(times) : lookupTimeOf(times, failed);
  const place = { from: at, to, side: 'client' as const, many: true as const };
  if (value === null) return [{ fact: 'times', value: times.length.toString(), ...place }];
  return [{ fact: finding, finding, value, ...place }];
}

/** Reads rows of times. */
export const timings: Parser = {
  name: 'timings',
  clues: ['%{time_connect}', '%{time_namelookup}', 'getent ahosts', "'cancel|deadline'"],
  emits: [
    ...['none', 'syn-retries', 'near-63s', 'sub-second-spread'].map((value) => ({
      finding: 'connect-delay',
      value,
    })),
    ...['fast', 'multiple-of-5s', 'slow-spread', 'fails-at-once', 'fails-after-timeout'].map(
      (value) => ({ finding: 'lookup-time', value }),
    ),
    { finding: 'cancel-rate', value: 'above-200-in-30s' },
    { finding: 'cancel-rate', value: 'low' },
  ],
  read: (paste, hits) =>
    hits
      .filter((at) => isCommand(paste.typed(at).run))
      .slice(0, mostCommands)
      .flatMap((at) => read(paste, at)),
};

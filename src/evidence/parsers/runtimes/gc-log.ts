/**
 * Long pauses: collector and safepoint lines of HotSpot, old and unified logging, and the monitors that notice that no thread
 * ran (Hadoop's JvmPauseMonitor, HBase's Sleeper). Only a pause that could end a session is a reading. Where the processor
 * was idle meanwhile, it was not the collector that took the time.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

/** Least pause that counts, in seconds: shorter ones end no session. */
const longPause = 1;

/** Lines below a pause of unified logging within which its processor time stands. */
const reach = 30;

const unified = /\bGC\((\d{1,9})\) Pause [^\n]{1,120} (\d{1,9})[.,]\d{1,6}ms$/;
const spent =
  /\bGC\((\d{1,9})\) User=(\d{1,7}[.,]\d{1,3})s Sys=(\d{1,7}[.,]\d{1,3})s Real=(\d{1,7}[.,]\d{1,3})s$/;
const times =
  /\[Times: user=(\d{1,7}[.,]\d{1,3}) sys=(\d{1,7}[.,]\d{1,3}), real=(\d{1,7}[.,]\d{1,3}) secs\]/;
const full = /\[(?:Full GC|GC pause|GC \(|GC \d|GC \[)[^\]]{0,300}, (\d{1,6})[.,]\d{1,9} secs\]/;
const monitor =
  /Detected pause in JVM or host machine \(eg GC\): pause of approximately (\d{1,9})ms/;
const slept = /\bWe slept (\d{1,9})ms instead of (\d{1,9})ms/;
const stopped =
  /Total time for which application threads were stopped: (\d{1,6}[.,]\d{1,9}) seconds/;
const safepoint = /\bSafepoint "\w{1,60}", .{1,200}\bTotal: {1,4}(\d{1,15}) ns/;

/** What the collectors do beside the program stops nobody. */
const concurrent = /concurrent|Concurrent/;

type Pause = 'long-gc' | 'long-safepoint-idle-cpu';

function numberOf(text: string | undefined): number {
  return Number((text ?? '0').replace(',', '.'));
}

/** A pause by its processor time: the collector's when that is at least half as long as the pause. */
function judged(user: number, system: number, real: number): Pause | null {
  if (real < longPause) return null;
  return (user + system) * 2 >= real ? 'long-gc' : 'long-safepoint-idle-cpu';
}

/** The value of a pause of unified logging: by the line of its processor time below it, if that was pasted. */
function unifiedPause(paste: Paste, at: number): Pause | null {
  const found = unified.exec(paste.line(at));
  if (found === null || Number(found[2]) < longPause * 1000) return null;
  for (let line = at + 1; line <= at + reach; line += 1) {
    const [, id, user, system, real] = spent.exec(paste.line(line)) ?? [];
    if (id === found[1]) return judged(numberOf(user), numberOf(system), numberOf(real));
  }
  return 'long-gc';
}

function pauseAt(paste: Paste, at: number): Pause | null {
  const line = paste.line(at);
  if (concurrent.test(line)) return null;
  const spentTimes = times.exec(line);
  if (spentTimes !== null) {
    const [, user, system, real] = spentTimes;
    return judged(numberOf(user), numberOf(system), numberOf(real));
  }
  if (numberOf(full.exec(line)?.[1]) >= longPause) return 'long-gc';
  return unifiedPause(paste, at);
}

/** How long all threads stood still, by a line that does not say why. */
function stopOf(line: string): number {
  const old = numberOf(stopped.exec(line)?.[1]);
  return Math.max(old, numberOf(safepoint.exec(line)?.[1]) / 1e9);
}

function read(paste: Paste, from: number): readonly Draft[] {
  const line = paste.line(from);
  const noticed = Number(monitor.exec(line)?.[1] ?? 0);
  const [, actual = 0, wanted = 0] = (slept.exec(line) ?? []).map(Number);
  if (Math.max(noticed, actual - wanted) >= longPause * 1000) {
    const finding = 'log-gap';
    return [{ fact: finding, finding, value: 'gap-of-all-threads', from, many: true }];
  }
  const stop = stopOf(line);
  if (stop >= longPause) {
    return [{ fact: 'stopped-ms', value: Math.round(stop * 1000).toString(), from, many: true }];
  }
  const value = pauseAt(paste, from);
  return value === null
    ? []
    : [{ fact: 'pause-log', finding: 'pause-log', value, from, many: true }];
}

/** Reads pauses. */
export const gcLog: Parser = {
  name: 'gc-log',
  clues: ['pause', 'secs]', 'we slept', 'were stopped', 'safepoint "'],
  emits: [
    { finding: 'pause-log', value: 'long-gc' },
    { finding: 'pause-log', value: 'long-safepoint-idle-cpu' },
    { finding: 'log-gap', value: 'gap-of-all-threads' },
  ],
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};

/**
 * Long pauses: collector and safepoint lines of HotSpot, old and unified logging, and the monitors that notice that no thread
 * ran (Hadoop's JvmPauseMonitor, HBase's Sleeper). Only a pause that could end a session is a reading.
 */
import type { Draft, Parser } from '#evidence/parser.ts';

/** Least pause that counts, in seconds: shorter ones end no session. */
const longPause = 1;

const unified = /\bGC\(\d{1,9}\) Pause [^\n]{1,120} (\d{1,9})[.,]\d{1,6}ms$/;
const times =
  /\[Times: user=(\d{1,7})[.,]\d{1,3} sys=\d{1,7}[.,]\d{1,3}, real=(\d{1,7})[.,]\d{1,3} secs\]/;
const full = /\[(?:Full GC|GC) ?[^\]]{1,300}, (\d{1,6})[.,]\d{1,9} secs\]/;
const monitor =
  /Detected pause in JVM or host machine \(eg GC\): pause of approximately (\d{1,9})ms/;
const slept = /\bWe slept (\d{1,9})ms instead of (\d{1,9})ms/;

function secondsIn(line: string): number {
  const ms = Number(unified.exec(line)?.[1] ?? 0) / 1000;
  const [, user = 0, real = 0] = (times.exec(line) ?? []).map(Number);
  // Where the processor was idle, it was not the collector that took the time.
  const worked = user * 2 >= real ? real : 0;
  return Math.max(ms, worked, Number(full.exec(line)?.[1] ?? 0));
}

function read(line: string, from: number): readonly Draft[] {
  const noticed = Number(monitor.exec(line)?.[1] ?? 0);
  const [, actual = 0, wanted = 0] = (slept.exec(line) ?? []).map(Number);
  if (Math.max(noticed, actual - wanted) >= longPause * 1000) {
    const finding = 'log-gap';
    return [{ fact: finding, finding, value: 'gap-of-all-threads', from, many: true }];
  }
  if (secondsIn(line) < longPause) return [];
  return [{ fact: 'pause-log', finding: 'pause-log', value: 'long-gc', from, many: true }];
}

/** Reads pauses. */
export const gcLog: Parser = {
  name: 'gc-log',
  clues: ['pause', 'secs]', 'we slept'],
  emits: [
    { finding: 'pause-log', value: 'long-gc' },
    { finding: 'log-gap', value: 'gap-of-all-threads' },
  ],
  read: (paste, hits) => hits.flatMap((at) => read(paste.line(at), at)),
};

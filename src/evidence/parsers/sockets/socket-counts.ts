/**
 * What commands on sockets print when they only count: `grep -c users:` over CLOSE-WAIT, `uniq -c` of remote ends, samples in a
 * loop. The commands are those of the findings; each says what its numbers are.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';
import { fewSockets, manySockets } from './close-wait-rules.ts';
import { isServicePort, statelessRowOf, tuplesOf } from './socket-row.ts';
import { isPrompt, isRootPrompt } from './socket-table.ts';

const owned = /\bstate close-wait\b[^|]{0,80}\| ?grep -c users:$/;
const unowned = /\bstate close-wait\b[^|]{0,80}\| ?grep -vc users:$/;
const remotes = /\bstate close-wait \| ?awk '\{print \$4\}' ?\| ?sort ?\| ?uniq -c\b/;
const halves = /^for i in 0 \d{1,3}; do .{0,80}\bstate fin-wait-2 ?\| ?grep -c users:; done/;
const silent = /\bstate established\b.{1,120}grep -cE? 'lastrcv:\[0-9\]\{8\}'$/;
const open = /^ss -\w{1,6} state established "?sport = :?\d{1,5}"? ?\| ?wc -l$/;
const plateau = /\bwhile sleep \d{1,3}; do echo .{1,40}\bstate established\b.{1,60}\bwc -l\b/;
const queues =
  /^for i in 0 (?:\d{1,3} ?){1,5}; do .{1,60}\bdate\b.{1,60}\bstate established\b.{1,80}\bsort -rn\b/;

const number = /^\d{1,9}$/;
const clock = /^\d\d:\d\d:\d\d$/;
const sample = /^\d\d:\d\d:\d\d (\d{1,9})$/;
const remote = /^(\d{1,9}) (\S{1,80}):(\d{1,5})$/;

/** Lines that a count's output may take. */
const longestOutput = 400;

function numberAt(paste: Paste, at: number): number | null {
  const line = paste.line(at);
  return number.test(line) ? Number(line) : null;
}

function draft(finding: string, value: string, from: number, to: number): readonly Draft[] {
  return [{ fact: finding, finding, value, from, to }];
}

/** A line that the command gave and that answers nothing by itself. */
function count(fact: string, value: number, from: number): readonly Draft[] {
  return [{ fact, value: String(value), from, to: from + 1, many: true }];
}

function closeWaitCount(paste: Paste, at: number, run: string): readonly Draft[] {
  const value = numberAt(paste, at + 1);
  if (value === null) return [];
  const isOwned = owned.test(run);
  const read = count(`close-wait ${isOwned ? 'with' : 'without'} process`, value, at);
  const finding = 'close-wait-sockets';
  if (isOwned) {
    const rest = unowned.test(paste.typed(at + 2).run) ? numberAt(paste, at + 3) : null;
    const isFew = rest !== null && value + rest <= fewSockets;
    if (isFew) return [...read, ...draft(finding, 'few', at, at + 3)];
    return value >= manySockets
      ? [...read, ...draft(finding, 'on-service-port', at, at + 1)]
      : read;
  }
  const isMany = value >= manySockets && isRootPrompt(paste, at);
  return isMany ? [...read, ...draft(finding, 'without-owner', at, at + 1)] : read;
}

function closeWaitRemotes(paste: Paste, at: number): readonly Draft[] {
  const counts: (readonly [number, string])[] = [];
  let to = at;
  for (let line = at + 1; line < at + longestOutput; line += 1) {
    const found = remote.exec(paste.line(line));
    if (found === null) break;
    counts.push([Number(found[1]), found[3] ?? '']);
    to = line;
  }
  const isEnded = to + 1 < paste.count && isPrompt(paste, to + 1);
  const total = counts.reduce((sum, [one]) => sum + one, 0);
  const [most = 0, port = ''] = counts[0] ?? [];
  const read: Draft = {
    fact: 'close-wait remote ends',
    value: String(counts.length),
    from: at,
    to,
    many: true,
  };
  if (most >= manySockets && isServicePort(port)) {
    return [read, ...draft('close-wait-sockets', 'to-one-dependency', at, to)];
  }
  if (isEnded && total <= fewSockets) return [read, ...draft('close-wait-sockets', 'few', at, to)];
  return counts.length > 0 ? [read] : [];
}

function halfClosed(paste: Paste, at: number): readonly Draft[] {
  const [first, second] = [numberAt(paste, at + 1), numberAt(paste, at + 2)];
  if (first === null || second === null) return [];
  let to = at + 2;
  let isHeld = false;
  for (let line = at + 3; line < at + 3 + longestOutput; line += 1) {
    const row = statelessRowOf(paste.line(line), 'fin-wait-2', line);
    if (row === null) break;
    isHeld ||= row.pids.length > 0 && !row.rest.some((word) => word.startsWith('timer:'));
    to = line;
  }
  const read: Draft = {
    fact: 'fin-wait-2 with process',
    value: `${first} ${second}`,
    from: at,
    to,
    many: true,
  };
  if (isHeld && second > first && second > fewSockets) {
    return [read, ...draft('fin-wait-2-owned', 'yes', at, to)];
  }
  const isNone = first === 0 && second === 0 && isRootPrompt(paste, at);
  return isNone ? [read, ...draft('fin-wait-2-owned', 'no', at, to)] : [read];
}

function stale(paste: Paste, at: number): readonly Draft[] {
  const ghosts = numberAt(paste, at + 1);
  if (ghosts === null) return [];
  const all = open.test(paste.typed(at + 2).run) ? numberAt(paste, at + 3) : null;
  const finding = 'stale-established';
  if (all === null) return count('silent connections', ghosts, at);
  const read: Draft = {
    fact: 'silent connections',
    value: `${ghosts}/${all}`,
    from: at,
    to: at + 3,
    many: true,
  };
  const isMany = ghosts >= manySockets || (ghosts > fewSockets && ghosts * 2 > all);
  if (isMany) return [read, ...draft(finding, 'yes', at, at + 3)];
  return ghosts * 20 <= all && ghosts <= fewSockets
    ? [read, ...draft(finding, 'no', at, at + 3)]
    : [read];
}

/** Samples that must stand still, and what counts as a limit at all: a handful of idle clients stands still, too. */
const stillSamples = 5;

function standstill(paste: Paste, at: number): readonly Draft[] {
  const values: number[] = [];
  let to = at;
  for (let line = at + 1; line < at + longestOutput; line += 1) {
    const found = sample.exec(paste.line(line))?.[1];
    if (found === undefined) break;
    values.push(Number(found));
    to = line;
  }
  const last = values.at(-1);
  if (last === undefined) return [];
  const read: Draft = {
    fact: 'established samples',
    value: String(values.length),
    from: at,
    to,
    many: true,
  };
  const tail = values.slice(-stillSamples);
  const isStill = tail.length === stillSamples && tail.every((one) => one === last);
  if (!isStill || last < manySockets) return [read];
  return [read, ...draft('connection-plateau', String(last), to - stillSamples + 1, to)];
}

/** Bytes that nobody reads: far above what one request leaves for a moment. */
const fullQueue = 65_536;

function readerSamples(paste: Paste, at: number): readonly Draft[] {
  const samples: Map<string, number>[] = [];
  let to = at;
  for (let line = at + 1; line < at + longestOutput; line += 1) {
    const row = statelessRowOf(paste.line(line), 'established', line);
    if (row !== null) samples.at(-1)?.set(tuplesOf(row).own, row.recv ?? 0);
    else if (clock.test(paste.line(line))) samples.push(new Map());
    else break;
    to = line;
  }
  const [first, ...others] = samples;
  if (first === undefined) return [];
  const read: Draft = {
    fact: 'receive queue samples',
    value: String(samples.length),
    from: at,
    to,
    many: true,
  };
  if (others.length === 0 || samples.some(({ size }) => size === 0)) return [read];
  const still = [...first].filter(([own, recv]) => others.every((one) => one.get(own) === recv));
  const queued = still.filter(([, recv]) => recv > 0);
  const isQuiet = samples.every((one) => [...one.values()].every((recv) => recv === 0));
  const value = queued.some(([, recv]) => recv >= fullQueue)
    ? 'full-and-still'
    : queued.length > 0 && queued.length < first.size
      ? 'some-sockets-stuck'
      : isQuiet
        ? 'empty'
        : null;
  return value === null ? [read] : [read, ...draft('reader-queue', value, at, to)];
}

function read(paste: Paste, at: number): readonly Draft[] {
  const { run } = paste.typed(at);
  if (run.length > 500) return [];
  if (owned.test(run) || unowned.test(run)) {
    return halves.test(run) ? [] : closeWaitCount(paste, at, run);
  }
  if (remotes.test(run)) return closeWaitRemotes(paste, at);
  if (halves.test(run)) return halfClosed(paste, at);
  if (silent.test(run)) return stale(paste, at);
  if (plateau.test(run)) return standstill(paste, at);
  return queues.test(run) ? readerSamples(paste, at) : [];
}

/** Reads counts of sockets by the commands of the findings. */
export const socketCounts: Parser = {
  name: 'socket-counts',
  clues: ['state close-wait', 'state fin-wait-2', 'state established'],
  emits: [
    ...['few', 'on-service-port', 'to-one-dependency', 'without-owner'].map((value) => ({
      finding: 'close-wait-sockets',
      value,
    })),
    ...['yes', 'no'].map((value) => ({ finding: 'fin-wait-2-owned', value })),
    ...['yes', 'no'].map((value) => ({ finding: 'stale-established', value })),
    { finding: 'connection-plateau', kind: 'number' },
    ...['full-and-still', 'some-sockets-stuck', 'empty'].map((value) => ({
      finding: 'reader-queue',
      value,
    })),
  ],
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};

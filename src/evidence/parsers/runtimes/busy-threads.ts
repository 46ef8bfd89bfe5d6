/**
 * Threads that use a whole processor: rows of `top -H`, `ps -L` and `pidstat -t` beside the dump that names them, and the
 * processor time that a dump of JDK 11 or later prints with each thread.
 */
import type { Draft } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';
import type { DumpedThread, ThreadDump } from './dumped-thread.ts';
import { isIn } from './thread-roles.ts';

/** Percent of one processor from which a thread counts as spinning, and below which the hottest counts as quiet. */
const [hot, quiet] = [80, 30];

/** Seconds between two dumps, or of a life, over which a share of the processor means something. */
const leastSpan = 1;

/** Percent of idle time that the whole machine needs before a quiet thread says that none spins: a starved one looks quiet. */
const leastIdle = 30;

/** Rows of one table that are looked at. */
const mostRows = 60;

interface Row {
  readonly at: number;
  readonly tid: number;
  readonly percent: number;
  readonly command: string;
}

interface Table {
  readonly heading: number;
  /** True for `top -H`: its summary counts threads. */
  readonly isOfThreads: boolean;
  /** Percent of the machine's time that nobody used; null where it is not shown. */
  readonly idle: number | null;
  /** True for `top`, which puts the busiest first; `ps` does not, and its share is that of a whole life. */
  readonly isSorted: boolean;
  readonly rows: readonly Row[];
}

const threadCount = /^Threads:\s{1,6}\d/;
const idleShare = /^%Cpu\(s\):.{1,100}?[ ,](\d{1,3}[.,]\d) id\b/;
const tidNames = ['TID', 'LWP', 'SPID', 'PID'];
const percentNames = ['%CPU', 'PCPU', 'CPU%'];

/** The table under a heading with a column of percent and one of threads; null when the line is no heading. */
function tableAt(paste: Paste, heading: number): Table | null {
  const names = paste.line(heading).split(/\s+/, 30);
  const tidName = tidNames.find((name) => names.includes(name));
  const percentAt = names.findIndex((name) => percentNames.includes(name));
  if (tidName === undefined || percentAt === -1) return null;
  const tidAt = names.indexOf(tidName);
  const commandAt = names.findIndex((name) => /^(?:COMMAND|CMD|Command)$/.test(name));
  const rows: Row[] = [];
  for (let at = heading + 1; at <= heading + mostRows; at += 1) {
    const words = paste.line(at).split(/\s+/, 40);
    const tid = Number(words[tidAt]);
    const percent = Number((words[percentAt] ?? 'x').replace(',', '.'));
    if (!Number.isInteger(tid) || tid <= 0 || Number.isNaN(percent)) break;
    rows.push({ at, tid, percent, command: words.slice(Math.max(0, commandAt)).join(' ') });
  }
  const above = [1, 2, 3, 4, 5, 6].map((up) => paste.line(heading - up));
  const isTop = above.some((line) => threadCount.test(line));
  const idle = above.map((line) => idleShare.exec(line)?.[1]).find((one) => one !== undefined);
  const isOfThreads = isTop || tidName !== 'PID';
  return rows.length === 0
    ? null
    : {
        heading,
        isOfThreads,
        idle: idle === undefined ? null : Number(idle.replace(',', '.')),
        isSorted: isTop,
        rows,
      };
}

const collectors =
  /^(?:VM Thread|GC Thread#\d|G1 \w|Gang worker#\d|ParGC Thread|Concurrent Mark)|GC task thread#\d|^ZWorker|^XWorker/;
const nativeLoop = /^io\.netty\.channel\.epoll\./;
const javaLoop = /^sun\.nio\.ch\.(?:EPoll|SelectorImpl)/;
const tls = /SSLEngineImpl\.(?:wrap|writeRecord)$|OpenSslEngine\.wrap$/;
const buffers = /^java\.nio\.Bits\.reserveMemory$|PlatformDependent\.incrementMemoryCounter$/;
const ofLibrary = /^(?:java|javax|jdk|sun|com\.sun|io\.netty)\./;

/** What a thread that spins is doing; null when its stack does not tell. */
function spinOf(thread: DumpedThread): string | null {
  if (collectors.test(thread.name)) return 'gc';
  if (isIn(thread, buffers)) return 'buffer-allocation';
  if (isIn(thread, tls)) return 'tls-wrap';
  if (isIn(thread, nativeLoop, 4)) return 'epoll-native';
  if (isIn(thread, javaLoop, 4)) return 'epoll-wait-java';
  const [top] = thread.frames;
  return top === undefined || ofLibrary.test(top) ? null : 'application';
}

function draft(value: string, from: number, to: number): Draft {
  return { fact: 'hot-thread', finding: 'hot-thread', value, from, to, many: true };
}

/** Percent of a processor that each thread used between its first and its last dump. */
function busyByDumps(dumps: readonly ThreadDump[]): readonly DumpedThread[] {
  const firsts = new Map<string, DumpedThread>();
  const busy: DumpedThread[] = [];
  for (const thread of dumps.flatMap(({ threads }) => threads)) {
    const key = `${thread.name} ${thread.tid ?? ''}`;
    const { cpu, elapsed } = thread;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, thread);
    if (cpu === null || elapsed === null) continue;
    const span = elapsed - (first?.elapsed ?? 0);
    const used = cpu - (first?.cpu ?? 0);
    if (span >= leastSpan && used >= span * 10 * hot) busy.push(thread);
  }
  return busy;
}

function byTable(tables: readonly Table[], dumps: readonly ThreadDump[]): readonly Draft[] {
  const last = tables.at(-1);
  const [hottest] = [...(last?.rows ?? [])].sort((a, b) => b.percent - a.percent);
  if (last === undefined || hottest === undefined) return [];
  if (hottest.percent < quiet) {
    const isSorted = last.rows.every(
      ({ percent }, at) => percent <= (last.rows[at - 1]?.percent ?? Infinity),
    );
    const isIdle = last.idle !== null && last.idle >= leastIdle;
    // The first frame of top has nothing to compare with yet.
    const isMeasured = tables.length > 1;
    return isMeasured && isIdle && isSorted && last.isSorted && last.rows.length > 1
      ? [draft('none', hottest.at, hottest.at)]
      : [];
  }
  if (hottest.percent < hot) return [];
  if (collectors.test(hottest.command)) return [draft('gc', hottest.at, hottest.at)];
  const thread = dumps.flatMap(({ threads }) => threads).find(({ tid }) => tid === hottest.tid);
  const value = thread === undefined ? null : spinOf(thread);
  return value === null ? [] : [draft(value, hottest.at, hottest.at)];
}

/**
 * What the busiest thread does.
 *
 * @param hits lines that may be headings of tables
 */
export function busyDrafts(
  paste: Paste,
  hits: readonly number[],
  dumps: readonly ThreadDump[],
): readonly Draft[] {
  const tables = hits.flatMap((at) => tableAt(paste, at) ?? []);
  const found = byTable(tables, dumps);
  const spins = busyByDumps(dumps).flatMap((thread) => {
    const value = spinOf(thread);
    return value === null ? [] : [draft(value, thread.from, thread.to)];
  });
  const [spin] = spins;
  const cover = tables.flatMap(({ heading, rows, isOfThreads }): readonly Draft[] =>
    isOfThreads
      ? [
          {
            fact: 'threads-shown',
            value: `${rows.length}`,
            from: heading,
            to: rows.at(-1)?.at ?? heading,
            many: true,
          },
        ]
      : [],
  );
  return [...cover, ...(found.length > 0 ? found : spin === undefined ? [] : [spin])];
}

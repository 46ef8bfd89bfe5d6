/**
 * Thread dumps of HotSpot: what acceptors, request threads and event loops of the process do. One dump may catch an accident,
 * so that a wait is a reading only when several dumps, or nearly all of many threads, show it.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { DumpedThread, ThreadDump } from './dumped-thread.ts';
import { dumpsOf } from './dumped-thread.ts';
import { busyDrafts } from './busy-threads.ts';
import type { Work } from './thread-roles.ts';
import { isAcceptor, isIn, isLoop, libraryOf, workOf, workersOf } from './thread-roles.ts';

/** Request threads of one dump that make a single picture tell, and the share of them that must show the same. */
const [crowd, nearlyAll, most] = [5, 0.8, 0.6];

const latch = /threads\.LimitLatch\.countUpOrAwait$/;
const accepting =
  /ServerSocketChannelImpl\.accept|\.socketAccept$|NioSocketImpl\.accept$|^sun\.nio\.ch\.(?:Net\.accept|EPoll\.wait|EPollArrayWrapper\.epollWait|SelectorImpl\.select)|ServerSocket\.accept$|tomcat\.jni\.Socket\.accept/;
const waitsForEvents =
  /^sun\.nio\.ch\.(?:EPoll\.wait|EPollArrayWrapper\.epollWait|KQueue\.poll|SelectorImpl\.select)|^io\.netty\.channel\.(?:epoll|uring|kqueue)\.Native\.\w{0,20}[wW]ait|ThreadPoolExecutor\.getTask$|SingleThreadEventExecutor\.takeTask$/;
const blocking =
  /SocketInputStream\.socketRead0?$|NioSocketImpl\.(?:timedRead|implRead|park)$|SocketDispatcher\.read0$|^java\.lang\.Thread\.sleep0?$|FileOutputStream\.writeBytes$|FileInputStream\.readBytes$|Inet\dAddressImpl\.lookupAllHostAddr$|hikari\.util\.ConcurrentBag\.borrow$/;
const runsHandlers = /^io\.netty\.|^reactor\.|^io\.vertx\.|^io\.undertow\.|^org\.xnio\./;
const anyLoop = /eventloop|epoll|reactor|netty|XNIO|grpc|selector/i;

function draft(finding: string, value: string, { from, to }: DumpedThread): Draft {
  return { fact: finding, finding, value, from, to, many: true };
}

function acceptorValue(thread: DumpedThread): string | null {
  if (isIn(thread, latch, 12)) return 'on-connection-latch';
  return isIn(thread, accepting, 12) ? 'accepting' : null;
}

/** Tomcat names its poller and its acceptor after one connector. */
const poller = /^(\S{1,60})-(?:Client)?Poller(?:-\d{1,3})?$/;

/** The poller of a connector whose acceptor is not in a dump that is whole. */
function orphanOf({ threads, isWhole }: ThreadDump): DumpedThread | null {
  if (!isWhole) return null;
  const orphan = threads.find(({ name }) => {
    const connector = poller.exec(name)?.[1];
    return (
      connector !== undefined &&
      !threads.some((one) => one.name.startsWith(`${connector}-Acceptor`))
    );
  });
  return orphan ?? null;
}

function acceptorDrafts(dumps: readonly ThreadDump[]): readonly Draft[] {
  const last = dumps.at(-1);
  const orphan = last === undefined ? null : orphanOf(last);
  if (orphan !== null) return [draft('acceptor-state', 'missing', orphan)];
  const all = dumps.flatMap(({ threads }) => threads.filter(isAcceptor));
  const [first] = all;
  const values = new Set(all.map(acceptorValue));
  const [value] = values;
  // Two connectors in two states: which of them fails is for the user to say.
  if (first === undefined || values.size !== 1 || value === undefined || value === null) return [];
  return [draft('acceptor-state', value, first)];
}

const told: ReadonlySet<Work> = new Set<Work>([
  'waiting-for-pool',
  'in-socket-read',
  'in-socket-write',
  'behind-log-write',
  'on-application-lock',
]);

/** What most request threads of a dump do; null when the dump does not tell. */
function workIn(dump: ThreadDump, isAlone: boolean): { value: string; at: DumpedThread } | null {
  const workers = workersOf(dump);
  const works = workers.map((thread) => ({ thread, work: workOf(thread, dump) }));
  const free = works.find(({ work }) => work === 'free');
  if (free !== undefined) return { value: 'some-free', at: free.thread };
  const [first] = workers;
  if (first === undefined) return null;
  const isLeased = works.every(({ work }) => work === 'selecting');
  if (dump.isWhole && isLeased && first.name.startsWith('qtp')) {
    return { value: 'none-left', at: first };
  }
  for (const value of told) {
    const those = works.filter(({ work }) => work === value);
    const [one] = those;
    const isMost = those.length >= workers.length * (isAlone ? nearlyAll : most);
    if (one !== undefined && isMost && those.length >= (isAlone ? crowd : 2)) {
      return { value, at: one.thread };
    }
  }
  return null;
}

function workerDrafts(dumps: readonly ThreadDump[]): readonly Draft[] {
  const seen = dumps
    .filter((dump) => workersOf(dump).length > 0)
    .map((dump) => workIn(dump, dumps.length === 1));
  const [first] = seen;
  if (first === undefined || first === null || !seen.every((one) => one?.value === first.value))
    return [];
  return [draft('worker-state', first.value, first.at)];
}

function keyOf({ name, tid, frames }: DumpedThread): string {
  return JSON.stringify([name, tid, frames.slice(0, 10)]);
}

function loopDrafts(dumps: readonly ThreadDump[]): readonly Draft[] {
  const [first, ...later] = dumps;
  if (first === undefined) return [];
  const loops = first.threads.filter(isLoop);
  const [one] = loops;
  if (one === undefined) {
    const server = first.threads.find((thread) => isAcceptor(thread));
    const isNone = first.isWhole && !first.threads.some(({ name }) => anyLoop.test(name));
    return isNone && server !== undefined ? [draft('loop-threads', 'no-loops', server)] : [];
  }
  const stays = loops.find(
    (thread) =>
      isIn(thread, blocking, 6) &&
      isIn(thread, runsHandlers, thread.frames.length) &&
      later.length > 0 &&
      later.every(({ threads }) => threads.some((other) => keyOf(other) === keyOf(thread))),
  );
  if (stays !== undefined) return [draft('loop-threads', 'blocked-in-call', stays)];
  const isQuiet = dumps.every(
    ({ threads, isWhole }) =>
      isWhole && threads.filter(isLoop).every((thread) => isIn(thread, waitsForEvents)),
  );
  return isQuiet ? [draft('loop-threads', 'all-in-epoll', one)] : [];
}

/** The server library of the process, where only one shows itself. */
function libraryDrafts(dumps: readonly ThreadDump[]): readonly Draft[] {
  const found = new Map<string, DumpedThread>();
  for (const thread of dumps.flatMap(({ threads }) => threads)) {
    const library = libraryOf(thread);
    if (library !== null && !found.has(library)) found.set(library, thread);
  }
  const [only] = found;
  return only === undefined || found.size > 1 ? [] : [draft('java-server', ...only)];
}

/** The dump itself, so that its lines count as read. */
function coverDrafts(dumps: readonly ThreadDump[]): readonly Draft[] {
  return dumps.flatMap(({ threads }) =>
    threads.map(({ from, to }) => ({ fact: 'thread', value: 'dumped', from, to, many: true })),
  );
}

function choice(finding: string, values: readonly string[]): Parser['emits'] {
  return values.map((value) => ({ finding, value }));
}

/** Reads thread dumps, and tables of threads with their processor time beside them. */
export const threadDump: Parser = {
  name: 'thread-dump',
  clues: [
    ' nid=',
    '" - thread t@',
    'full thread dump',
    'jni global ref',
    'jni weak ref',
    '%cpu',
    'pcpu',
    'threads:',
  ],
  emits: [
    ...choice('acceptor-state', ['accepting', 'missing', 'on-connection-latch']),
    ...choice('worker-state', ['some-free', 'none-left', ...told]),
    ...choice('loop-threads', ['all-in-epoll', 'blocked-in-call', 'no-loops']),
    ...choice('java-server', ['tomcat', 'jetty', 'undertow']),
    ...choice('hot-thread', [
      'none',
      'epoll-wait-java',
      'epoll-native',
      'tls-wrap',
      'buffer-allocation',
      'gc',
      'application',
    ]),
  ],
  read: (paste, hits) => {
    const dumps = dumpsOf(paste, hits);
    return [
      ...coverDrafts(dumps),
      ...acceptorDrafts(dumps),
      ...workerDrafts(dumps),
      ...loopDrafts(dumps),
      ...libraryDrafts(dumps),
      ...busyDrafts(paste, hits, dumps),
    ];
  },
};

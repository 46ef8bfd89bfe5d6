/** What a thread of a server is for, by the name that its library gives it, and what it is doing, by its stack. */
import type { DumpedThread, ThreadDump } from './dumped-thread.ts';

/** Tomcat, Jetty and the JDK's own server. Netty's acceptor is a loop like the others. */
const acceptor = /^\S{1,60}-Acceptor(?:-\d{1,3})?$|-acceptor-\d{1,3}@|^HTTP-Dispatcher$/;
const worker =
  /^(?:https?|ajp)-\S{1,60}-exec-\d{1,5}$|^qtp\d{1,12}-\d{1,6}(?!\S{0,20}-acceptor)|^XNIO-\d{1,3} task-\d{1,5}$|^default task-\d{1,5}$/;
const pooled = /^(pool-\d{1,4})-thread-\d{1,5}$/;
const loop =
  /^(?:(?:nio|epoll|multiThreadIo)EventLoopGroup-\d{1,4}-\d{1,4}|reactor-http-(?:nio|epoll)-\d{1,4}|vert\.x-eventloop-thread-\d{1,4}|XNIO-\d{1,3} I\/O-\d{1,4})$/;

/** Threads that only one server library has. Loops of Netty may be a client's, and the JDK's own server an agent's. */
const libraries: readonly (readonly [name: RegExp, library: string])[] = [
  [/^(?:https?|ajp)-\S{1,60}-(?:Acceptor|(?:Client)?Poller|exec-\d{1,5})(?:-\d{1,3})?$/, 'tomcat'],
  [/^qtp\d{1,12}-\d{1,6}/, 'jetty'],
  [/^XNIO-\d{1,3} (?:task-|I\/O-|Accept)/, 'undertow'],
];

/** The server library whose thread it is; null when the name does not tell. */
export function libraryOf({ name }: DumpedThread): string | null {
  return libraries.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** Whether the thread accepts connections for a server that names its acceptor. */
export function isAcceptor({ name }: DumpedThread): boolean {
  return acceptor.test(name);
}

/** Whether the thread is an event loop of a server. Loops of client libraries have names of their own. */
export function isLoop({ name }: DumpedThread): boolean {
  return loop.test(name);
}

/** The threads that answer requests. `pool-1-thread-1` is one only beside the JDK's own HTTP server and no other pool. */
export function workersOf({ threads }: ThreadDump): readonly DumpedThread[] {
  const named = threads.filter((thread) => worker.test(thread.name) && !isAcceptor(thread));
  if (named.length > 0 || !threads.some(({ name }) => name === 'HTTP-Dispatcher')) return named;
  const others = threads.filter(({ name }) => pooled.test(name));
  const pools = new Set(others.map(({ name }) => pooled.exec(name)?.[1]));
  return pools.size === 1 ? others : [];
}

/** What a request thread is doing. */
export type Work =
  | 'free'
  | 'selecting'
  | 'waiting-for-pool'
  | 'in-socket-read'
  | 'in-socket-write'
  | 'behind-log-write'
  | 'on-application-lock'
  | 'other';

/** Frames from the top in which a blocking call shows itself. */
const depth = 8;

/** Whether one of the upper frames is such a method. */
export function isIn({ frames }: DumpedThread, pattern: RegExp, upper: number = depth): boolean {
  return frames.slice(0, upper).some((method) => pattern.test(method));
}

const idle =
  /ThreadPoolExecutor\.getTask$|threads\.TaskQueue\.(?:take|poll)$|QueuedThreadPool\.idleJobPoll$|QueuedThreadPool\$\d{1,2}\.idleJobPoll$|EnhancedQueueExecutor\$ThreadBody\.run$|ReservedThread\.reservedWait$|BlockingArrayQueue\.poll$/;
const selecting =
  /^sun\.nio\.ch\.(?:EPoll\.wait|EPollArrayWrapper\.epollWait|SelectorImpl\.select)$|ManagedSelector/;
const borrowing =
  /hikari\.util\.ConcurrentBag\.borrow$|hikari\.pool\.HikariPool\.getConnection$|AbstractConnPool\.getPoolEntryBlocking$|StrictConnPool\.|GenericObjectPool\.borrowObject$|tomcat\.jdbc\.pool\.ConnectionPool\.borrowConnection$|DruidDataSource\.(?:pollLast|takeLast)$|BasicResourcePool\.awaitAvailable$|LinkedBlockingDeque\.(?:takeFirst|pollFirst)$/;
const parked = /^(?:jdk\.internal\.misc|sun\.misc)\.Unsafe\.park$|^java\.lang\.Object\.wait0?$/;
const reading =
  /SocketInputStream\.socketRead0?$|NioSocketImpl\.(?:timedRead|implRead)$|^sun\.nio\.ch\.SocketDispatcher\.read0$/;
const readsRequest =
  /coyote\.(?:http11|ajp)\.\w{0,30}(?:InputBuffer|Processor)\.\w{0,20}(?:fill|read)|HttpConnection\.fill|sun\.net\.httpserver\.Request/;
const writing =
  /SocketOutputStream\.socketWrite0?$|^sun\.nio\.ch\.SocketDispatcher\.write0?$|NioSocketImpl\.implWrite$/;
const logging = /^java\.io\.FileOutputStream\.writeBytes$/;

/** A thread that waits for the next request of its own client reads it in the server's parser. */
function isBlockedRead(thread: DumpedThread): boolean {
  return isIn(thread, reading, 5) && !isIn(thread, readsRequest, 30);
}

/** What one request thread does; a wait for a monitor depends on who holds it. */
export function workOf(thread: DumpedThread, dump: ThreadDump): Work {
  if (thread.frames.length === 0) return 'other';
  if (thread.state.startsWith('BLOCKED') && thread.waitsFor !== '') {
    const [lock = ''] = thread.waitsFor.split(' ', 1);
    const owner = dump.threads.find((one) => one.holds.includes(lock));
    if (owner === undefined) return 'other';
    return isIn(owner, logging, 3) ? 'behind-log-write' : 'on-application-lock';
  }
  if (isIn(thread, idle)) return 'free';
  if (isIn(thread, borrowing, 12) && isIn(thread, parked, 2)) return 'waiting-for-pool';
  if (isIn(thread, selecting)) return 'selecting';
  if (isBlockedRead(thread)) return 'in-socket-read';
  if (isIn(thread, writing, 5)) return 'in-socket-write';
  return isIn(thread, logging, 3) ? 'behind-log-write' : 'other';
}

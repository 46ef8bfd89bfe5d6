/** Threads of a HotSpot thread dump: jstack, `jcmd PID Thread.print`, kill -3 into a log; JDK 6 to 25. */
import type { Paste } from '#evidence/paste.ts';

/** One thread as a dump shows it. Lines are 0-based. */
export interface DumpedThread {
  readonly name: string;
  /** Number of the thread in the kernel; null where the dump leaves it out. */
  readonly tid: number | null;
  /** Milliseconds of processor time and seconds since its start; JDK 11 and later. */
  readonly cpu: number | null;
  readonly elapsed: number | null;
  /** `RUNNABLE`, `BLOCKED (on object monitor)`; empty for threads of the VM. */
  readonly state: string;
  /** Method of each frame, the top first: `sun.nio.ch.Net.accept`. */
  readonly frames: readonly string[];
  /** Address of the monitor that it waits to enter, with its class; empty if none. */
  readonly waitsFor: string;
  /** Addresses of the monitors that it holds. */
  readonly holds: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** The threads of one dump. */
export interface ThreadDump {
  readonly threads: readonly DumpedThread[];
  /** True when both its first and its last line were pasted: only then does a thread that is not there not exist. */
  readonly isWhole: boolean;
}

/** Lines of one thread that are looked at: the deepest stacks of web frameworks have some 400. */
const longestStack = 500;

/** Frames that are kept. */
const mostFrames = 120;

const headLine = /^"([^"]{1,200})" .{0,200}\bnid=(0x[\da-f]{1,8}|\d{1,8}|NA)\b/;
/** VisualVM and JMX print the Java number of a thread instead of that of the kernel. */
const plainHead = /^"([^"]{1,200})" - Thread t@\d{1,9}$/;
const spent = /\bcpu=(\d{1,12}[.,]\d{1,3})ms elapsed=(\d{1,9}[.,]\d{1,3})s/;
const stateLine = /^java\.lang\.Thread\.State: ([A-Z_]{3,20}(?: \([a-z ]{1,40}\))?)/;
const frame = /^at (?:[\w.-]{1,60}(?:@[\w.+-]{1,40})?\/{1,2}){0,2}([\w.$<>/]{1,300})\(/;
const waiting =
  /^- waiting to (?:re-)?lock (?:in wait\(\) )?<((?:0x)?[\da-f]{1,16})> \(a ([^)]{1,200})\)/;
const locked = /^- locked <((?:0x)?[\da-f]{1,16})>/;

/** First line of a dump. */
export const dumpStart = /^Full thread dump \S/;
const dumpEnd = /^JNI (?:global ref|weak ref)/;

function numberOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text.replace(',', '.'));
}

/** Reads the thread whose first line is `at`; null when no thread begins there. */
function threadAt(paste: Paste, at: number): DumpedThread | null {
  const head = headLine.exec(paste.line(at)) ?? plainHead.exec(paste.line(at));
  if (head === null) return null;
  const times = spent.exec(paste.line(at));
  const frames: string[] = [];
  const holds: string[] = [];
  let [state, waitsFor, to] = ['', '', at];
  for (let line = at + 1; line <= at + longestStack; line += 1) {
    const text = paste.line(line);
    const called = frame.exec(text)?.[1];
    if (called !== undefined) {
      if (frames.length < mostFrames) frames.push(called);
    } else if (text.startsWith('- ')) {
      const wait = waiting.exec(text);
      if (wait !== null) waitsFor = `${wait[1] ?? ''} ${wait[2] ?? ''}`;
      const hold = locked.exec(text)?.[1];
      if (hold !== undefined) holds.push(hold);
    } else if (stateLine.test(text)) state = stateLine.exec(text)?.[1] ?? '';
    else if (!text.startsWith('Carrying virtual thread #')) break;
    to = line;
  }
  const number = head[2] === undefined || head[2] === 'NA' ? null : Number(head[2]);
  return {
    name: head[1] ?? '',
    tid: number,
    cpu: numberOf(times?.[1]),
    elapsed: numberOf(times?.[2]),
    state,
    frames,
    waitsFor,
    holds,
    from: at,
    to,
  };
}

/**
 * The dumps of a paste in order. Another one begins with its heading, or where a thread comes again.
 *
 * @param hits lines that may begin a thread, or begin or end a dump, rising
 */
export function dumpsOf(paste: Paste, hits: readonly number[]): readonly ThreadDump[] {
  const dumps: { threads: DumpedThread[]; isWhole: boolean; hasStart: boolean }[] = [];
  let names = new Set<string>();
  const begin = (hasStart: boolean): void => {
    dumps.push({ threads: [], isWhole: false, hasStart });
    names = new Set();
  };
  for (const at of hits) {
    const text = paste.line(at);
    const current = dumps.at(-1);
    if (dumpStart.test(text)) begin(true);
    else if (dumpEnd.test(text)) {
      if (current?.hasStart === true) current.isWhole = true;
    } else {
      const thread = threadAt(paste, at);
      if (thread === null) continue;
      const key = `${thread.name} ${thread.tid ?? ''}`;
      if (current === undefined || names.has(key)) begin(false);
      names.add(key);
      dumps.at(-1)?.threads.push(thread);
    }
  }
  return dumps.filter(({ threads }) => threads.length > 0);
}

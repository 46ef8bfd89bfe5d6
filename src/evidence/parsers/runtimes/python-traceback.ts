/** What stands above the last line of a Python traceback: its frames, and the tracebacks that it is chained to. */
import type { Call } from '#evidence/errors.ts';
import type { Paste } from '#evidence/paste.ts';

/** Lines of one traceback above its last line, and of all that are chained to it. */
const [longestTraceback, longestChain] = [80, 240];

/** Lines that are looked at where a log put something before the last line. */
const shortestTraceback = 10;

const head = 'Traceback (most recent call last):';

/** The last line of a traceback. */
const last = /^[\w.]{1,100}(?:Error|Exception|[Tt]imeout|Disconnected)(?::|$)/;

/** What Python prints between two tracebacks of one failure. */
const chained =
  /^(?:During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:)$/;

const frames: readonly (readonly [RegExp, Call])[] = [
  [/\.connect\(|\bcreate_connection\(|sock_connect/, 'connect'],
  [/\.bind\(|create_server\(|\.listen\(|\bserver_bind\(/, 'bind'],
  [/\.accept\(/, 'accept'],
  [/\.recv\w{0,10}\(|\.readinto\(|\.read\(|\.readline\(/, 'read'],
  [/\.send(?:all|to|msg)?\(|\.write\(/, 'write'],
];

/** Modules of clients, by the file that a frame names: of the standard library, of HTTP, of databases and queues. */
const clientFrame =
  /^File "(?:[^"]{0,300}\/)?(?:(?:http\/client|urllib\/request|urllib2|httplib|xmlrpc\/client|smtplib|imaplib|poplib|ftplib)\.py|(?:requests|urllib3|httpx|httpcore|botocore|redis|pymysql|pymongo|kafka|psycopg|asyncpg|aiomysql|pika|elasticsearch|elastic_transport|paramiko)\/[\w./]{1,80}\.py|aiohttp\/(?:client|connector)\w{0,20}\.py)"/;

/** The call of the traceback above a line: the nearest line that names one. */
export function callAbove(paste: Paste, at: number): Call {
  const longest = last.test(paste.line(at)) ? longestTraceback : shortestTraceback;
  for (let line = at - 1; line >= Math.max(0, at - longest); line -= 1) {
    const text = paste.line(line);
    if (text === head) break;
    const found = frames.find(([pattern]) => pattern.test(text));
    if (found !== undefined) return found[1];
  }
  return 'unknown';
}

/** What the tracebacks of one failure show, from a line up. */
export interface Above {
  /** Whether a frame is a client's. */
  readonly isClient: boolean;
  /** Whether a handshake of TLS timed out. */
  readonly isHandshake: boolean;
}

/** Looks at the traceback that ends with a line, and at those that it is chained to. */
export function lookAbove(paste: Paste, at: number): Above {
  let [isClient, isHandshake] = [false, timesOut(paste.line(at))];
  // The last line of another traceback stands above only where the two are chained.
  let isEnd = false;
  if (!last.test(paste.line(at))) return { isClient, isHandshake };
  for (let line = at - 1; line >= Math.max(0, at - longestChain); line -= 1) {
    const text = paste.line(line);
    if (text === head) {
      // A blank line stands on both sides of the words that chain.
      if (!chained.test(paste.line(line - 2))) return { isClient, isHandshake };
      line -= 3;
      isEnd = true;
    } else if (isEnd || !last.test(text)) {
      isEnd &&= !last.test(text);
      isClient ||= clientFrame.test(text);
      isHandshake ||= timesOut(text);
    } else break;
  }
  // Without a first line this is no traceback, and what was seen is something else.
  return { isClient: false, isHandshake: timesOut(paste.line(at)) };
}

function timesOut(line: string): boolean {
  return line.includes('handshake operation timed out');
}

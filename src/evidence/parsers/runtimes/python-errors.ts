/** Errors as Python words them: `ConnectionResetError: [Errno 104] Connection reset by peer`, urllib3, requests, aiohttp. */
import type { Call, SocketError } from '#evidence/errors.ts';
import {
  errorDraft,
  errorEmissions,
  errorOfName,
  errorOfNumber,
  findErrorText,
  isNotTcp,
} from '#evidence/errors.ts';
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const errno = /\[Errno -?\d{1,5}\] |\berrno=\d{1,5}\b|\b[A-Z][A-Za-z]{2,40}Error\(\d{1,5}, \\?['"]/;
const tuple = /\(\d{1,5}, \\?['"](E[A-Z]{4,15})\\?['"]\)/;
const remoteEnd = /\bRemoteDisconnected\b|Remote end closed connection without response/;
const connectTimeout = /\bConnectTimeout(?:Error)?\b/;
const readTimeout = /\bReadTimeout(?:Error)?\b|Read timed out\. \(read timeout=/;
const clientLibrary =
  /HTTPS?ConnectionPool\(|\burllib3\.|\brequests\.exceptions\.|\bhttpx\.|\baiohttp\.client/;
const connecting =
  /Failed to establish a new connection|ConnectionRefusedError|Connect call failed|Cannot connect to host |\bConnect(?:Error|Timeout)\b/;

/** Lines of a traceback above its last line that are searched for the call. */
const reach = 10;

const frames: readonly (readonly [RegExp, Call])[] = [
  [/\.connect\(|\bcreate_connection\(|sock_connect/, 'connect'],
  [/\.bind\(|create_server\(|\.listen\(/, 'bind'],
  [/\.accept\(/, 'accept'],
  [/\.recv\w{0,10}\(|\.readinto\(|\.read\(|\.readline\(/, 'read'],
  [/\.send(?:all|to|msg)?\(|\.write\(/, 'write'],
];

/** The call of the traceback above a line: the nearest line that names one. */
function callAbove(paste: Paste, at: number): Call {
  for (let line = at - 1; line >= Math.max(0, at - reach); line -= 1) {
    const text = paste.line(line);
    const found = frames.find(([pattern]) => pattern.test(text));
    if (found !== undefined) return found[1];
    if (text.startsWith('Traceback (')) break;
  }
  return 'unknown';
}

const connectCall = /\[Errno (\d{1,5})\] Connect call failed \(/;

/** asyncio names the call and keeps only the number: `[Errno 111] Connect call failed ('127.0.0.1', 80)`. */
function refusedCall(line: string): SocketError | null {
  const number = connectCall.exec(line)?.[1];
  return number === undefined ? null : errorOfNumber(Number(number));
}

function read(paste: Paste, from: number): readonly Draft[] {
  const line = paste.line(from);
  if (isNotTcp(line)) return [];
  const isClient = clientLibrary.test(line);
  const side = isClient ? { side: 'client' as const } : {};
  if (remoteEnd.test(line))
    return [errorDraft({ error: 'eof', call: 'read', from, side: 'client' })];
  const named = errorOfName(tuple.exec(line)?.[1] ?? '');
  const numbered = errno.exec(line);
  const text = numbered === null ? undefined : findErrorText(line.slice(numbered.index))?.error;
  // Behind a number stands the system's text, also where it words ETIMEDOUT as macOS and musl do.
  const error = named ?? refusedCall(line) ?? (text === 'timeout' ? 'etimedout' : (text ?? null));
  if (error !== null) {
    const call = connecting.test(line) ? 'connect' : isClient ? 'read' : callAbove(paste, from);
    return [errorDraft({ error, call, from, ...side })];
  }
  if (connectTimeout.test(line)) return [errorDraft({ error: 'timeout', call: 'connect', from })];
  if (readTimeout.test(line) && isClient) {
    return [errorDraft({ error: 'timeout', call: 'read', from, side: 'client' })];
  }
  return [];
}

/** Reads errors of Python programs. */
export const pythonErrors: Parser = {
  name: 'python-errors',
  clues: [
    '[errno ',
    'errno=',
    "'econn",
    "'epipe'",
    "'etimedout'",
    'remotedisconnected',
    'remote end closed',
    'connecttimeout',
    'readtimeout',
    'read timed out. (',
    'error(1',
    'error(3',
    'error(9',
  ],
  emits: errorEmissions,
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};

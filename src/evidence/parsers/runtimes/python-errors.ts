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
import { callAbove, lookAbove } from './python-traceback.ts';

const errno = /\[Errno -?\d{1,5}\] |\berrno=\d{1,5}\b|\b[A-Z][A-Za-z]{2,40}Error\(\d{1,5}, \\?['"]/;
const tuple = /\(\d{1,5}, \\?['"](E[A-Z]{4,15})\\?['"]\)/;
const remoteEnd = /\bRemoteDisconnected\b|Remote end closed connection without response/;
const connectTimeout = /\bConnectTimeout(?:Error)?\b/;
const readTimeout = /\bReadTimeout(?:Error)?\b|Read timed out\. \(read timeout=/;
const clientLibrary =
  /\bredis\.exceptions\.|HTTPS?ConnectionPool\(|\burllib3\.|\brequests\.exceptions\.|\bhttpx\.|\baiohttp\.client/;
const connecting =
  /Failed to establish a new connection|ConnectionRefusedError|Connect call failed|Cannot connect to host |\bConnect(?:Error|Timeout)\b/;

/** The last line of a traceback of a socket that was given a timeout: it tells no call, its frames do. */
const bareTimeout =
  /^(?:socket\.timeout|TimeoutError): (?:timed out|(?:_ssl\.c:\d{1,5}: )?The (?:read|handshake) operation timed out)$/;

/** undici of Node.js has a class of the same name. */
const otherRuntime = /\bConnect Timeout Error\b|UND_ERR_/;

/** The words of client libraries for what the line alone makes plain. */
const said: readonly (readonly [RegExp, SocketError, Call])[] = [
  // For https this time holds the handshake of TLS too.
  [/\bServerTimeoutError: Connection timeout to host http:\/\//, 'timeout', 'connect'],
  [
    /\b(?:ServerTimeoutError|SocketTimeoutError): Timeout on reading data from socket$/,
    'timeout',
    'read',
  ],
  [
    /\baiohttp\.client_exceptions\.ServerDisconnectedError(?:: Server disconnected)?$/,
    'eof',
    'read',
  ],
  [/\bRemoteProtocolError: Server disconnected without sending a response\.$/, 'eof', 'read'],
  [/\bredis\.exceptions\.TimeoutError: Timeout connecting to server$/, 'timeout', 'connect'],
  [/\bredis\.exceptions\.TimeoutError: Timeout reading from \S{1,200}$/, 'timeout', 'read'],
  [
    /\bredis\.exceptions\.ConnectionError: Error while reading from \S{1,200} ?: \(104, 'Connection reset by peer'\)$/,
    'econnreset',
    'read',
  ],
  [/\bHTTPSConnectionPool\(.{1,400}\bSSL(?:ZeroReturn|EOF)Error\(\d, ["']/, 'eof', 'read'],
  [/\bredis\.exceptions\.ConnectionError: Connection closed by server\.$/, 'eof', 'read'],
  [
    /\bOperationalError: \(2003, "Can't connect to MySQL server on '[^']{1,200}' \(timed out\)"\)$/,
    'timeout',
    'connect',
  ],
  [
    /\bOperationalError: \(2013, 'Lost connection to MySQL server during query \(timed out\)'\)$/,
    'timeout',
    'read',
  ],
];

/** redis-py: `Error 111 connecting to localhost:6379. Connection refused.`. */
const redisConnect = /\bConnectionError: Error (\d{1,3}) connecting to \S{1,200}\. /;

const connectCall = /\[Errno (\d{1,5})\] Connect call failed \(/;

/** asyncio names the call and keeps only the number: `[Errno 111] Connect call failed ('127.0.0.1', 80)`. */
function refusedCall(line: string): SocketError | null {
  const number = connectCall.exec(line)?.[1] ?? redisConnect.exec(line)?.[1];
  return number === undefined ? null : errorOfNumber(Number(number));
}

/** A handshake of TLS that was not answered in time. */
function handshakeDraft(from: number): Draft {
  const finding = 'client-error';
  return { fact: 'error', finding, value: 'tls-timeout', from, side: 'client', many: true };
}

function readBareTimeout(paste: Paste, from: number): readonly Draft[] {
  const { isClient, isHandshake } = lookAbove(paste, from);
  if (isHandshake) return isClient ? [handshakeDraft(from)] : [];
  const call = callAbove(paste, from);
  if (call === 'unknown') return [];
  return [errorDraft({ error: 'timeout', call, from, ...(isClient ? { side: 'client' } : {}) })];
}

const inUse =
  /\[Errno (?:98|48)\] (Address already in use|error while attempting to bind on address \(.{1,80}\): address already in use)/;

/** A program that does not come up because its port is taken. */
function inUseDraft(paste: Paste, from: number): readonly Draft[] {
  const words = inUse.exec(paste.line(from))?.[1];
  if (words === undefined) return [];
  // A client may ask for a port, too; what asks for one to listen on goes on to listen().
  if (!words.startsWith('error') && callAbove(paste, from) !== 'bind') return [];
  const finding = 'startup-failure';
  return [{ fact: finding, finding, value: 'address-in-use', from, side: 'server', many: true }];
}

function read(paste: Paste, from: number): readonly Draft[] {
  const line = paste.line(from);
  if (isNotTcp(line) || otherRuntime.test(line)) return [];
  const taken = inUseDraft(paste, from);
  if (taken.length > 0) return taken;
  const isClient = clientLibrary.test(line);
  if (remoteEnd.test(line))
    return [errorDraft({ error: 'eof', call: 'read', from, side: 'client' })];
  if (bareTimeout.test(line)) return readBareTimeout(paste, from);
  const words = said.find(([pattern]) => pattern.test(line));
  if (words !== undefined) {
    return [errorDraft({ error: words[1], call: words[2], from, side: 'client' })];
  }
  const named = errorOfName(tuple.exec(line)?.[1] ?? '');
  const numbered = errno.exec(line);
  const text = numbered === null ? undefined : findErrorText(line.slice(numbered.index))?.error;
  // Behind a number stands the system's text, also where it words ETIMEDOUT as macOS and musl do.
  const error = named ?? refusedCall(line) ?? (text === 'timeout' ? 'etimedout' : (text ?? null));
  if (error !== null) {
    const isConnect = connecting.test(line) || redisConnect.test(line);
    const call = isConnect ? 'connect' : isClient ? 'read' : callAbove(paste, from);
    const isOwn = isClient || lookAbove(paste, from).isClient;
    return [errorDraft({ error, call, from, ...(isOwn ? { side: 'client' } : {}) })];
  }
  if (connectTimeout.test(line)) return [errorDraft({ error: 'timeout', call: 'connect', from })];
  if (readTimeout.test(line) && isClient) {
    // urllib3 words a handshake of TLS that times out like a read.
    if (lookAbove(paste, from).isHandshake) return [handshakeDraft(from)];
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
    'socket.timeout: ',
    'timeouterror: ',
    'sslzeroreturnerror',
    'ssleoferror',
    'serverdisconnectederror',
    'server disconnected without',
    'connection closed by server.',
    'redis.exceptions.connectionerror: error while reading',
    '(timed out)',
    'connectionerror: error ',
  ],
  emits: [
    ...errorEmissions,
    { finding: 'client-error', value: 'tls-timeout' },
    { finding: 'startup-failure', value: 'address-in-use' },
  ],
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};

/** Errors as Node.js words them: `Error: connect ECONNREFUSED 127.0.0.1:5432`, `code: 'ECONNRESET'`, `socket hang up`. */
import type { Call, SocketError } from '#evidence/errors.ts';
import { errorDraft, errorEmissions, errorOfName, isNotTcp } from '#evidence/errors.ts';
import { isPrinted } from '#evidence/log-line.ts';
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const failed = /\b(connect|read|write|accept|bind|listen) (E[A-Z]{4,15})\b/;
const code = /\bcode\\?["']?: ?\\?["'](E[A-Z]{4,15})\\?["']/;
const systemCall = /\bsyscall\\?["']?: ?\\?["']([a-z]{4,12})\\?["']/;
const hangUp = /\b[A-Za-z]{0,30}Error: (?:request to \S{1,400} failed, reason: )?socket hang up\b/;
/** The answer was cut off; Node's code for it is ECONNRESET, whether or not there was a RST. */
const cutOff =
  /\b[A-Za-z]{0,30}Error: (?:aborted|stream has been aborted|The server aborted pending request)$/;
/** The library `request` says whether it was still connecting. */
const connectFlag = /\bconnect: (true|false)\b/;

/** Frames and classes of HTTP clients. */
const ofClient =
  /\b(?:node:_http_client:|_http_client\.js:|ClientRequest\.|node:internal\/deps\/undici\/)|\/node_modules\/(?:axios|got|request|node-fetch|superagent|undici|needle)\/|\b(?:AxiosError|FetchError|RequestError): |\bTypeError: fetch failed\b|^Emitted 'error' event on ClientRequest /;

/** The server ended the connection within the handshake of TLS; this too has the code ECONNRESET. */
const tlsEnd =
  /\bError: Client network socket disconnected before secure TLS connection was established\b/;

/** Words of client libraries that are plain by themselves. */
const said: readonly (readonly [RegExp, SocketError | 'tls', Call])[] = [
  [/\bConnect Timeout Error\b|\bUND_ERR_CONNECT_TIMEOUT\b/, 'timeout', 'connect'],
  [/\bHeadersTimeoutError\b|\bUND_ERR_HEADERS_TIMEOUT\b/, 'timeout', 'read'],
  [
    /\b(?:RequestError|TimeoutError): Timeout awaiting 'connect' for \d{1,9}ms$/,
    'timeout',
    'connect',
  ],
  [
    /\b(?:RequestError|TimeoutError): Timeout awaiting 'response' for \d{1,9}ms$/,
    'timeout',
    'read',
  ],
  [
    /\b(?:RequestError|TimeoutError): Timeout awaiting 'secureConnect' for \d{1,9}ms$/,
    'tls',
    'read',
  ],
  [/\bError: ESOCKETTIMEDOUT\b|^code: 'ESOCKETTIMEDOUT'/, 'timeout', 'read'],
  [
    /\bKafkaJSConnectionError: Connection timeout$|"logger":"kafkajs","message":"\[Connection\] Connection timeout"/,
    'timeout',
    'connect',
  ],
  [/\bError: Connection lost: The server closed the connection\.$/, 'eof', 'read'],
  // Behind "[cause]" it is the end that the driver made itself.
  [/^(?!\[cause\])(?:\S{1,80} )?Error: Connection terminated unexpectedly$/, 'eof', 'read'],
  [/^(?:\S{1,80} )?Error: Connection terminated due to connection timeout$/, 'timeout', 'connect'],
  [tlsEnd, 'eof', 'read'],
  [/\bMongoNetworkError: connection \d{1,9} to \S{1,200} closed$/, 'eof', 'read'],
  // The whole of a request, from the look-up of the name on.
  [/\bAxiosError: timeout of \d{1,9}ms exceeded$/, 'timeout', 'unknown'],
  [/\bSocketClosedUnexpectedlyError: Socket closed unexpectedly$/, 'eof', 'read'],
];

const calls: ReadonlyMap<string, Call> = new Map([
  ['connect', 'connect'],
  ['read', 'read'],
  ['write', 'write'],
  ['accept', 'accept'],
  ['bind', 'bind'],
  ['listen', 'bind'],
]);

/** Properties of one error stand within this many lines of each other when it is printed over several. */
const widestError = 3;

function callNear(paste: Paste, at: number): Call {
  for (let line = at; line <= at + widestError; line += 1) {
    const found = systemCall.exec(paste.line(line))?.[1];
    if (found !== undefined) return calls.get(found) ?? 'unknown';
  }
  for (let line = at - 1; line >= at - widestError; line -= 1) {
    const found = systemCall.exec(paste.line(line))?.[1];
    if (found !== undefined) return calls.get(found) ?? 'unknown';
  }
  return 'unknown';
}

/** Lines of an error that is printed with all that it holds. */
const widestObject = 250;

/** Lines of a stack trace between the message of an error and its properties. */
const longestStack = 14;

/** Whether the error that a line belongs to is that of a server which ended the connection. */
function endsAbove(paste: Paste, at: number): boolean {
  for (let line = at; line >= Math.max(0, at - longestStack); line -= 1) {
    const text = paste.line(line);
    if (hangUp.test(text) || cutOff.test(text) || tlsEnd.test(text)) return true;
  }
  return false;
}

/** Whether the error of a line has a frame or a class of an HTTP client, from its first line to its last frame. */
function isOfClient(paste: Paste, at: number): boolean {
  for (let line = at; line >= Math.max(0, at - longestStack); line -= 1) {
    const text = paste.line(line);
    if (ofClient.test(text)) return true;
    // A cause stands below the error that it caused.
    if (/Error\b/.test(text) && !text.startsWith('[cause]: ')) break;
  }
  for (let line = at + 1; line <= at + longestStack; line += 1) {
    const text = paste.line(line);
    if (ofClient.test(text)) return true;
    if (!text.startsWith('at ')) return false;
  }
  return false;
}

const otherSide = /\bSocketError: other side closed$/;

/** undici: the server ended the connection; before any answer when not a byte was read. */
function readOtherSide(paste: Paste, from: number): readonly Draft[] {
  for (let line = from + 1; line <= from + longestStack; line += 1) {
    const bytes = /^bytesRead: (\d{1,15})$/.exec(paste.line(line))?.[1];
    if (bytes === '0') return [errorDraft({ error: 'eof', call: 'read', from, side: 'client' })];
    if (bytes !== undefined) return [];
  }
  return [];
}

/** `connect: true` beside the code of an error of `request`. */
function callByFlag(paste: Paste, at: number): Call {
  for (let line = at; line <= at + widestError; line += 1) {
    const found = connectFlag.exec(paste.line(line))?.[1];
    if (found !== undefined) return found === 'true' ? 'connect' : 'read';
  }
  return 'unknown';
}

function readSaid(line: string, from: number): readonly Draft[] {
  const found = said.find(([pattern]) => pattern.test(line));
  if (found === undefined) return [];
  const [, error, call] = found;
  if (error !== 'tls') return [errorDraft({ error, call, from, side: 'client' })];
  const finding = 'client-error';
  return [{ fact: 'error', finding, value: 'tls-timeout', from, side: 'client', many: true }];
}

function readCode(paste: Paste, line: string, from: number): readonly Draft[] {
  const error = errorOfName(code.exec(line)?.[1] ?? '');
  // A server that ends the connection is given this code too, and no RST was seen.
  if (error === null || (error === 'econnreset' && endsAbove(paste, from))) return [];
  const flag = error === 'etimedout' ? callByFlag(paste, from) : 'unknown';
  const call = flag === 'unknown' ? callNear(paste, from) : flag;
  const isOwn = isOfClient(paste, from);
  // With the flag this is the program's own patience.
  const own = flag === 'unknown' ? error : 'timeout';
  return [errorDraft({ error: own, call, from, ...(isOwn ? { side: 'client' } : {}) })];
}

function read(paste: Paste, from: number): readonly Draft[] {
  const line = paste.line(from);
  if (isNotTcp(line)) return [];
  const words = readSaid(line, from);
  if (words.length > 0) return words;
  if (otherSide.test(line)) return readOtherSide(paste, from);
  // The HTTP client of Node says this when the server ends a connection before it answered.
  if (hangUp.test(line)) return [errorDraft({ error: 'eof', call: 'read', from, side: 'client' })];
  const found = failed.exec(line);
  const error = errorOfName(found?.[2] ?? '');
  if (found !== null && error !== null && isPrinted(line.slice(0, found.index))) {
    const call = calls.get(found[1] ?? '') ?? 'unknown';
    const isOwn = (call === 'read' || call === 'write') && isOfClient(paste, from);
    return [errorDraft({ error, call, from, ...(isOwn ? { side: 'client' } : {}) })];
  }
  return readCode(paste, line, from);
}

/** Reads errors of Node.js programs. */
export const nodeErrors: Parser = {
  name: 'node-errors',
  clues: [
    'econnreset',
    'econnrefused',
    'etimedout',
    'esockettimedout',
    'epipe',
    'eaddrnotavail',
    'emfile',
    'socket hang up',
    'connect timeout error',
    'und_err_',
    'headerstimeouterror',
    'timeout awaiting ',
    'other side closed',
    'connection timeout',
    'server closed the connection.',
    'connection terminated unexpectedly',
    'connection terminated due to connection timeout',
    'socket closed unexpectedly',
    'before secure tls connection',
    'mongonetworkerror: connection',
    'axioserror: timeout of',
  ],
  emits: [...errorEmissions, { finding: 'client-error', value: 'tls-timeout' }],
  read: (paste, hits) => {
    const drafts: Draft[] = [];
    let near = 0;
    for (const at of hits) {
      const last = drafts.at(-1);
      for (const draft of read(paste, at)) {
        // The code of an error that was read at its first line says nothing new, least of all whose it is.
        const isSame = draft.value === last?.value && at - near <= widestObject;
        if (draft.value === last?.value) near = at;
        if (isSame && draft.side === undefined && last.side !== undefined) continue;
        drafts.push(draft);
        near = at;
      }
    }
    return drafts;
  },
};

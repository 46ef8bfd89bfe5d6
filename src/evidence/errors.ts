/**
 * Socket errors by the names that systems and runtimes give them, and what each says of the finding `client-error`.
 * Numbers are those of Linux (asm-generic/errno.h, errno-base.h), macOS where people paste them, and Winsock.
 */
import type { Draft, Emission, PlainSide } from './parser.ts';

/** What the process was doing when the call failed. */
export type Call = 'connect' | 'accept' | 'bind' | 'read' | 'write' | 'unknown';

/**
 * A socket error by its short name, in lower case. `etimedout` is what the kernel says when nobody acknowledged; `timeout` is
 * a program's own patience, and texts that both use.
 */
export type SocketError =
  | 'econnreset'
  | 'econnrefused'
  | 'etimedout'
  | 'timeout'
  | 'epipe'
  | 'eof'
  | 'eaddrnotavail'
  | 'emfile';

/** Exact texts of strerror(3) in glibc and musl, of the JDK and of Winsock, in lower case. */
const texts: readonly (readonly [string, SocketError])[] = [
  ['connection reset by peer', 'econnreset'],
  ['connection refused', 'econnrefused'],
  ['connection timed out', 'etimedout'],
  ['operation timed out', 'timeout'],
  ['broken pipe', 'epipe'],
  ['cannot assign requested address', 'eaddrnotavail'],
  ["can't assign requested address", 'eaddrnotavail'],
  ['too many open files', 'emfile'],
  ['an existing connection was forcibly closed by the remote host', 'econnreset'],
  ['no connection could be made because the target machine actively refused it', 'econnrefused'],
  ['a connection attempt failed because the connected party did not properly respond', 'timeout'],
];

const names: ReadonlyMap<string, SocketError> = new Map([
  ['ECONNRESET', 'econnreset'],
  ['ECONNREFUSED', 'econnrefused'],
  ['ETIMEDOUT', 'etimedout'],
  ['ESOCKETTIMEDOUT', 'timeout'],
  ['EPIPE', 'epipe'],
  ['EADDRNOTAVAIL', 'eaddrnotavail'],
  ['EMFILE', 'emfile'],
]);

const numbers: ReadonlyMap<number, SocketError> = new Map([
  [24, 'emfile'],
  [32, 'epipe'],
  [99, 'eaddrnotavail'],
  [104, 'econnreset'],
  [110, 'etimedout'],
  [111, 'econnrefused'],
  [10054, 'econnreset'],
  [10060, 'timeout'],
  [10061, 'econnrefused'],
]);

/** The error that a symbol such as `ECONNRESET` names. */
export function errorOfName(name: string): SocketError | null {
  return names.get(name) ?? null;
}

/** The error that a number of Linux or Winsock names. */
export function errorOfNumber(number: number): SocketError | null {
  return numbers.get(number) ?? null;
}

/** An error text found in a line. */
export interface FoundText {
  readonly error: SocketError;
  /** Where the text begins and where it ends. */
  readonly start: number;
  readonly end: number;
}

/** The first error text of a line. "Too many open files in system" is another error (ENFILE) and does not count. */
export function findErrorText(line: string): FoundText | null {
  const folded = line.toLowerCase();
  let found: FoundText | null = null;
  for (const [text, error] of texts) {
    const start = folded.indexOf(text);
    if (start === -1 || (found !== null && found.start <= start)) continue;
    if (error === 'emfile' && folded.startsWith(' in system', start + text.length)) continue;
    found = { error, start, end: start + text.length };
  }
  return found;
}

/** Clues for lines that may hold an error of this table. */
export const errorClues: readonly string[] = texts.map(([text]) => text);

const otherSocket =
  /unix[: @]|\.sock\b|\.socket\b|af_unix|af_local|\/run\/|%2fvar|named pipe|\budp[46]?\b/i;

/** Whether the line speaks of a Unix socket or of UDP: none of its errors are those of a TCP connection. */
export function isNotTcp(line: string): boolean {
  return otherSocket.test(line);
}

const clientValue: Readonly<
  Record<SocketError, readonly [connect: string | null, later: string | null]>
> = {
  econnreset: ['econnreset', 'econnreset'],
  econnrefused: ['econnrefused', null],
  etimedout: ['connect-timeout', 'established-timeout'],
  timeout: ['connect-timeout', 'read-timeout'],
  epipe: [null, 'epipe'],
  eof: ['eof', 'eof'],
  eaddrnotavail: ['eaddrnotavail', null],
  emfile: ['emfile', null],
};

/** The value of `client-error` for an error, or null when that error in that call is not the client's. */
export function clientErrorValue(error: SocketError, call: Call): string | null {
  const [atConnect, later] = clientValue[error];
  if (call === 'accept' || call === 'bind') return null;
  if (call === 'connect') return atConnect;
  if (call === 'read' || call === 'write') return later;
  // Without the call: what only one of the two can be is plain, a timeout is not, and EMFILE hits servers first.
  if (error === 'etimedout' || error === 'timeout' || error === 'emfile') return null;
  return later ?? atConnect;
}

const calls: readonly (readonly [RegExp, Call])[] = [
  [/\bbind(?:ing)?\b/i, 'bind'],
  [/\baccept(?:4|ing)?\b/i, 'accept'],
  [/\bconnect(?:ing)?\b|\bdial\b|connection to \S{1,80} failed/i, 'connect'],
  [/\brecv\b|\bread(?:ing)?\b|\breceive\b/i, 'read'],
  [/\bsend(?:ing)?\b|\bwrit(?:e|ing)\b/i, 'write'],
];

/** The call that words around an error speak of. */
export function callIn(text: string): Call {
  return calls.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
}

/** What the drafts of this table can say. */
export const errorEmissions: readonly Emission[] = [
  ...[
    'econnreset',
    'econnrefused',
    'connect-timeout',
    'read-timeout',
    'established-timeout',
    'epipe',
    'eof',
    'eaddrnotavail',
    'emfile',
  ].map((value) => ({ finding: 'client-error', value })),
  { finding: 'log-too-many-open-files', value: 'yes' },
];

/** One error line. */
export interface ErrorLine {
  readonly error: SocketError;
  readonly call: Call;
  readonly from: number;
  readonly to?: number;
  /** Plain when the runtime says which end it is, beyond what the call says. */
  readonly side?: PlainSide;
  readonly weak?: true;
}

/**
 * The draft of an error line. `client-error` speaks of whoever began the connection: a failed connect() is the client's by
 * itself, a failed accept() the server's, and a reset or end of stream on an open connection can be either's.
 */
export function errorDraft({ error, call, from, to, side, weak }: ErrorLine): Draft {
  // Only connect() is refused.
  const isConnect = call === 'connect' || (call === 'unknown' && error === 'econnrefused');
  const byCall: PlainSide | undefined = isConnect
    ? 'client'
    : call === 'accept'
      ? 'server'
      : undefined;
  const owner = side ?? byCall;
  const isServerLog = error === 'emfile' && (call === 'accept' || call === 'unknown');
  const value = isServerLog || owner === 'server' ? null : clientErrorValue(error, call);
  const [finding, said] = isServerLog
    ? (['log-too-many-open-files', 'yes'] as const)
    : ([value === null ? undefined : 'client-error', value ?? error] as const);
  return {
    fact: isServerLog ? 'log-too-many-open-files' : 'error',
    value: said,
    from,
    many: true,
    ...(to === undefined ? {} : { to }),
    ...(finding === undefined ? {} : { finding }),
    ...(owner === undefined ? {} : { side: owner }),
    ...(error === 'econnreset' && (call === 'read' || call === 'unknown') && owner === undefined
      ? { resetReader: true as const }
      : {}),
    ...(weak === undefined ? {} : { weak }),
  };
}

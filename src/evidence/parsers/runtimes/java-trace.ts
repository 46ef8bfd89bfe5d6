/**
 * Java stack traces: the exception, what the process was doing (from its frames), and so whose process it is. The whole
 * trace is one block: versions named by its frames (`java-libraries.ts`) share its side.
 */
import type { Call, SocketError } from '#evidence/errors.ts';
import { errorDraft, errorEmissions, findErrorText } from '#evidence/errors.ts';
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';
import type { Thrown } from './java-words.ts';
import {
  clientCheckpoint,
  clientFrame,
  clientLogger,
  endsHandshake,
  handshakeFrame,
  isRebuild,
  readsPlain,
  wordEmissions,
  wordOf,
} from './java-words.ts';
import type { TraceLine } from './trace-lines.ts';
import { traceLinesAt } from './trace-lines.ts';

/** Lines of one trace that are looked at. */
const longestTrace = 400;

const frameLine = /^at [\w.$/@<>-]{1,300}\(/;
const moreLine = /^\.\.\. \d{1,5} (?:more|common frames omitted)/;
const causeLine = /^(?:Caused by|Suppressed|Wrapped by): /;

/** Class names: at least one package, then a capital. Looked for backwards from the word Exception or Error. */
const className = /^(?:[a-z_][\w$]{0,60}\.){1,12}[A-Z][\w$]{0,100}$/;
const classCharacter = /[\w.$]/;

/** Words of a line that may end the name of its exception: `Exception in thread "main" java.net.SocketException: ...`. */
const words = /Exception|Error/g;
const mostWords = 8;

/** The exception that a line names, with its message; null when it names none. */
function thrownIn(line: string): Thrown | null {
  let seen = 0;
  for (const { 0: word, index: at } of line.matchAll(words)) {
    seen += 1;
    if (seen > mostWords) break;
    const end = at + word.length;
    let start = at;
    while (start > 0 && at - start < 300 && classCharacter.test(line.charAt(start - 1))) start -= 1;
    const name = line.slice(start, end);
    const isWhole = end === line.length || line.charAt(end) === ':';
    if (isWhole && className.test(name)) return { name, message: line.slice(end + 1).trim() };
  }
  return null;
}

const frames: readonly (readonly [RegExp, Call])[] = [
  [
    /ServerSocketChannelImpl\.accept|ServerSocket\.(?:implAccept|accept)|Net\.accept\(|NioServerBoss|NioServerSocketChannel/,
    'accept',
  ],
  [
    /Net\.connect|socketConnect|checkConnect|finishConnect|SocketImpl\.connect|pollConnect|ConnectHelper/,
    'connect',
  ],
  [/Net\.bind|socketBind|\.bind0?\(/, 'bind'],
  [/\.(?:socketRead0?|read0|readv0|recv|implRead|tryRead)\(|IOUtil\.read/, 'read'],
  [/\.(?:socketWrite0?|write0|writev0|implWrite|tryWrite)\(|IOUtil\.write/, 'write'],
];

/** The call that failed: the first frame that names one. */
function callOf(lines: readonly string[]): Call {
  for (const line of lines) {
    const found = frames.find(([pattern]) => pattern.test(line));
    if (found !== undefined) return found[1];
  }
  return 'unknown';
}

/** Classes whose message is the system's text. */
const systemError = /^java\.(?:io\.IO|net\.(?:Socket|Connect))Exception$/;

/** Netty's native transports put the call before the system's text: `readAddress(..) failed: `, `syscall:read(...)() failed: `. */
const nativeCall = /^(?:syscall:)?(\w{1,20})\(\.{2,3}\)(?:\(\))? failed: /;

function errorOf({ name, message: whole }: Thrown): SocketError | null {
  const message = whole.replace(nativeCall, '');
  const text = findErrorText(message);
  if (text !== null && text.start === 0) {
    const isSystem = systemError.test(name) || name.endsWith('NativeIoException');
    return text.error === 'timeout' && isSystem ? 'etimedout' : text.error;
  }
  const folded = message.toLowerCase();
  const isSocket = name.endsWith('SocketException') || name.startsWith('javax.net.ssl.');
  if (isSocket && folded === 'connection reset') return 'econnreset';
  if (name.endsWith('SocketTimeoutException')) return 'timeout';
  if (name.endsWith('ConnectTimeoutException')) return 'timeout';
  if (name.endsWith('NativeIoException') && text !== null) return text.error;
  // The JDK's HttpClient and its HttpURLConnection, when the server ends the connection before it answers.
  if (folded.startsWith('http/1.1 header parser received no bytes')) return 'eof';
  if (folded.startsWith('unexpected end of file from server')) return 'eof';
  return name.endsWith('NoHttpResponseException') ? 'eof' : null;
}

/** The call as message and class tell it, when the frames do not. */
function callIn({ name, message }: Thrown): Call {
  const folded = message.toLowerCase();
  // Apache HttpClient counts the handshake of TLS in: "Connect to ... failed: Read timed out".
  if (folded.endsWith('read timed out')) return 'read';
  if (folded.startsWith('connect timed out') || name.endsWith('ConnectException')) return 'connect';
  if (name.endsWith('ConnectTimeoutException') || name.endsWith('NoRouteToHostException'))
    return 'connect';
  if (name.endsWith('NoHttpResponseException')) return 'read';
  const native = nativeCall.exec(folded)?.[1];
  if (native?.startsWith('accept') === true) return 'accept';
  if (native?.startsWith('read') === true || native?.startsWith('recv') === true) return 'read';
  if (native?.startsWith('write') === true || native?.startsWith('send') === true) return 'write';
  if (folded.endsWith('(read failed)')) return 'read';
  if (folded.endsWith('(write failed)')) return 'write';
  return 'unknown';
}

const wrapper = /EPollArrayWrapper\.(\w{1,60})\(EPollArrayWrapper\.java:(\d{1,5})\)/;

/** The value of `npe-frame` for the top frame of a NullPointerException. */
function npeFrame(top: string): string | null {
  const found = wrapper.exec(top);
  if (found === null) return null;
  const place = `${found[1] ?? ''}:${found[2] ?? ''}`;
  if (place === 'setUpdateEvents:178') return 'set-update-events-178';
  return place === 'isEventsHighKilled:174' ? 'is-events-high-killed-174' : 'other';
}

const threadMessage = /unable to create (?:new )?native thread/;

/** What the parts of a trace say together. */
interface Whole {
  readonly isClient: boolean;
  readonly isHandshake: boolean;
}

function factsOf(
  thrown: Thrown,
  lines: readonly string[],
  from: number,
  to: number,
  { isClient: isClientTrace, isHandshake }: Whole,
): Draft[] {
  const npe = thrown.name.endsWith('.NullPointerException') ? npeFrame(lines[0] ?? '') : null;
  if (npe !== null)
    return [{ fact: 'npe-frame', value: npe, finding: 'npe-frame', from, to, many: true }];
  if (thrown.name.endsWith('OutOfMemoryError') && threadMessage.test(thrown.message)) {
    const fact = 'log-native-thread';
    return [{ fact, value: 'yes', finding: fact, from, to, many: true }];
  }
  if (isRebuild(lines)) {
    const fact = 'io-error-log';
    return [{ fact, finding: fact, value: 'selector-rebuild', from, to, many: true }];
  }
  const place = { from, to, side: 'client' as const, many: true as const };
  const finding = 'client-error';
  const word = wordOf(thrown, lines);
  // Named like the lines of `known-lines/`, some of which say the same.
  if (word !== null) return [{ fact: finding, finding, value: word, ...place }];
  if (endsHandshake(thrown)) {
    const whose = isClientTrace ? { side: 'client' as const } : {};
    return [errorDraft({ error: 'eof', call: 'read', from, to, ...whose })];
  }
  if (isClientTrace && readsPlain(thrown)) {
    const speaks = 'port-speaks';
    return [{ fact: speaks, finding: speaks, value: 'plain-but-client-tls', ...place }];
  }
  const error = errorOf(thrown);
  if (error === null) return [];
  const byFrames = callOf(lines);
  const call = byFrames === 'unknown' ? callIn(thrown) : byFrames;
  if (error === 'timeout' && isHandshake) {
    return isClientTrace ? [{ fact: 'error', finding, value: 'tls-timeout', ...place }] : [];
  }
  const isClient = thrown.name.endsWith('NoHttpResponseException') || isClientTrace;
  return [errorDraft({ error, call, from, to, ...(isClient ? { side: 'client' } : {}) })];
}

const unavailable = /^UNAVAILABLE(?:$|: io exception$)/;

/** gRPC says UNAVAILABLE above whatever it was; without a cause it is all that is known. */
function orUnavailable(parts: readonly Part[], facts: readonly Draft[]): readonly Draft[] {
  const part = parts.find(
    ({ thrown: { name, message } }) =>
      /^io\.grpc\.Status(?:Runtime)?Exception$/.test(name) && unavailable.test(message),
  );
  if (part === undefined || parts.at(-1) !== part || facts.length > 0) return facts;
  const { at: from, last: to } = part;
  const finding = 'client-error';
  return [{ fact: 'error', finding, value: 'goaway', from, to, side: 'client', many: true }];
}

/** A line of a log that names an exception without its trace: a clock, a level, or nothing before the name. */
const logged =
  /\d\d:\d\d|\b(?:WARN|ERROR|INFO|DEBUG|FATAL|SEVERE)\b|Caused by|Exception in thread|nested exception/;

function isFrame(line: string): boolean {
  return frameLine.test(line) || moreLine.test(line);
}

/** The lines that may belong to the trace that begins at a line, without its first. */
function* linesBelow(paste: Paste, at: number, rest: readonly TraceLine[]): Generator<TraceLine> {
  yield* rest;
  for (let line = at + 1; line < at + longestTrace; line += 1) yield* traceLinesAt(paste, line);
}

/** Packages that Java's classes are in, unlike Python's. */
const javaPackage = /^(?:java|javax|jakarta|org|com|io|net|sun|reactor|scala|kotlin)\./;

/** Whether the log's line above, under which an exception is printed, or the checkpoint below is that of a client. */
function isOfClient(paste: Paste, at: number): boolean {
  const above = paste.line(at - 1) === '' ? at - 2 : at - 1;
  if (clientLogger.test(paste.line(above))) return true;
  return [1, 2, 3].some((step) => clientCheckpoint.test(paste.line(at + step)));
}

interface Part {
  readonly at: number;
  readonly thrown: Thrown;
  readonly frames: string[];
  last: number;
}

/** Reads one trace that begins at a line; the number of the line after it. */
function readTrace(paste: Paste, at: number, out: Draft[]): number {
  const [head, ...rest] = traceLinesAt(paste, at);
  const text = head?.text ?? '';
  const thrown = thrownIn(text);
  if (thrown === null) return at + 1;
  let last = at;
  const parts: Part[] = [{ at, thrown, frames: [], last: at }];
  for (const line of linesBelow(paste, at, rest)) {
    if (causeLine.test(line.text)) {
      const cause = thrownIn(line.text);
      if (cause === null) break;
      parts.push({ at: line.at, thrown: cause, frames: [], last: line.at });
    } else if (isFrame(line.text)) {
      const part = parts.at(-1);
      part?.frames.push(line.text);
      if (part !== undefined) part.last = line.at;
    } else if (line.at > at) break;
    last = line.at;
  }
  const before = text.slice(0, text.indexOf(thrown.name));
  const isAlone = parts.length === 1 && parts[0]?.frames.length === 0;
  if (isAlone && before !== '' && !logged.test(before)) return at + 1;
  const whole = {
    isClient:
      isOfClient(paste, at) ||
      parts.some((one) => one.frames.some((frame) => clientFrame.test(frame))),
    isHandshake: parts.some((one) => one.frames.some((frame) => handshakeFrame.test(frame))),
  };
  const found = withoutEffects(
    parts.flatMap((one) => factsOf(one.thrown, one.frames, one.at, one.last, whole)),
  );
  const facts = orUnavailable(parts, found);
  const block = blockDraft(thrown, facts, at, last);
  // Other languages name classes in the same way: a line that says no more leaves the word to other parsers.
  const isDoubtful = isAlone && facts.length === 0 && !javaPackage.test(thrown.name);
  out.push(...facts, isDoubtful ? { ...block, weak: true } : block);
  return last + 1;
}

/** A client that says "no bytes" above the reset that it got says one thing. */
function withoutEffects(facts: readonly Draft[]): readonly Draft[] {
  const isEnd = ({ value }: Draft): boolean => value === 'eof';
  return facts.every(isEnd) ? facts : facts.filter((fact) => !isEnd(fact));
}

/** The trace as a whole; its side is that of the fact that has one. */
function blockDraft(thrown: Thrown, facts: readonly Draft[], from: number, to: number): Draft {
  const side = facts.find((fact) => fact.side !== undefined)?.side;
  const isReader = facts.some((fact) => fact.resetReader);
  return {
    fact: 'exception',
    value: thrown.name,
    from,
    to,
    many: true,
    block: true,
    ...(side === undefined ? {} : { side }),
    ...(isReader ? { resetReader: true as const } : {}),
  };
}

/** Reads Java stack traces. */
export const javaTrace: Parser = {
  name: 'java-trace',
  clues: ['exception', 'error'],
  emits: [
    ...errorEmissions,
    ...wordEmissions,
    ...['set-update-events-178', 'is-events-high-killed-174', 'other'].map((value) => ({
      finding: 'npe-frame',
      value,
    })),
    { finding: 'log-native-thread', value: 'yes' },
    { finding: 'io-error-log', value: 'selector-rebuild' },
  ],
  read: (paste, hits) => {
    const drafts: Draft[] = [];
    let next = 0;
    for (const at of hits) if (at >= next) next = readTrace(paste, at, drafts);
    return drafts;
  },
};

/** Errors as .NET words them: `System.Net.Sockets.SocketException (10060): ...`, with its frames below. */
import type { Call } from '#evidence/errors.ts';
import { errorDraft, errorEmissions, errorOfNumber, findErrorText } from '#evidence/errors.ts';
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const numbered = /\bSocketException \((\d{1,5})\)/;
const forcibly = 'An existing connection was forcibly closed by the remote host';
const refused = 'No connection could be made because the target machine actively refused it';
/** It covers the whole request, from the look-up of the name to the body. */
const ownPatience =
  /\bThe request was canceled due to the configured HttpClient\.Timeout of \d{1,9}(?:\.\d{1,6})? seconds elapsing\./;
/** Winsock's WSAEADDRINUSE, which a connect() ends in when no port is free. */
const noPort = 'Only one usage of each socket address';
const noPortNumber = 10_048;
const transport = 'Unable to read data from the transport connection: ';

/** Lines below the exception that are searched for the call. */
const reach = 15;

const frames: readonly (readonly [RegExp, Call])[] = [
  [/ConnectHelper|ConnectAsync|\.Connect\(|DoConnect/, 'connect'],
  [/\.Accept(?:Async)?\(/, 'accept'],
  [/\.Receive(?:Async)?\(|\.Read(?:Async)?\(|NetworkStream\.Read/, 'read'],
  [/\.Send(?:Async)?\(|\.Write(?:Async)?\(/, 'write'],
  [/\.Bind\(|\.DoBind\(/, 'bind'],
];

/** The HTTP client, by its exceptions and frames. */
const ofClient =
  /\bSystem\.Net\.Http\.(?:HttpRequestException|HttpConnection|ConnectHelper|SocketsHttp)/;
/** Clients, which let the system choose their port. */
const asksForNone = /\bSystem\.Net\.(?:Http\.HttpRequest|Web)Exception: /;
const handshake = 'The SSL connection could not be established, see inner exception.';

/** Lines of one exception above the innermost. */
const above = 3;

function isOfClient(paste: Paste, at: number): boolean {
  for (let line = at - above; line <= at + reach; line += 1) {
    if (ofClient.test(paste.line(line))) return true;
  }
  return false;
}

/** A handshake of TLS that was reset. */
function handshakeDraft(paste: Paste, from: number): readonly Draft[] {
  for (let line = from; line >= Math.max(0, from - above); line -= 1) {
    if (!paste.line(line).includes(handshake)) continue;
    const finding = 'tls-outcome';
    const place = { from: line, to: from, side: 'client' as const, many: true as const };
    return [{ fact: finding, finding, value: 'reset-after-hello', ...place }];
  }
  return [];
}

function noPortDraft(from: number): Draft {
  return errorDraft({ error: 'eaddrnotavail', call: 'connect', from, side: 'client' });
}

function callBelow(paste: Paste, at: number): Call {
  for (let line = at + 1; line <= at + reach; line += 1) {
    const text = paste.line(line);
    const found = text.startsWith('at ')
      ? frames.find(([pattern]) => pattern.test(text))
      : undefined;
    if (found !== undefined) return found[1];
  }
  return 'unknown';
}

function read(paste: Paste, from: number): readonly Draft[] {
  const line = paste.line(from);
  const number = numbered.exec(line)?.[1];
  if (number !== undefined) {
    const call = callBelow(paste, from);
    if (Number(number) === noPortNumber) return call === 'connect' ? [noPortDraft(from)] : [];
    const error = errorOfNumber(Number(number)) ?? findErrorText(line)?.error ?? null;
    if (error === null) return [];
    const isOwn = isOfClient(paste, from);
    const own = isOwn ? { side: 'client' as const } : {};
    return [
      ...(error === 'econnreset' ? handshakeDraft(paste, from) : []),
      errorDraft({ error, call, from, ...own }),
    ];
  }
  if (ownPatience.test(line)) {
    return [errorDraft({ error: 'timeout', call: 'unknown', from, side: 'client' })];
  }
  if (line.includes(noPort) && asksForNone.test(line)) return [noPortDraft(from)];
  if (line.includes(forcibly)) return [errorDraft({ error: 'econnreset', call: 'read', from })];
  if (line.includes(refused)) return [errorDraft({ error: 'econnrefused', call: 'connect', from })];
  const at = line.indexOf(transport);
  const error =
    at === -1 ? null : (findErrorText(line.slice(at + transport.length))?.error ?? null);
  const own = isOfClient(paste, from) ? { side: 'client' as const } : {};
  return error === null ? [] : [errorDraft({ error, call: 'read', from, ...own })];
}

/** Reads errors of .NET programs. */
export const dotnetErrors: Parser = {
  name: 'dotnet-errors',
  clues: [
    'socketexception (',
    'forcibly closed by the remote host',
    'actively refused it',
    'from the transport connection',
    'only one usage of each socket',
    'configured httpclient.timeout',
  ],
  emits: [...errorEmissions, { finding: 'tls-outcome', value: 'reset-after-hello' }],
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};

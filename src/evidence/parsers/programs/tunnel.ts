/** CONNECT to an HTTP proxy and its answer, as curl and captures of text show them. */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

/** Header lines that a CONNECT may have before its answer. */
const reach = 14;

const status = /^(?:< )?HTTP\/1\.[01] (200|407)\b/;
// The `> ` before what curl sends is taken for a quotation mark of mail, and gone.
const connect = /^(?:> )?CONNECT \S{1,300} HTTP\/1\.[01]$/;
const credentials = /^(?:> )?Proxy-Authorization: \S/i;

function read(paste: Paste, from: number): readonly Draft[] {
  const code = status.exec(paste.line(from))?.[1];
  if (code === undefined) return [];
  let [hasConnect, hasCredentials] = [false, false];
  for (let at = from - 1; at >= Math.max(0, from - reach); at -= 1) {
    const line = paste.line(at);
    if (status.test(line)) break;
    hasCredentials ||= credentials.test(line);
    hasConnect ||= connect.test(line);
    if (hasConnect) break;
  }
  const place = { from, side: 'client' as const, many: true as const };
  const finding = 'tunnel-407';
  // A tool that gets through says nothing of the client that does not.
  if (code === '200') return hasConnect ? [{ fact: 'proxy-connect', value: '200', ...place }] : [];
  if (hasCredentials) return [{ fact: finding, finding, value: 'credentials-refused', ...place }];
  // Without credentials the 407 only asks for them; whether the failing client sends any is not shown.
  return hasConnect ? [{ fact: 'proxy-407', value: 'asked', ...place }] : [];
}

/** The question's own command: what a capture of the client shows of CONNECT, credentials and answers, as text. */
const capture = /\btcpdump -\S{0,8}A.{1,200}\| grep -aE ["']CONNECT \|Proxy-Auth/;
const asked = /(?:^|[^\w"])CONNECT \S{1,300} HTTP\/1\.[01]$/;
const answered = /(?:^|[^"])HTTP\/1\.[01] (\d{3})(?: |$)/;

/** Lines of a capture that are looked at. */
const mostRows = 200;

/** What all of the client's tries say together: a client sends credentials, if at all, on a later one. */
function readCapture(paste: Paste, from: number): readonly Draft[] {
  if (!capture.test(paste.typed(from).run)) return [];
  const codes = new Set<string>();
  let [tries, hasCredentials, to] = [0, false, from];
  for (let at = from + 1; at <= from + mostRows; at += 1) {
    const line = paste.line(at);
    const code = answered.exec(line)?.[1];
    const isHeader = /^Proxy-Auth/i.test(line);
    if (asked.test(line)) tries += 1;
    else if (code !== undefined) codes.add(code);
    else if (!isHeader) break;
    hasCredentials ||= credentials.test(line);
    to = at;
  }
  if (tries === 0 || codes.size !== 1) return [];
  const place = { from, to, side: 'client' as const, many: true as const };
  const finding = 'tunnel-407';
  const refused = hasCredentials ? 'credentials-refused' : 'credentials-not-sent';
  const value = codes.has('407') ? refused : codes.has('200') ? 'none' : null;
  return value === null ? [] : [{ fact: finding, finding, value, ...place }];
}

/** Reads what a proxy answers to CONNECT. */
export const tunnel: Parser = {
  name: 'tunnel',
  clues: ['http/1.1 200', 'http/1.0 200', 'http/1.1 407', 'http/1.0 407', 'connect |proxy-auth'],
  emits: ['credentials-refused', 'credentials-not-sent', 'none'].map((value) => ({
    finding: 'tunnel-407',
    value,
  })),
  read: (paste, hits) => hits.flatMap((at) => [...read(paste, at), ...readCapture(paste, at)]),
};

/** What one run of `curl -v` shows, line by line: how far it came, and how it ended. */
import type { Paste } from '#evidence/paste.ts';

/** Lines of a run that are looked at. */
const longestRun = 400;

/** A run of curl, from its first line to the first that begins another. Lines are 0-based; -1 where something is not shown. */
export interface Transcript {
  readonly from: number;
  readonly to: number;
  readonly connected: number;
  /** The ClientHello that was sent, the first answer to it, and the line that ends a handshake well. */
  readonly hello: number;
  readonly answer: number;
  readonly handshake: number;
  /** "SSL certificate verify ok." */
  readonly verified: number;
  /** The request and the version of HTTP on its line, and the status line of the answer. */
  readonly request: { readonly at: number; readonly version: string } | null;
  readonly status: { readonly at: number; readonly status: string } | null;
  /** A reset, the end of the stream, a timeout: whatever ended the run badly; -1 when nothing did. */
  readonly failure: number;
  /** Schannel's word on a handshake that was not finished; it prints no ClientHello. */
  readonly unfinished: number;
  /** An address of IPv6 or IPv4 that took its whole share of the time, and was given up for the next. */
  readonly movedOn: number;
}

const begin =
  /^\* {1,4}(?:Trying |About to connect\(\)|Host \S{1,200} was resolved|Rebuilt URL to|Could not resolve|Uses proxy|Added \S{1,200} to DNS)/;
const connected = /^\* {1,4}(?:Connected to |Established connection to )/;
const hello = /^\* (?:\(304\)|TLSv1\.?\d?) \(OUT\), TLS handshake, Client hello/i;
const answer = /^\* (?:\(304\)|TLSv1\.?\d?|SSLv\d) \(IN\),/i;
const handshake = /^\* {1,4}SSL connection using TLS/;
const verified = /^\* {1,4}(?:SSL certificate verify ok\.|Server certificate verification OK)/i;
// The `> ` before what curl sends is taken for a quotation mark of mail, and gone.
const request = /^(?:> )?(?!CONNECT )[A-Z]{3,10} \S{1,4000} HTTP\/(\d(?:\.\d)?)$/;
const status = /^< HTTP\/\d(?:\.\d)? (\d{3})\b/;
const failure =
  /^\* {1,4}(?:Recv failure: |Send failure: |Empty reply from server|Operation timed out|Connection timed out|SSL connection timeout|OpenSSL SSL_|LibreSSL SSL_|GnuTLS recv error|transfer closed|end of response with)|^curl: \((?:16|18|28|35|52|55|56|92)\)/;
const unfinished = /^\* {1,4}schannel: failed to receive handshake, SSL\/TLS connection failed$/;
const movedOn = /^\* ipv[46] connect timeout after \d{1,9}ms, move on!/i;

/** The progress meter that stands before a line when both go to one terminal: `0  0  0 --:--:-- --:--:-- 0* Trying`. */
const meter = /^[\d.kMG%: -]{20,120}(?=[*<>{}] )/;

/** What `--trace-time` and git put before curl's own words. */
const trace = /^\d\d:\d\d:\d\d\.\d{3,6} (?:\[\w{1,4}-\w{1,4}\] |http\.c:\d{1,5} {1,30})?== Info: ?/;

/** A line of curl without the progress meter or the time before it. */
export function withoutMeter(line: string): string {
  return /^\d/.test(line) ? line.replace(meter, '').replace(trace, '* ') : line;
}

/** Whether a line begins a run of curl, or what is left of one whose first lines were cut off. */
export function beginsRun(line: string): boolean {
  const text = withoutMeter(line);
  return begin.test(text) || connected.test(text);
}

/** Reads the run that begins at a line. */
export function transcriptAt(paste: Paste, from: number): Transcript {
  const seen = { connected: -1, hello: -1, answer: -1, handshake: -1, verified: -1 };
  const rest = { failure: -1, movedOn: -1, unfinished: -1 };
  let asked: Transcript['request'] = null;
  let told: Transcript['status'] = null;
  const end = Math.min(paste.count, from + longestRun);
  let at = from;
  for (; at < end; at += 1) {
    const line = withoutMeter(paste.line(at));
    if (at > from && begin.test(line) && seen.connected !== -1) break;
    if (seen.connected === -1 && connected.test(line)) seen.connected = at;
    else if (hello.test(line)) seen.hello = seen.hello === -1 ? at : seen.hello;
    else if (answer.test(line)) seen.answer = seen.answer === -1 ? at : seen.answer;
    else if (handshake.test(line)) seen.handshake = at;
    else if (verified.test(line)) seen.verified = at;
    else if (movedOn.test(line)) rest.movedOn = at;
    else if (unfinished.test(line)) rest.unfinished = at;
    else if (failure.test(line)) rest.failure = rest.failure === -1 ? at : rest.failure;
    const asks = request.exec(line);
    if (asks !== null) asked = { at, version: asks[1] ?? '' };
    const tells = status.exec(line)?.[1];
    // What comes before a request answers CONNECT.
    if (tells !== undefined && asked !== null) told = { at, status: tells };
    if (/^curl: \(\d{1,2}\)/.test(line)) {
      at += 1;
      break;
    }
  }
  return {
    from,
    to: at - 1,
    ...seen,
    ...rest,
    request: asked,
    status: told,
  };
}

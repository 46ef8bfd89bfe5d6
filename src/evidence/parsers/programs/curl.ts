/** curl's errors: `curl: (7) ...`, and the lines of `curl -v`. curl is the client, whatever host it runs on. */
import type { SocketError } from '#evidence/errors.ts';
import { clientErrorValue, findErrorText } from '#evidence/errors.ts';
import type { Draft, Emission, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';
import { withoutMeter } from './curl-transcript.ts';

/**
 * What curl prints, PHP for libcurl (`cURL error 28: ... (see https://curl.haxx.se/libcurl/c/libcurl-errors.html)`), and git (`error: RPC
 * failed; curl 56 ...`).
 */
const failed = /(?:^curl: \(|\bcURL error |\bRPC failed; curl )(\d{1,2})(?:\)|:)? ?(.{0,300})/;
/** git before it talks: the text alone. */
const git = /^(?:.{0,40}\b)?fatal: unable to access '[^']{1,400}': (.{1,300})$/;
const manual = / \(see https:\/\/curl\./;
const verbose =
  /^\* {1,4}((?:Immediate )?connect (?:fail for|to) \S{1,80}(?: port \d{1,5}.{0,60} failed)?: .{1,80}|Failed to connect to \S{1,200} port \d{1,5} after \d{1,9} ms: Timeout was reached|Operation timed out after \d{1,9} milliseconds with \d.{0,60}|Recv failure: .{1,80}|Send failure: .{1,80}|Empty reply from server)$/;
const bare = /^Empty reply from server$/;

/** Exit codes that say more than their text: https://curl.se/libcurl/c/libcurl-errors.html. */
const byCode: ReadonlyMap<number, SocketError> = new Map([
  [18, 'eof'],
  [52, 'eof'],
]);

const atConnect =
  /^(?:Failed to connect|connect to|Immediate connect|Connection timed out|couldn't connect|Connection refused)/i;
const readTimeout = /^Operation timed out after \d{1,9} milliseconds with \d/;
const writing = /^Send failure|SSL_write/;
/** The texts of Winsock and of macOS, which curl prints as they are. */
const reset = /^(?:Recv|Send) failure: Connection was reset$|errno (?:54|104)$/;
/** The stream ended within the handshake; a reset has a text of its own (Curl_ossl_connect of lib/vtls/openssl.c). */
const endOfHandshake =
  /(?:Open|Libre)SSL SSL_connect: SSL_ERROR_SYSCALL in connection to |gnutls_handshake\(\) failed: The TLS connection was non-properly terminated/;
/** The stream of TLS ended without a close_notify: OpenSSL from 1.1.1e on, GnuTLS. */
const endOfStream =
  /:SSL routines:\w{0,40}:unexpected eof while reading|^GnuTLS recv error \(-110\): /;
/** The stream was reset with an error code. */
const streamReset =
  /^HTTP\/2 stream \d{1,9} was not closed cleanly: [A-Z_]{4,30} \(err [1-9]\d?\)$/;
const wholeTimeout = /^Connection timed out after \d{1,9} milliseconds/;

/** What a proxy answered to CONNECT, and what a server answered to `curl -f`. */
const answered =
  /^(?:Received HTTP code (\d{3}) from proxy after CONNECT|CONNECT tunnel failed, response (\d{3})|The requested URL returned error: (\d{3}))/;

function statusValue(text: string): string | null {
  const [, code, tunnel, url] = answered.exec(text) ?? [];
  const status = code ?? tunnel ?? url ?? '';
  if (/^50[234]$/.test(status)) return 'http-502-503-504';
  return status === '407' || status === '413' ? 'http-4xx' : null;
}

function valueOf(code: number, text: string): string | null {
  const status = statusValue(text);
  if (status !== null) return status;
  if (code === 28 && /^Failed to connect to /.test(text)) return 'connect-timeout';
  if (code === 28 && /^SSL connection timeout/.test(text)) return 'tls-timeout';
  if (code === 28 && /^Resolving timed out after /.test(text)) return 'unknown-host';
  if (readTimeout.test(text)) return 'read-timeout';
  if (text === 'Empty reply from server' || endOfHandshake.test(text)) return 'eof';
  if (endOfStream.test(text)) return 'eof';
  if (/ Timeout was reached$/.test(text) && atConnect.test(text)) return 'connect-timeout';
  const error =
    (reset.test(text) ? 'econnreset' : undefined) ?? findErrorText(text)?.error ?? byCode.get(code);
  if (error === undefined) return null;
  // The system's text for ETIMEDOUT in macOS and musl; curl's own deadline has figures.
  const isSystem = error === 'timeout' && /^(?:Recv|Send) failure: /.test(text);
  return clientErrorValue(
    isSystem ? 'etimedout' : error,
    atConnect.test(text) ? 'connect' : writing.test(text) ? 'write' : 'read',
  );
}

/** Whether a connection stood already when the time was up: curl says "Connection timed out" of a TLS handshake, too. */
function wasConnected(paste: Paste, at: number): boolean {
  for (let above = at - 1; above >= Math.max(0, at - 40); above -= 1) {
    const line = withoutMeter(paste.line(above));
    if (/^\* {1,4}(?:Connected to|Established connection) /.test(line)) return true;
    if (failed.test(line)) return false;
  }
  return false;
}

function read(paste: Paste, from: number): readonly Draft[] {
  const line = withoutMeter(paste.line(from));
  const found = failed.exec(line);
  const said = found?.[2]?.split(manual, 1)[0];
  const text = said ?? verbose.exec(line)?.[1] ?? bare.exec(line)?.[0] ?? git.exec(line)?.[1];
  if (text === undefined) return [];
  const code = Number(found?.[1] ?? 0);
  const place = { from, side: 'client' as const, many: true as const };
  const isHandshake = wholeTimeout.test(text) && wasConnected(paste, from);
  const isReset = streamReset.test(text);
  const value = isHandshake ? 'tls-timeout' : isReset ? 'goaway' : valueOf(code, text);
  const exit = { fact: 'curl-exit', value: code.toString(), ...place };
  if (value === null) return code === 0 ? [] : [exit];
  // Named like the status line that other parsers read, so that one answer is said once.
  const fact = statusValue(text) === null ? 'error' : 'client-error';
  const error = { fact, value, finding: 'client-error', ...place };
  if (isReset) {
    return [error, { fact: 'http-protocol', finding: 'http-protocol', value: 'http2', ...place }];
  }
  // 35 is "a problem occurred somewhere in the SSL/TLS handshake".
  if (code !== 35 || value !== 'econnreset') return [error];
  return [
    error,
    { fact: 'tls-outcome', finding: 'tls-outcome', value: 'reset-after-hello', ...place },
  ];
}

const emits: readonly Emission[] = [
  'econnreset',
  'econnrefused',
  'connect-timeout',
  'read-timeout',
  'established-timeout',
  'tls-timeout',
  'epipe',
  'eof',
  'eaddrnotavail',
  'goaway',
  'unknown-host',
  'http-502-503-504',
  'http-4xx',
].map((value) => ({ finding: 'client-error', value }));

/** Reads curl's errors. */
export const curl: Parser = {
  name: 'curl',
  clues: [
    'curl: (',
    'curl error ',
    '* connect to',
    '* immediate connect fail',
    '* failed to connect to',
    '* operation timed out after',
    'recv failure: ',
    'send failure: ',
    'empty reply from server',
    'rpc failed; curl ',
    'unable to access ',
  ],
  emits: [
    ...emits,
    { finding: 'http-protocol', value: 'http2' },
    { finding: 'tls-outcome', value: 'reset-after-hello' },
  ],
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};

/** curl's errors: `curl: (7) ...`, and the lines of `curl -v`. curl is the client, whatever host it runs on. */
import type { SocketError } from '#evidence/errors.ts';
import { clientErrorValue, findErrorText } from '#evidence/errors.ts';
import type { Draft, Emission, Parser } from '#evidence/parser.ts';

const failed = /^curl: \((\d{1,2})\) ?(.{0,300})/;
const verbose =
  /^\* {1,4}(connect to \S{1,80} port \d{1,5}.{0,60} failed: .{1,80}|Recv failure: .{1,80}|Send failure: .{1,80}|Empty reply from server)$/;
const bare = /^Empty reply from server$/;

/** Exit codes that say more than their text: https://curl.se/libcurl/c/libcurl-errors.html. */
const byCode: ReadonlyMap<number, SocketError> = new Map([
  [18, 'eof'],
  [52, 'eof'],
]);

const atConnect =
  /^(?:Failed to connect|connect to|Connection timed out|couldn't connect|Connection refused)/i;
const readTimeout = /^Operation timed out after \d{1,9} milliseconds with \d/;
const writing = /^Send failure|SSL_write/;

function valueOf(code: number, text: string): string | null {
  if (readTimeout.test(text)) return 'read-timeout';
  if (text === 'Empty reply from server') return 'eof';
  const error =
    findErrorText(text)?.error ?? (text.endsWith('errno 104') ? 'econnreset' : byCode.get(code));
  if (error === undefined) return null;
  return clientErrorValue(
    error,
    atConnect.test(text) ? 'connect' : writing.test(text) ? 'write' : 'read',
  );
}

function read(line: string, from: number): readonly Draft[] {
  const found = failed.exec(line);
  const text = found?.[2] ?? verbose.exec(line)?.[1] ?? bare.exec(line)?.[0];
  if (text === undefined) return [];
  const code = Number(found?.[1] ?? 0);
  const value = valueOf(code, text);
  const place = { from, side: 'client' as const, many: true as const };
  if (value !== null) return [{ fact: 'error', value, finding: 'client-error', ...place }];
  return code === 0 ? [] : [{ fact: 'curl-exit', value: code.toString(), ...place }];
}

const emits: readonly Emission[] = [
  'econnreset',
  'econnrefused',
  'connect-timeout',
  'read-timeout',
  'epipe',
  'eof',
  'eaddrnotavail',
].map((value) => ({ finding: 'client-error', value }));

/** Reads curl's errors. */
export const curl: Parser = {
  name: 'curl',
  clues: ['curl: (', '* connect to', '* recv failure', '* send failure', 'empty reply from server'],
  emits,
  read: (paste, hits) => hits.flatMap((at) => read(paste.line(at), at)),
};

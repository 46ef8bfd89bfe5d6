/**
 * nginx and HAProxy error logs: `connect() to 10.0.0.1:80 failed (99: ...) while connecting to upstream`. Towards the upstream the
 * proxy is the client of the connection; towards its own clients it is the server.
 */
import type { Call, SocketError } from '#evidence/errors.ts';
import { errorDraft, errorEmissions, errorOfNumber, isNotTcp } from '#evidence/errors.ts';
import type { Draft, Parser } from '#evidence/parser.ts';

const failed =
  /\b(connect|recv|send|writev|readv|accept4?|socket|bind)\(\)(?: to \S{1,200})? (?:\w{1,30} )?failed \((\d{1,3}): /;
const timedOut = /\bupstream timed out \((\d{1,3}): /;
const closed = /\bupstream prematurely closed connection\b/;
const handshake = /\bpeer closed connection in SSL handshake (?:\((\d{1,3}): |while )/;
const handshakeTimeout =
  /\bupstream timed out \(\d{1,3}: [^()]{1,60}\) while SSL handshaking to upstream/;
const upstream =
  /\b(?:while|in) (?:connecting to|reading response header from|reading upstream|sending (?:request )?to|proxying|SSL handshaking to|reading from) ?(?:upstream)?|\bupstream: "/;
const atConnect = /while connecting to upstream/;
const noPorts = /\bConnect\(\) failed for backend \S{1,100}: no free ports\b/;

const calls: ReadonlyMap<string, Call> = new Map([
  ['connect', 'connect'],
  ['recv', 'read'],
  ['readv', 'read'],
  ['send', 'write'],
  ['writev', 'write'],
  ['accept', 'accept'],
  ['accept4', 'accept'],
  ['bind', 'bind'],
  ['socket', 'connect'],
]);

interface Failure {
  readonly error: SocketError;
  readonly call: Call;
}

function failureIn(line: string): Failure | null {
  const found = failed.exec(line);
  if (found !== null) {
    const error = errorOfNumber(Number(found[2]));
    return error === null ? null : { error, call: calls.get(found[1] ?? '') ?? 'unknown' };
  }
  if (closed.test(line)) return { error: 'eof', call: 'read' };
  const late = timedOut.exec(line);
  if (late !== null) return { error: 'timeout', call: atConnect.test(line) ? 'connect' : 'read' };
  const cut = handshake.exec(line);
  // Without a number the stream just ended.
  if (cut !== null && cut[1] === undefined) return { error: 'eof', call: 'read' };
  const error = cut === null ? null : errorOfNumber(Number(cut[1]));
  return error === null ? null : { error, call: 'read' };
}

function read(line: string, from: number): readonly Draft[] {
  if (noPorts.test(line)) return [errorDraft({ error: 'eaddrnotavail', call: 'connect', from })];
  if (isNotTcp(line)) return [];
  if (handshakeTimeout.test(line)) {
    const finding = 'client-error';
    return [{ fact: 'error', finding, value: 'tls-timeout', from, side: 'client', many: true }];
  }
  const failure = failureIn(line);
  if (failure === null) return [];
  const isOpen = failure.call === 'read' || failure.call === 'write';
  const side = upstream.test(line) ? ('client' as const) : ('server' as const);
  return [errorDraft({ ...failure, from, ...(isOpen ? { side } : {}) })];
}

/** Reads error logs of reverse proxies. */
export const nginxLog: Parser = {
  name: 'nginx-log',
  clues: [
    '() failed (',
    '() to ',
    ' failed (',
    'upstream timed out',
    'prematurely closed',
    'closed connection in ssl',
    'no free ports',
  ],
  emits: [...errorEmissions, { finding: 'client-error', value: 'tls-timeout' }],
  read: (paste, hits) => hits.flatMap((at) => read(paste.line(at), at)),
};

/**
 * HAProxy's access log by its termination state, the two letters behind the captured cookies: `... 503 217 - - SC-- 1/1/0/0/1 0/0`
 * (HTTP) and `1/-1/1000 0 SC 1/1/0/0/1 0/0` (TCP); and its word on servers that are down.
 * Letters: section "Session state at disconnection" of HAProxy's configuration manual.
 */
import type { Draft, Parser } from '#evidence/parser.ts';

const proxyFinding = 'proxy-log-reason';

/** Names, times, status, bytes, cookies, state, five counts, two queues. */
const http =
  /\/([^\s/]{1,100}) [\d/+-]{9,60} (-1|\d{3}) \+?\d{1,20} \S{1,100} \S{1,100} ([CSPLRIDUKcs-][RQCHDLTr-][A-Z-]{2}) \d{1,9}\/\d{1,9}\/\d{1,9}\/\d{1,9}\/\+?\d{1,9} \d{1,9}\/\d{1,9}(?: |$)/;
const tcp =
  /\/([^\s/]{1,100}) -?\d{1,9}\/-?\d{1,9}\/\+?-?\d{1,9} \+?\d{1,20} ([CSPLRIDUKcs-][RQCHDLTr-]) \d{1,9}\/\d{1,9}\/\d{1,9}\/\d{1,9}\/\+?\d{1,9} \d{1,9}\/\d{1,9}(?: |$)/;
const noServer = /\b(?:backend|proxy) '?[^\s']{1,100}'? has no server available!/;
const down = /\bServer ([^\s/]{1,100}\/\S{1,100}) is DOWN\b/;

/** What a state says of the reason, when a server was chosen. */
function reasonOf(state: string, server: string, status: string): string | null {
  const cause = state.slice(0, 2);
  // A whole answer, and an error: it is the server's own.
  if (cause === '--' && /^50[234]$/.test(status) && !server.startsWith('<')) return 'none';
  if (cause === 'sQ' || cause === 'PC') return 'queue-full';
  // Nobody was there to be asked; a redirect and a refusal of its own have other letters.
  if (server === '<NOSRV>' && cause === 'SC' && status === '503') return 'no-live-upstreams';
  if (server.startsWith('<')) return null;
  if (cause === 'SC' || cause === 'sC') return 'upstream-connect-fails';
  // The server's time was up, before the head of its answer or in the data; the client's, cD, may be the client's fault.
  if (cause === 'sH' || cause === 'sD') return 'upstream-timed-out';
  return cause === 'SH' || cause === 'SD' ? 'upstream-closed' : null;
}

function read(line: string, from: number): readonly Draft[] {
  const place = { from, side: 'proxy' as const, many: true as const };
  if (noServer.test(line)) {
    return [{ fact: proxyFinding, finding: proxyFinding, value: 'no-live-upstreams', ...place }];
  }
  const dead = down.exec(line);
  if (dead !== null) return [{ fact: 'haproxy-server-down', value: dead[1] ?? '', ...place }];
  const web = http.exec(line);
  const plain = web === null ? tcp.exec(line) : null;
  const state = web?.[3] ?? plain?.[2];
  if (state === undefined) return [];
  const value = reasonOf(state, web?.[1] ?? plain?.[1] ?? '', web?.[2] ?? '');
  if (value === null) return [{ fact: 'haproxy-state', value: state, ...place }];
  const reason = { fact: proxyFinding, finding: proxyFinding, value, ...place };
  // Before the head of the answer the proxy is a client whose read timed out.
  if (web !== null && state.startsWith('sH') && web[2] === '504') {
    const asClient = { from, side: 'client' as const, many: true as const };
    return [
      reason,
      { fact: 'error', finding: 'client-error', value: 'read-timeout', ...asClient },
      { fact: 'client-stack', finding: 'client-stack', value: 'proxy', ...asClient },
    ];
  }
  return [reason];
}

/** Reads HAProxy's access log. */
export const haproxyLog: Parser = {
  name: 'haproxy-log',
  clues: ['-- ', '- - ', '/0 ', '/1 ', '/2 ', '/3 ', 'has no server available', ' is down, reason'],
  emits: [
    ...[
      'none',
      'queue-full',
      'upstream-connect-fails',
      'upstream-closed',
      'upstream-timed-out',
      'no-live-upstreams',
    ].map((value) => ({ finding: proxyFinding, value })),
    { finding: 'client-error', value: 'read-timeout' },
    { finding: 'client-stack', value: 'proxy' },
  ],
  read: (paste, hits) => hits.flatMap((at) => read(paste.line(at), at)),
};

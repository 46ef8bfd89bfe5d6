/**
 * Envoy's and Istio's access logs by their response flags, `"GET / HTTP/1.1" 503 UF ...`, in JSON too, and the counters of its
 * admin port. Flags: source/common/stream_info/utility.h of Envoy.
 */
import type { Draft, Parser } from '#evidence/parser.ts';

const finding = 'proxy-log-reason';

const flags: ReadonlyMap<string, string> = new Map([
  ['UF', 'upstream-connect-fails'],
  ['UC', 'upstream-closed'],
  ['UO', 'overflow'],
  ['UH', 'no-live-upstreams'],
  ['UT', 'upstream-timed-out'],
  ['SI', 'upstream-timed-out'],
]);
/** With this status an idle stream may be one whose client has not sent its request in full. */
const waitsForClient = /" 408 |"response_?[cC]ode": ?"?408\b/;

const known = new Set(
  'DC DI DPE DT FI IH LH LR NC NFCF NR OM RL RLSE RFCF SI UAEX UC UF UH UMSDR UO UPE UR URX UT'.split(
    ' ',
  ),
);

/** A row of a query on access logs. */
const column = /^response_flags {1,4}\| ([A-Z]{2,5}(?:,[A-Z]{2,5}){0,6})$/;
/** Behind the quoted request: status and flags. */
const line = /" (?:\d{3}|0) ([A-Z]{2,5}(?:,[A-Z]{2,5}){0,6}) /;
const json = /"(?:response_flags|responseFlags)": ?"([A-Z]{2,5}(?:,[A-Z]{2,5}){0,6})"/;
/** A format of one's own with the flags by their name. */
const named = /\bresponse_flags?=([A-Z]{2,5}(?:,[A-Z]{2,5}){0,6}) /;
const details =
  /(?:^|[\s"])upstream_reset_before_response_started\{(connection_termination|connection_failure|remote_connection_failure|overflow)\b/;
const byDetail: ReadonlyMap<string, string> = new Map([
  ['connection_termination', 'upstream-closed'],
  ['connection_failure', 'upstream-connect-fails'],
  ['remote_connection_failure', 'upstream-connect-fails'],
  ['overflow', 'overflow'],
]);
const overflow =
  /^cluster\.\S{1,200}\.(?:upstream_rq_pending_overflow|upstream_cx_overflow): (\d{1,18})$/;
const counter =
  /^(?:cluster\.\S{1,200}\.|[^\s:]\S{0,200}::)(upstream_cx_connect_fail|upstream_cx_connect_timeout|upstream_cx_destroy_remote_with_active_rq|cx_connect_fail)(?:: |::)(\d{1,18})$/;

function read(text: string, from: number): readonly Draft[] {
  const place = { from, side: 'proxy' as const, many: true as const };
  const spilled = overflow.exec(text);
  if (spilled !== null) {
    const value = Number(spilled[1]) > 0 ? 'overflow' : null;
    if (value === null) return [{ fact: 'envoy-overflow', value: '0', ...place }];
    return [{ fact: finding, finding, value, ...place }];
  }
  const counted = counter.exec(text);
  if (counted !== null) {
    return [{ fact: `envoy ${counted[1] ?? ''}`, value: counted[2] ?? '', ...place }];
  }
  const found = line.exec(text) ?? json.exec(text) ?? column.exec(text) ?? named.exec(text);
  const seen = found?.[1]?.split(',') ?? [];
  if (seen.length === 0 || !seen.every((flag) => known.has(flag))) return [];
  // A flag of the upstream is the reason; URX only says that tries were used up.
  const detail = byDetail.get(details.exec(text)?.[1] ?? '');
  const plain = waitsForClient.test(text) ? seen.filter((flag) => flag !== 'SI') : seen;
  const values = new Set(plain.flatMap((flag) => flags.get(flag) ?? []));
  if (values.size === 0 && detail !== undefined) values.add(detail);
  if (values.size === 0) return [{ fact: 'envoy-flags', value: seen.join(','), ...place }];
  return [...values].map((value) => ({ fact: finding, finding, value, ...place }));
}

/** Reads Envoy's access logs and counters. */
export const envoyLog: Parser = {
  name: 'envoy-log',
  clues: [
    '" 503 ',
    '" 504 ',
    '" 502 ',
    '" 200 ',
    '" 404 ',
    '" 0 ',
    'response_flag',
    '"responseflags"',
    '_overflow: ',
    'cx_connect_fail',
    'cx_connect_timeout',
    'cx_destroy_remote_with_active_rq',
  ],
  emits: [...new Set(flags.values())].map((value) => ({ finding, value })),
  read: (paste, hits) => hits.flatMap((at) => read(paste.line(at), at)),
};

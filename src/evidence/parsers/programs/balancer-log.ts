/**
 * Access logs of cloud balancers: AWS (Application Load Balancer) and Google Cloud. Fields of AWS:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html.
 */
import type { Draft, Parser } from '#evidence/parser.ts';

const finding = 'proxy-log-reason';

/** Type, time, balancer, client, target, three times, status of the balancer, status of the target. */
const aws =
  /^(?:https?|h2|wss?|grpcs) \d{4}-\d\d-\d\dT\S{1,30} app\/\S{1,120} \S{1,60} (\S{1,60}) (-?\d\S{0,20}) (-?\d\S{0,20}) (-?\d\S{0,20}) (\d{3}|-) (\d{3}|-) /;
const google = /"statusDetails": ?"([a-z_]{1,80})"/;
const byDetail: ReadonlyMap<string, string> = new Map([
  ['backend_connection_closed_before_data_sent_to_client', 'upstream-closed'],
  ['backend_connection_closed_after_partial_response_sent', 'upstream-closed'],
  ['failed_to_connect_to_backend', 'upstream-connect-fails'],
  ['failed_to_pick_backend', 'no-live-upstreams'],
]);

function read(line: string, from: number): readonly Draft[] {
  const place = { from, side: 'proxy' as const, many: true as const };
  const detail = google.exec(line)?.[1];
  if (detail !== undefined) {
    const value = byDetail.get(detail);
    if (value === undefined) return [{ fact: 'balancer-status', value: detail, ...place }];
    return [{ fact: finding, finding, value, ...place }];
  }
  const found = aws.exec(line);
  if (found === null) return [];
  const [, target = '-', , , , status = '-', answered = '-'] = found;
  // The target took the connection and gave no answer: it closed or reset it.
  if (status === '502' && answered === '-' && target !== '-') {
    return [{ fact: finding, finding, value: 'upstream-closed', ...place }];
  }
  return [{ fact: 'balancer-status', value: `${status}/${answered}`, ...place }];
}

/** Reads access logs of cloud balancers. */
export const balancerLog: Parser = {
  name: 'balancer-log',
  clues: [' app/', '"statusdetails"'],
  emits: [...new Set(byDetail.values())].map((value) => ({ finding, value })),
  read: (paste, hits) => hits.flatMap((at) => read(paste.line(at), at)),
};

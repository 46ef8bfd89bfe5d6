/** What ICMP errors say of the connection that they quote: RFC 792, 1122, 1812 and 4443. */
import type { Draft } from '#evidence/parser.ts';
import type { Flow, IcmpError } from './flow.ts';

/** Outcomes of `icmp-seen`; `port` is the answer of a rejecting rule that the kernel takes for a refusal. */
export type IcmpKind = 'prohibited' | 'unreachable-from-router' | 'frag-needed';

/** What an error says; null for what is no answer to a connection (time exceeded in a traceroute). */
export function icmpKind({ isV6, type, code, isFromTarget }: IcmpError): IcmpKind | null {
  if (isV6) {
    if (type === 2) return 'frag-needed';
    if (type !== 1) return null;
    // 1 prohibited by policy, 5 by a policy on the source, 6 a reject route; 4 port unreachable, which TCP never answers itself.
    if (code === 1 || code === 4 || code === 5 || code === 6) return 'prohibited';
    return (code === 0 || code === 3) && !isFromTarget ? 'unreachable-from-router' : null;
  }
  if (type !== 3) return null;
  if (code === 4) return 'frag-needed';
  if (code === 9 || code === 10 || code === 13 || code === 3) return 'prohibited';
  return !isFromTarget && [0, 1, 5, 6, 7, 11, 12].includes(code) ? 'unreachable-from-router' : null;
}

/**
 * The drafts of the errors about a connection. Path MTU discovery in health shows one "fragmentation needed" and goes on, so that
 * is said only of a connection whose data did not get through.
 */
export function icmpDrafts(
  { icmp, course }: Flow,
  point: string | null,
  isStalled: boolean,
): readonly Draft[] {
  const drafts = icmp.flatMap((error): readonly Draft[] => {
    const kind = icmpKind(error);
    if (kind === null) return [];
    const { line } = error;
    const isClients = error.isForward === course.clientForward;
    const side = isClients ? ({ side: 'client' } as const) : {};
    const mtu: readonly Draft[] =
      kind === 'frag-needed' && error.mtu > 0
        ? [{ fact: 'path-mtu', value: error.mtu.toString(), from: line, many: true }]
        : [];
    if (course.clientForward === null || (kind === 'frag-needed' && !isStalled)) return mtu;
    return [{ fact: 'icmp-seen', finding: 'icmp-seen', value: kind, from: line, ...side }, ...mtu];
  });
  const first = icmp.find((error) => icmpKind(error) !== null);
  if (point !== 'icmp-rejected' || first === undefined || course.first === null) return drafts;
  const answer: Draft = {
    fact: 'syn-fate',
    finding: 'syn-fate',
    value: 'icmp-error',
    from: course.first.line,
    to: first.line,
    side: 'server',
  };
  return [...drafts, answer];
}

/**
 * Rows of the table of tracked connections (`conntrack -L`, `/proc/net/nf_conntrack`) and events (`conntrack -E`). How many of
 * which state stands in a stretch is a fact. Where an entry points is told by the endpoints of the day, which are not here; but of
 * the flows to one service address, those that are answered show where it lives.
 */
import { isPrompt } from '#evidence/parsers/sockets/socket-table.ts';
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const row =
  /^(?:\[[\d.]{1,20}\]\s{1,8})?(?:\[(?:NEW|UPDATE|DESTROY)\]\s{1,8})?(?:ipv[46]\s{1,8}\d{1,2} )?(tcp|udp|icmp|icmpv6|sctp|dccp|gre|unknown)\s{1,8}\d{1,3}(?: \d{1,9})?(?: ([A-Z_]{4,12}))? src=/;
const shown =
  /^conntrack v[\d.]{3,12} \(conntrack-tools\): (\d{1,10}) flow entries have been shown/;

const ofService =
  /^(?:sudo )?conntrack -L (?:-p udp (?:--orig-dst|-d)|(?:--orig-dst|-d) \S{2,60} -p udp)(?: \S{2,60})?(?: 2>(?:\/dev\/null|&1))?$/;
const flow =
  /^udp {1,8}17 \d{1,9} src=\S{2,60} dst=(\S{2,60}) sport=\d{1,5} dport=\d{1,5} (?:packets=\d{1,15} bytes=\d{1,18} )?(\[UNREPLIED\] )?src=(\S{2,60}) dst=/;

/** Entries of one command. */
const mostFlows = 5000;

/** Where the flows to one service address go (finding `udp-entry`), when the whole of them is shown. */
function service(paste: Paste, at: number): readonly Draft[] {
  if (!ofService.test(paste.typed(at).run)) return [];
  const answered = new Set<string>();
  const waiting: { readonly to: string; readonly line: number }[] = [];
  const services = new Set<string>();
  let end = at + 1;
  for (; end < Math.min(paste.count, at + mostFlows); end += 1) {
    const found = flow.exec(paste.line(end));
    if (found === null && !shown.test(paste.line(end))) break;
    if (found === null) continue;
    const [, dst = '', mark, to = ''] = found;
    services.add(dst);
    if (mark === undefined) answered.add(to);
    else waiting.push({ to, line: end });
  }
  if (!isPrompt(paste, end) || end >= paste.count || services.size !== 1) return [];
  const lost = waiting.find(({ to }) => !answered.has(to));
  const finding = 'udp-entry';
  if (answered.size > 0 && lost !== undefined) {
    return [{ fact: finding, finding, value: 'points-to-dead-address', from: lost.line }];
  }
  const isCurrent = answered.size > 0 && waiting.length === 0;
  return isCurrent ? [{ fact: finding, finding, value: 'current', from: at, to: end - 1 }] : [];
}

/** Reads tracked connections. */
export const conntrackEntries: Parser = {
  name: 'conntrack-entries',
  clues: [' src=', 'flow entries have been shown', 'conntrack -l'],
  emits: ['points-to-dead-address', 'current'].map((value) => ({ finding: 'udp-entry', value })),
  read: (paste, hits) => {
    const drafts: Draft[] = [];
    let from = -1;
    let last = -2;
    let counts = new Map<string, number>();
    const close = (): void => {
      for (const [state, count] of counts) {
        const fact = `tracked ${state}`;
        drafts.push({ fact, value: count.toString(), from, to: last, many: true });
      }
      counts = new Map();
    };
    for (const at of hits) {
      const line = paste.line(at);
      const total = shown.exec(line)?.[1];
      if (total !== undefined) {
        drafts.push({ fact: 'tracked entries', value: total, from: at, many: true });
        continue;
      }
      const found = row.exec(line);
      if (found === null) continue;
      if (last !== at - 1) {
        close();
        from = at;
      }
      last = at;
      const mark = line.includes('[UNREPLIED]') ? 'unreplied' : 'replied';
      const state = `${found[1] ?? ''} ${found[2]?.toLowerCase() ?? mark}`;
      counts.set(state, (counts.get(state) ?? 0) + 1);
    }
    close();
    return [...drafts, ...hits.flatMap((at) => service(paste, at))];
  },
};

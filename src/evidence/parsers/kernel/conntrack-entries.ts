/**
 * Rows of the table of tracked connections (`conntrack -L`, `/proc/net/nf_conntrack`) and events (`conntrack -E`). How many of
 * which state stands in a stretch is a fact. Where an entry points is told by the endpoints of the day, which are not here.
 */
import type { Draft, Parser } from '#evidence/parser.ts';

const row =
  /^(?:\[[\d.]{1,20}\]\s{1,8})?(?:\[(?:NEW|UPDATE|DESTROY)\]\s{1,8})?(?:ipv[46]\s{1,8}\d{1,2} )?(tcp|udp|icmp|icmpv6|sctp|dccp|gre|unknown)\s{1,8}\d{1,3}(?: \d{1,9})?(?: ([A-Z_]{4,12}))? src=/;
const shown =
  /^conntrack v[\d.]{3,12} \(conntrack-tools\): (\d{1,10}) flow entries have been shown/;

/** Reads tracked connections. */
export const conntrackEntries: Parser = {
  name: 'conntrack-entries',
  clues: [' src=', 'flow entries have been shown'],
  emits: [],
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
    return drafts;
  },
};

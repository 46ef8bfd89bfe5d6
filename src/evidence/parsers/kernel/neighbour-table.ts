/**
 * `/proc/net/stat/arp_cache` and `ndisc_cache`: how many neighbour entries there are in all network namespaces together (the
 * first column, hexadecimal, the same for each CPU; net/core/neighbour.c, neigh_stat_seq_show).
 */
import type { Parser } from '#evidence/parser.ts';

const heading = /^entries,?\s{1,8}allocs,?\s{1,8}destroys,?\s/;
const row = /^([\da-f]{8})\s{1,4}[\da-f]{8}\s/;
const printed = /stat\/(arp|ndisc)_cache\).{0,60}[./](ipv[46])[./]neigh[./]default[./]gc_thresh3$/;
const number = /^\d{1,9}$/;

/** Reads the size of the neighbour table. */
export const neighbourTable: Parser = {
  name: 'neighbour-table',
  clues: ['destroys', 'stat/arp_cache', 'stat/ndisc_cache'],
  emits: [],
  read: (paste, hits) =>
    hits.flatMap((at) => {
      const count = row.exec(paste.line(at + 1))?.[1];
      if (heading.test(paste.line(at)) && count !== undefined) {
        const value = Number.parseInt(count, 16).toString();
        return [{ fact: 'neighbour entries', value, from: at, to: at + 1, many: true as const }];
      }
      const { run } = paste.typed(at);
      const [entries, most] = [paste.line(at + 1), paste.line(at + 2)];
      const [, , protocol] = (run.startsWith('printf') ? printed.exec(run) : null) ?? [];
      if (protocol === undefined) return [];
      if (!number.test(entries) || !number.test(most)) return [];
      return [
        {
          fact: protocol === 'ipv4' ? 'neighbour entries' : 'neighbour entries of IPv6',
          value: entries,
          from: at,
          to: at + 1,
          many: true as const,
        },
        {
          fact: `sysctl net.${protocol}.neigh.default.gc_thresh3`,
          value: most,
          from: at,
          to: at + 2,
        },
      ];
    }),
};

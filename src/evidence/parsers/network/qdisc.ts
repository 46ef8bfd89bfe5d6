/** Queues of interfaces: `tc -s qdisc`. Drops since boot are a fact; `netem` is one that somebody should know of. */
import type { Parser } from '#evidence/parser.ts';

const heading =
  /^qdisc (\S{1,20}) [\da-f]{1,4}: (?:dev (\S{1,40}) )?(?:root|parent|ingress|clsact)/;
const sent = /^Sent \d{1,20} bytes \d{1,15} pkts? \(dropped (\d{1,15}), overlimits /;

/** Reads queueing disciplines. */
export const qdisc: Parser = {
  name: 'qdisc',
  clues: ['qdisc '],
  emits: [],
  read: (paste, hits) =>
    hits.flatMap((at) => {
      const [, kind = '', name = ''] = heading.exec(paste.line(at)) ?? [];
      if (kind === '') return [];
      const dropped = sent.exec(paste.line(at + 1))?.[1];
      const isLong = paste.line(at + 2).startsWith('backlog ');
      const value = dropped === undefined ? kind : `${kind} dropped ${dropped}`;
      const to = dropped === undefined ? at : at + (isLong ? 2 : 1);
      return [{ fact: `qdisc ${name}`.trim(), value, from: at, to, many: true as const }];
    }),
};

/**
 * Connection tracking: `conntrack -S` (two samples become a rate), `conntrack -C`, and the drops that Cilium's own table
 * reports (`drop (CT: Map insertion failed)`: a packet that found no room in the table).
 */
import type { Draft, Parser } from '#evidence/parser.ts';

const row = /^cpu=(\d{1,4})\s/;
const figure = /\b(drop|early_drop|insert_failed)=(\d{1,15})\b/g;
const count = /^(?:sudo )?conntrack -C(?: conntrack)?$/;
const cilium = /\bdrop \(CT: Map insertion failed\)/;
const number = /^\d{1,12}$/;

interface Sample {
  readonly from: number;
  to: number;
  cpu: number;
  dropped: number;
}

function sampleDraft({ from, to, dropped }: Sample): Draft {
  return {
    fact: 'counter conntrack drop + early_drop',
    value: dropped.toString(),
    from,
    to,
    many: true,
  };
}

function droppedIn(line: string): number {
  let sum = 0;
  for (const [, name, value] of line.matchAll(figure))
    if (name !== 'insert_failed') sum += Number(value);
  return sum;
}

/** Reads what connection tracking says of itself. */
export const conntrack: Parser = {
  name: 'conntrack',
  clues: ['cpu=', 'conntrack -c', 'map insertion failed'],
  emits: [{ finding: 'conntrack-drops', value: 'rising' }],
  read: (paste, hits) => {
    const drafts: Draft[] = [];
    const samples: Sample[] = [];
    for (const at of hits) {
      const line = paste.line(at);
      const cpu = row.exec(line)?.[1];
      const last = samples.at(-1);
      if (cpu !== undefined && line.includes('drop=')) {
        const dropped = droppedIn(line);
        if (last !== undefined && last.to === at - 1 && Number(cpu) > last.cpu) {
          last.to = at;
          last.cpu = Number(cpu);
          last.dropped += dropped;
        } else samples.push({ from: at, to: at, cpu: Number(cpu), dropped });
      } else if (cilium.test(line)) {
        const finding = 'conntrack-drops';
        drafts.push({
          fact: 'cilium-conntrack-drop',
          value: 'rising',
          finding,
          from: at,
          many: true,
        });
      } else if (count.test(paste.typed(at).run) && number.test(paste.line(at + 1))) {
        const fact = 'sysctl net.netfilter.nf_conntrack_count';
        drafts.push({ fact, value: paste.line(at + 1), from: at, to: at + 1, many: true });
      }
    }
    return [...drafts, ...samples.map(sampleDraft)];
  },
};

/**
 * Connection tracking: `conntrack -S` (two samples become a rate), `conntrack -C`, and the drops that Cilium's own table
 * reports (`drop (CT: Map insertion failed)`: a packet that found no room in the table).
 */
import type { Draft, Parser } from '#evidence/parser.ts';

const row = /^cpu=(\d{1,4})\s/;
const figure = /\b(invalid|insert_failed|drop|early_drop)=(\d{1,15})\b/g;
const count = /^(?:sudo )?conntrack -C(?: conntrack)?$/;
const cilium = /\bdrop \(CT: Map insertion failed\)/;
const number = /^\d{1,12}$/;

interface Sample {
  readonly from: number;
  to: number;
  cpu: number;
  readonly sums: Map<string, number>;
}

/** The figures of `conntrack -S` and the counters that they are summed in, over all processors. */
const counterOf: ReadonlyMap<string, string> = new Map([
  ['drop', 'conntrack drop + early_drop'],
  ['early_drop', 'conntrack drop + early_drop'],
  ['insert_failed', 'conntrack insert_failed'],
  ['invalid', 'conntrack invalid'],
]);

function sampleDrafts({ from, to, sums }: Sample): readonly Draft[] {
  return [...sums].map(([name, sum]) => ({
    fact: `counter ${name}`,
    value: sum.toString(),
    from,
    to,
    many: true,
  }));
}

function addFigures(sums: Map<string, number>, line: string): void {
  for (const [, name = '', value] of line.matchAll(figure)) {
    const counter = counterOf.get(name);
    if (counter !== undefined) sums.set(counter, (sums.get(counter) ?? 0) + Number(value));
  }
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
        const isNext = last !== undefined && last.to === at - 1 && Number(cpu) > last.cpu;
        const sample = isNext
          ? last
          : { from: at, to: at, cpu: 0, sums: new Map<string, number>() };
        if (!isNext) samples.push(sample);
        sample.to = at;
        sample.cpu = Number(cpu);
        addFigures(sample.sums, line);
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
    return [...drafts, ...samples.flatMap(sampleDrafts)];
  },
};

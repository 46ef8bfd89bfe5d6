/**
 * Connection tracking: `conntrack -S` in its two forms and `/proc/net/stat/nf_conntrack` (two samples become a rate),
 * `conntrack -C` and the table counted by lines, and the drops that Cilium's own table reports (`drop (CT: Map insertion failed)`: a packet that found no
 * room in the table).
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const row = /^cpu=(\d{1,4})\s/;
const figure = /\b(invalid|insert_failed|drop|early_drop)=(\d{1,15})\b/g;
const table = '/proc/net/(?:nf|ip)_conntrack';
/** Commands that print the number of entries and nothing else. */
const count = new RegExp(
  `^(?:sudo )?(?:conntrack -C(?: conntrack)?|(?:cat ${table}|conntrack -L(?: 2> ?/dev/null)?) ?\\| ?wc -l|wc -l ?< ?${table})$`,
);
const counted = new RegExp(`^(\\d{1,12}) ${table}$`);
const cilium = /\bdrop \(CT: Map insertion failed\)/;
const number = /^\d{1,12}$/;
/** conntrack-tools up to 1.4.4 without the interface of netlink, summed over the CPUs. */
const oldRow = /^([a-z_]{3,14})\s{1,20}(\d{1,15})$/;
const hexHeading = /^entries\s{1,8}(?:clashres\s{1,8})?(?:searched|clashres)\s/;
const hexRow = /^[\da-f]{8}(?:\s{1,4}[\da-f]{8}){9,20}$/;

/** Rows of the old form, and CPUs of the table. */
const [oldRows, mostCpus] = [20, 1024];

/** The figures and the counters that they are summed in, over all processors. */
const counterOf: ReadonlyMap<string, string> = new Map([
  ['drop', 'conntrack drop + early_drop'],
  ['early_drop', 'conntrack drop + early_drop'],
  ['insert_failed', 'conntrack insert_failed'],
  ['invalid', 'conntrack invalid'],
]);

/** The figures of one moment. */
class Sample {
  readonly from: number;
  to: number;
  cpu = -1;
  readonly sums = new Map<string, number>();

  constructor(from: number) {
    this.from = from;
    this.to = from;
  }

  add(name: string, value: number): void {
    const counter = counterOf.get(name);
    if (counter !== undefined) this.sums.set(counter, (this.sums.get(counter) ?? 0) + value);
  }

  drafts(): readonly Draft[] {
    const { from, to } = this;
    return [...this.sums].map(([name, sum]) => ({
      fact: `counter ${name}`,
      value: sum.toString(),
      from,
      to,
      many: true,
    }));
  }
}

function readOld(paste: Paste, at: number): Sample {
  const sample = new Sample(at);
  for (let next = at; next < at + oldRows; next += 1) {
    const found = oldRow.exec(paste.line(next));
    if (found === null) break;
    sample.add(found[1] ?? '', Number(found[2]));
    sample.to = next;
  }
  return sample;
}

function readHex(paste: Paste, at: number): Sample {
  const names = paste.line(at).split(/\s+/, 24);
  const sample = new Sample(at);
  for (let next = at + 1; next < at + mostCpus; next += 1) {
    const line = paste.line(next);
    if (!hexRow.test(line)) break;
    const cells = line.split(/\s+/, 24);
    names.forEach((name, place) => {
      if (counterOf.has(name)) sample.add(name, Number.parseInt(cells[place] ?? '0', 16));
    });
    sample.to = next;
  }
  return sample;
}

/** The number of entries, under the name that the kernel has for it. */
function entries(value: string): Pick<Draft, 'fact' | 'value' | 'many'> {
  return { fact: 'sysctl net.netfilter.nf_conntrack_count', value, many: true };
}

/** Reads what connection tracking says of itself. */
export const conntrack: Parser = {
  name: 'conntrack',
  clues: [
    'cpu=',
    'conntrack -c',
    'conntrack -l',
    '/proc/net/nf_conntrack',
    '/proc/net/ip_conntrack',
    'map insertion failed',
    'entries  ',
    'entries \t',
  ],
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
        const sample = isNext ? last : new Sample(at);
        if (!isNext) samples.push(sample);
        sample.to = at;
        sample.cpu = Number(cpu);
        for (const [, name = '', value] of line.matchAll(figure)) sample.add(name, Number(value));
      } else if (hexHeading.test(line) && line.includes('insert_failed')) {
        samples.push(readHex(paste, at));
      } else if (oldRow.test(line) && paste.line(at + 1).startsWith('searched')) {
        samples.push(readOld(paste, at));
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
        drafts.push({ ...entries(paste.line(at + 1)), from: at, to: at + 1 });
      } else {
        const total = counted.exec(line)?.[1];
        if (total !== undefined) drafts.push({ ...entries(total), from: at });
      }
    }
    return [...drafts, ...samples.flatMap((sample) => sample.drafts())];
  },
};

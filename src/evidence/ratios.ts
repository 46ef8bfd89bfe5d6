/**
 * Joins two facts of one host into the ratio that a question asks for: open descriptors and their limit, orphans and their
 * limit. A ratio stands at the line of its numerator. It is left out when the limit is not certain.
 */
import type { Draft, Emission } from './parser.ts';
import type { Placed } from './sides.ts';

interface Join {
  readonly finding: string;
  readonly numerator: readonly string[];
  /** Limits; the first that was read is the one. */
  readonly denominator: readonly string[];
  /** Takes the limit out of the fact's value. */
  readonly limitOf?: (value: string) => number;
  /** True when the last limit is only likely (a shell's, not the process's): not joined with a count above it. */
  readonly unlessAbove?: string;
}

function whole(value: string): number {
  return /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
}

/** Third figure of `tcp_mem`, in pages as `sockstat` counts them. */
function lastOfThree(value: string): number {
  return whole(value.split(' ')[2] ?? '');
}

/** Ports in `ip_local_port_range`, both ends included. */
function portsIn(value: string): number {
  const [low, high] = value.split(' ').map(whole);
  return (high ?? Number.NaN) - (low ?? Number.NaN) + 1;
}

const joins: readonly Join[] = [
  {
    finding: 'fd-usage',
    numerator: ['fd-count'],
    denominator: ['process nofile', 'nofile'],
    unlessAbove: 'nofile',
  },
  {
    finding: 'conntrack-usage',
    numerator: [
      'sysctl net.netfilter.nf_conntrack_count',
      'sysctl net.ipv4.netfilter.ip_conntrack_count',
    ],
    denominator: [
      'sysctl net.netfilter.nf_conntrack_max',
      'sysctl net.nf_conntrack_max',
      'sysctl net.ipv4.netfilter.ip_conntrack_max',
    ],
  },
  {
    finding: 'orphan-usage',
    numerator: ['sockstat orphan', 'ss orphaned'],
    denominator: ['sysctl net.ipv4.tcp_max_orphans'],
  },
  {
    finding: 'tcp-mem-usage',
    numerator: ['sockstat mem'],
    denominator: ['sysctl net.ipv4.tcp_mem'],
    limitOf: lastOfThree,
  },
  {
    finding: 'tw-usage',
    numerator: ['sockstat tw', 'ss timewait'],
    denominator: ['sysctl net.ipv4.tcp_max_tw_buckets'],
  },
  {
    finding: 'port-usage',
    numerator: ['sockets to one destination'],
    denominator: ['sysctl net.ipv4.ip_local_port_range'],
    limitOf: portsIn,
  },
  {
    finding: 'thread-usage',
    numerator: ['pids.current', 'systemd TasksCurrent'],
    denominator: ['pids.max', 'systemd TasksMax'],
  },
  {
    finding: 'neighbour-usage',
    numerator: ['neighbour entries'],
    denominator: ['sysctl net.ipv4.neigh.default.gc_thresh3'],
  },
  {
    finding: 'neighbour-usage',
    numerator: ['neighbour entries of IPv6'],
    denominator: ['sysctl net.ipv6.neigh.default.gc_thresh3'],
  },
  { finding: 'maps-usage', numerator: ['maps'], denominator: ['sysctl vm.max_map_count'] },
];

const joined = new Set(
  joins.flatMap(({ numerator, denominator }) => [...numerator, ...denominator]),
);

/** Whether a fact takes part in a ratio, so that it matters which host it is from. */
export function isJoined(fact: string): boolean {
  return joined.has(fact);
}

/** What the joins can say. */
export const ratioEmissions: readonly Emission[] = [
  ...new Set(joins.map(({ finding }) => finding)),
].map((finding) => ({ finding, kind: 'ratio' }));

/** The only value of a fact; two different limits contradict each other and say nothing. */
function limit(facts: readonly Placed[], name: string, limitOf: (value: string) => number): number {
  const values = new Set(
    facts.filter(({ draft }) => draft.fact === name).map(({ draft }) => limitOf(draft.value)),
  );
  const [value] = values;
  return values.size === 1 ? (value ?? Number.NaN) : Number.NaN;
}

/** The highest sample of a count. */
function peak(facts: readonly Placed[], names: readonly string[]): Placed | undefined {
  return facts
    .filter(({ draft }) => names.includes(draft.fact) && !Number.isNaN(whole(draft.value)))
    .sort((a, b) => Number(b.draft.value) - Number(a.draft.value))[0];
}

function joinOne(join: Join, facts: readonly Placed[]): readonly Placed[] {
  const top = peak(facts, join.numerator);
  if (top === undefined) return [];
  const name = join.denominator.find((one) => facts.some(({ draft }) => draft.fact === one));
  if (name === undefined) return [];
  const most = limit(facts, name, join.limitOf ?? whole);
  const count = Number(top.draft.value);
  if (!(most > 0) || (name === join.unlessAbove && count > most)) return [];
  const { finding } = join;
  const draft: Draft = { fact: finding, finding, value: `${count}/${most}`, from: top.draft.from };
  return [{ ...top, draft, parser: 'ratios' }];
}

function shareOf({ draft }: Placed): number {
  const [count, most] = draft.value.split('/').map(Number);
  return (count ?? 0) / (most ?? 1);
}

/** Of two tables that one finding is about, of IPv4 and of IPv6, the fuller one. */
function fullest(ratios: readonly Placed[]): readonly Placed[] {
  const byFinding = Map.groupBy(ratios, ({ draft }) => draft.finding);
  return [...byFinding.values()].map((some) =>
    some.reduce((most, one) => (shareOf(one) > shareOf(most) ? one : most)),
  );
}

/** The ratios that the facts of each host and side give. */
export function joinRatios(all: readonly Placed[]): readonly Placed[] {
  const hosts = Map.groupBy(all, ({ side, host }) => `${side} ${host}`);
  return [...hosts.values()].flatMap((facts) =>
    fullest(joins.flatMap((join) => joinOne(join, facts))),
  );
}

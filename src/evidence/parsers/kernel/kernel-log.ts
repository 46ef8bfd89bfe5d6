/**
 * Lines of the kernel log, with or without the prefixes of dmesg, syslog and journald. A line is evidence that something
 * happened; an excerpt is never evidence that something did not.
 */
import type { Draft, Emission, Parser } from '#evidence/parser.ts';

interface Message {
  readonly pattern: RegExp;
  readonly finding?: string;
  readonly value: string;
}

/** Messages, matched at the start of what follows the prefix. */
const messages: readonly Message[] = [
  {
    // net/netfilter/nf_conntrack_core.c; older kernels and Debian 6 say ip_conntrack.
    pattern: /^(?:[ni][fp]_conntrack: ){1,2}table full(?: in netns \d{1,12})?, dropping packet/,
    finding: 'log-conntrack-full',
    value: 'yes',
  },
  {
    // net/ipv4/tcp_input.c, tcp_syn_flood_action(); "possible" until 3.x.
    pattern: /^(?:TCP: |TCPv6: |request_sock_TCP(?:v6)?: ){0,2}possible SYN flooding on port /i,
    finding: 'log-syn-flooding',
    value: 'yes',
  },
  {
    pattern: /^(?:TCP: ){0,2}time wait bucket table overflow/,
    finding: 'log-time-wait-overflow',
    value: 'yes',
  },
  {
    pattern: /^(?:TCP: ){0,2}too many (?:of )?orphaned sockets/,
    finding: 'log-orphans',
    value: 'too-many-orphaned',
  },
  {
    pattern: /^(?:TCP: ){0,2}Out of socket memory/,
    finding: 'log-orphans',
    value: 'out-of-socket-memory',
  },
  {
    pattern: /^(?:TCP: ){0,2}out of memory -- consider tuning tcp_mem/,
    finding: 'log-tcp-out-of-memory',
    value: 'yes',
  },
  {
    pattern: /^(?:neighbour: )?(?:\w{1,20}: )?(?:neighbour|neighbor) table overflow/i,
    finding: 'log-neighbour-overflow',
    value: 'yes',
  },
  {
    // net/ipv6/route.c, net/core/dst.c
    pattern: /^(?:\w{1,20}: )?(?:Route cache is full|dst cache overflow)/,
    finding: 'log-route-cache-full',
    value: 'yes',
  },
  { pattern: /^Out of memory: Kill(?:ed)? process \d/, value: 'out-of-memory-kill' },
  { pattern: /^(?:\S{1,60}\[\d{1,9}\]: )?segfault at [\da-f]{1,16}/, value: 'segfault' },
];

const level = /^<\d{1,3}>/;
const bracket = /^\[[^\]]{1,40}\]:? ?/;
/** syslog and journald name the source: `Nov 22 15:36:01 host kernel: `. */
const source = 'kernel: ';
const longestPrefix = 120;

/** The message behind the prefixes. */
function messageOf(line: string): string {
  const named = line.lastIndexOf(source, longestPrefix);
  const body = (named === -1 ? line : line.slice(named + source.length)).replace(level, '');
  return body.replace(bracket, '').replace(/^net_ratelimit: /, '');
}

function read(line: string, from: number): readonly Draft[] {
  const text = messageOf(line);
  const found = messages.find(({ pattern }) => pattern.test(text));
  if (found === undefined) return [];
  const { finding, value } = found;
  const fact = finding ?? 'kernel-log';
  return [{ fact, value, from, many: true, ...(finding === undefined ? {} : { finding }) }];
}

const emits: readonly Emission[] = messages.flatMap(({ finding, value }) =>
  finding === undefined ? [] : [{ finding, value }],
);

/** Reads messages of the kernel. */
export const kernelLog: Parser = {
  name: 'kernel-log',
  clues: [
    'table full',
    'syn flooding on port',
    'bucket table overflow',
    'orphaned sockets',
    'out of socket memory',
    'out of memory',
    'table overflow',
    'route cache is full',
    'dst cache overflow',
    'segfault at',
  ],
  emits,
  read: (paste, hits) => hits.flatMap((at) => read(paste.line(at), at)),
};

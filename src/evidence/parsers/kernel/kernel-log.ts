/**
 * Lines of the kernel log, with or without the prefixes of dmesg, syslog and journald. A line is evidence that something
 * happened; an excerpt is never evidence that something did not.
 */
import type { Draft, Emission, Parser } from '#evidence/parser.ts';
import { absentMessages, emptyEmissions } from './kernel-log-empty.ts';

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
  {
    // net/ipv4/tcp_ipv4.c up to 6.6, net/ipv4/tcp.c since; 6.7 prints addresses with a dot and an arrow.
    pattern:
      /^(?:TCP: |TCPv6: ){0,2}(?:MD5 Hash (?:failed|mismatch|NOT expected but found|expected but NOT found|not found|not expected)|Unexpected MD5 Hash found) /i,
    finding: 'md5-failures',
    value: 'rising',
  },
  {
    // net/ipv4/route.c, with log_martians. A log that goes back to the boot does not say that it happens now: a fact only.
    pattern: /^(?:IPv4: )?martian source \S{1,60} from \S{1,60}, on dev /,
    value: 'martian-source',
  },
  {
    // net/sched/sch_generic.c; the driver's name stands in front since 6.9.
    pattern:
      /^(?:\S{1,40} \S{1,40} \S{1,40}: )?NETDEV WATCHDOG: (?:\S{1,40} \(\S{0,40}\)|CPU): .{0,20}transmit queue \d{1,5} timed out/,
    finding: 'nic-drops',
    value: 'tx-errors',
  },
  {
    pattern: /^\S{1,40} \S{1,40}(?: \S{1,40})?: Detected (?:Hardware|Tx) Unit Hang/,
    finding: 'nic-drops',
    value: 'tx-errors',
  },
  {
    pattern: /^\S{1,40} \S{1,40}(?: \S{1,40})?: Reset adapter unexpectedly/,
    finding: 'nic-drops',
    value: 'tx-errors',
  },
  {
    pattern:
      /^\S{1,40} \S{1,40}(?: \S{1,40})?: (?:\S{1,40}: )?(?:\S{1,40} )?NIC (?:\S{1,20} )?Link is Down/i,
    value: 'link-down',
  },
  {
    pattern:
      /^\S{1,40} \S{1,40}(?: \S{1,40})?: (?:\S{1,40}: )?(?:\S{1,40} )?NIC (?:\S{1,20} )?Link is Up/i,
    value: 'link-up',
  },
  { pattern: /^(?:TCP: )?Peer \S{1,80} unexpectedly shrunk window /, value: 'shrunk-window' },
  { pattern: /^(?:TCP: )?drop open request from /, value: 'open-request-dropped' },
  { pattern: /^(?:UDP: )?bad checksum\. From /, value: 'udp-bad-checksum' },
  { pattern: /^xen_netfront: xennet: skb rides the rocket/, value: 'xen-rides-the-rocket' },
  { pattern: /^(?:IPv6: )?\S{1,40}: IPv6 duplicate address /, value: 'ipv6-duplicate-address' },
  { pattern: /^(?:watchdog: )?BUG: soft lockup - CPU#\d/, value: 'soft-lockup' },
  { pattern: /^(?:INFO: )?task \S{1,60} blocked for more than \d/, value: 'hung-task' },
  { pattern: /^VFS: file-max limit \d{1,12} reached/, value: 'file-max-reached' },
  {
    pattern: /^(?:Memory cgroup o|O)ut of memory: Kill(?:ed)? process \d/,
    value: 'out-of-memory-kill',
  },
  { pattern: /^(?:\S{1,60}\[\d{1,9}\]: )?segfault at [\da-f]{1,16}/, value: 'segfault' },
];

/** What people put around a line that they tell of. */
const quote = /^["'`“‘]{1,3}/;
const level = /^<\d{1,3}>(?:1 )?/;
/** `kern  :warn  : ` of `dmesg -x`. */
const facility = /^(?:kern|user|daemon) {0,4}:[a-z]{3,6} {0,4}: /;
const bracket = /^\[[^\]]{1,40}\]:? ?/;
/** `dmesg --time-format iso`. */
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.,]\d{1,9}[+-]\d\d:?\d\d /;
/** What journald and syslog put before the message: a colon, or the empty fields of RFC 5424. */
const source = /^.{0,100}\bkernel(?:(?:\[\d{1,9}\])?: ?| - - - ?)/;

/** The message of the kernel behind the prefixes of dmesg, syslog and journald. */
export function messageOf(line: string): string {
  const bare = line.replace(quote, '');
  const named = source.exec(bare)?.[0] ?? '';
  const body = bare.slice(named.length).replace(level, '').replace(facility, '');
  return body
    .replace(isoTime, '')
    .replace(bracket, '')
    .replace(bracket, '')
    .replace(/^net_ratelimit: /, '');
}

function read(line: string, from: number): readonly Draft[] {
  const text = messageOf(line);
  const found = messages.find(({ pattern }) => pattern.test(text));
  if (found === undefined) return [];
  const { finding, value } = found;
  const fact = finding ?? 'kernel-log';
  return [{ fact, value, from, many: true, ...(finding === undefined ? {} : { finding }) }];
}

const emits: readonly Emission[] = [
  ...messages.flatMap(({ finding, value }) => (finding === undefined ? [] : [{ finding, value }])),
  ...emptyEmissions,
];

/** Reads messages of the kernel. */
export const kernelLog: Parser = {
  name: 'kernel-log',
  clues: [
    'dmesg',
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
    'md5 hash',
    'martian source',
    'netdev watchdog',
    'unit hang',
    'reset adapter',
    'link is down',
    'link is up',
    'shrunk window',
    'drop open request',
    'bad checksum. from',
    'rides the rocket',
    'duplicate address',
    'soft lockup',
    'blocked for more than',
    'file-max limit',
  ],
  emits,
  read: (paste, hits) => {
    const found = hits.flatMap((at) => read(paste.line(at), at));
    const said = new Set(found.map(({ fact }) => fact));
    return [...found, ...hits.flatMap((at) => absentMessages(paste, at, said))];
  },
};

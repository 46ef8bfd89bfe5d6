/**
 * ICMP errors in packet listings of tcpdump, tshark and Wireshark: that a filter rejected, that a router had no way, or that a
 * packet was too large. Port unreachable tells of a filter only when it answers TCP: a closed TCP port answers with RST.
 */
import type { Draft, Parser } from '#evidence/parser.ts';

/** tcpdump: `IP 10.0.1.1 > 10.0.1.20: ICMP host 10.0.0.78 unreachable, length 68`. */
const printed = /(?:^| )(\S{1,60}) > (\S{1,60}): (?:\[[^\]]{1,60}\] )?ICMP6?,? (\S[^\n]{1,200})/;
const host = /^(?:host|net) (\S{1,60}) unreachable(?: - (.{1,60}?))?(?:, length|$)/;
const tcpPort =
  /^(?:\S{1,60} tcp port \S{1,20} unreachable|destination unreachable, {1,2}unreachable port, \S{1,60} tcp port )/;
const tooBig = /^(?:\S{1,60} unreachable - need to frag|packet too big)/;
const unreachable6 =
  /^destination unreachable, {1,2}unreachable (prohibited|route|address) (\S{1,60}?),? /;

/** Wireshark: number, time, addresses, protocol, length, and these words. */
const row =
  /^\d{1,9}\s{1,20}\S{1,40}\s{1,20}(\S{1,60})\s{1,20}(?:(?:\u2192|->|>)\s{1,20})?(\S{1,60})\s{1,20}ICMP(?:v6)?\s{1,20}(?:\d{1,6}\s{1,20})?(?:Destination [Uu]nreachable \(([^()]{1,80})\)|(Packet Too Big))/;
const prohibited = /prohibited|administratively filtered/i;

/** A router speaks with an address of its own; a host without an answer to its ARP tells itself. */
function isRouter(source: string, target: string, meant: string): boolean {
  return source !== target && source !== meant;
}

function printedValue(line: string): string | null {
  const [, source = '', target = '', said = ''] = printed.exec(line) ?? [];
  if (said === '') return null;
  if (tooBig.test(said)) return 'frag-needed';
  if (tcpPort.test(said)) return 'prohibited';
  const six = unreachable6.exec(said);
  if (six?.[1] === 'prohibited') return 'prohibited';
  if (six !== null) {
    return isRouter(source, target, six[2] ?? '') ? 'unreachable-from-router' : null;
  }
  const found = host.exec(said);
  if (found === null) return null;
  if (found[2]?.startsWith('admin prohibited') === true) return 'prohibited';
  const isPlain = found[2] === undefined && isRouter(source, target, found[1] ?? '');
  return isPlain ? 'unreachable-from-router' : null;
}

function rowValue(line: string): string | null {
  const found = row.exec(line);
  if (found === null) return null;
  const [, source = '', target = '', why = '', big] = found;
  if (big !== undefined || why === 'Fragmentation needed') return 'frag-needed';
  if (prohibited.test(why)) return 'prohibited';
  const isLost = /^(?:Host|Network) unreachable$|^(?:no route|Address unreachable)/i.test(why);
  return isLost && source !== target ? 'unreachable-from-router' : null;
}

function read(line: string, from: number): readonly Draft[] {
  const value = printedValue(line) ?? rowValue(line);
  const fact = 'icmp-seen';
  return value === null ? [] : [{ fact, finding: fact, value, from, many: true }];
}

/** Reads ICMP errors of packet listings. */
export const icmp: Parser = {
  name: 'icmp',
  clues: ['icmp'],
  emits: ['prohibited', 'unreachable-from-router', 'frag-needed'].map((value) => ({
    finding: 'icmp-seen',
    value,
  })),
  read: (paste, hits) => hits.flatMap((at) => read(paste.line(at), at)),
};

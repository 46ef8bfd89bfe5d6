/** `/proc/net/netstat` and `/proc/net/snmp`: a line of names and a line of figures for each protocol. */
import { knownCounters } from '#evidence/counters.ts';
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const names = /^(Ip|Icmp|Tcp|Udp|UdpLite|TcpExt|IpExt|MPTcpExt): [A-Z]/;
const figures = /^[A-Z]{2,10}: -?\d/i;

/** Columns of one line: TcpExt of Linux 6.18 has some 150. */
const widest = 250;

function readTable(paste: Paste, at: number): readonly Draft[] {
  const protocol = names.exec(paste.line(at))?.[1];
  const values = paste.line(at + 1);
  if (protocol === undefined || !values.startsWith(`${protocol}: `) || !figures.test(values)) {
    return [];
  }
  const columns = paste.line(at).split(' ', widest);
  const cells = values.split(' ', widest);
  // A line that was cut gives no figure: columns would shift.
  if (columns.length !== cells.length) return [];
  const drafts = columns.flatMap((column, place): Draft[] => {
    const name = `${protocol}${column}`;
    const value = cells[place] ?? '';
    if (!knownCounters.has(name) || !/^\d{1,20}$/.test(value)) return [];
    return [{ fact: `counter ${name}`, value, from: at + 1, many: true }];
  });
  return [{ fact: 'proc-net', value: protocol, from: at, to: at + 1, many: true }, ...drafts];
}

/** Reads counters of `/proc/net`. */
export const procNet: Parser = {
  name: 'proc-net',
  clues: ['tcpext: ', 'ipext: ', 'tcp: rto', 'udp: indatagrams', 'ip: forwarding', 'icmp: inmsgs'],
  emits: [],
  read: (paste, hits) => hits.flatMap((at) => readTable(paste, at)),
};

/**
 * Packet lists of Wireshark and tshark: number, time, source, destination, protocol, length, info, with tabs or spaces.
 * tshark puts an arrow between the addresses, and older ones leave out the length.
 */
import { isToken } from '#evidence/mask-tokens.ts';
import type { Packet } from '#evidence/packet.ts';
import { secondsOf } from '#evidence/packet.ts';
import type { Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';
import { wireDrafts, wireEmissions } from '#evidence/shape.ts';

const port = /^\d{1,5}$/;
const frame = /^\d{1,9}$/;
const date = /^\d{4}-\d{2}-\d{2}$/;
const address = /^(?:[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}|[\w-]{1,63}(?:\.[\w-]{1,63}){0,8})$/i;
const arrow = /^(?:→|->|>)$/;
const flags =
  /\[((?:SYN|FIN|RST|PSH|ACK|URG|ECN|CWR|ECE|NS|AE|Reserved)(?:, (?:SYN|FIN|RST|PSH|ACK|URG|ECN|CWR|ECE|NS|AE|Reserved)){0,8})\]/;
const ports = /(?:^|\s)([\w-]{1,40}) (?:→|->|>) ([\w-]{1,40}) \[/;
const resent = /\[TCP (?:Fast |Spurious )?Retransmission\]/;

const tlsProtocol = /^(?:TLSv1|SSLv?)/;

/** Words of a row that are looked at before the info. */
const headWords = 12;

/** Rows without a TCP summary that may lie between two with one. */
const widestGap = 200;

interface Row {
  readonly time: number;
  readonly source: string;
  readonly target: string;
  readonly protocol: string;
  readonly info: string;
}

/** Splits a row; null when the line is none. */
function rowOf(line: string): Row | null {
  const first = line.charCodeAt(0);
  if (!(first >= 0x30 && first <= 0x39)) return null;
  const words = line.split(/\s+/, headWords);
  let at = 0;
  const next = (): string => words[at++] ?? '';
  if (!frame.test(next())) return null;
  if (date.test(words[at] ?? '')) at += 1;
  const time = secondsOf(next());
  const source = next();
  // Columns for the ports may have been added; the summary names them again.
  if (port.test(words[at] ?? '')) at += 1;
  if (arrow.test(words[at] ?? '')) at += 1;
  const target = next();
  if (port.test(words[at] ?? '')) at += 1;
  const protocol = next();
  if (time === null || !address.test(source) || !address.test(target) || protocol === '')
    return null;
  if (!source.includes('.') && !source.includes(':') && !isToken(source)) return null;
  return { time, source, target, protocol, info: line };
}

function figure(info: string, name: string): number | null {
  const at = info.indexOf(` ${name}=`);
  if (at === -1) return null;
  const found = /^\d{1,12}/.exec(info.slice(at + name.length + 2, at + name.length + 16));
  return found === null ? null : Number(found[0]);
}

function tlsOf({ protocol, info }: Row): Packet['tls'] {
  if (!tlsProtocol.test(protocol)) return undefined;
  if (info.includes('Application Data')) return 'data';
  return info.includes('Alert (Level: Fatal') ? 'fatal-alert' : 'other';
}

function packetOf(line: string, at: number): Packet | null {
  const row = rowOf(line);
  if (row === null) return null;
  const said = flags.exec(row.info)?.[1]?.split(', ');
  const named = ports.exec(row.info);
  // Rows of a higher protocol carry payload and show neither ports nor flags.
  const isSummary = said !== undefined && named !== null;
  if (!isSummary && row.protocol === 'TCP') return null;
  const tls = tlsOf(row);
  return {
    line: at,
    time: row.time,
    from: `${row.source}:${isSummary ? (named[1] ?? '') : ''}`,
    to: `${row.target}:${isSummary ? (named[2] ?? '') : ''}`,
    syn: said?.includes('SYN') ?? false,
    ack: said?.includes('ACK') ?? true,
    fin: said?.includes('FIN') ?? false,
    rst: said?.includes('RST') ?? false,
    length: isSummary ? (figure(row.info, 'Len') ?? 0) : 1,
    sequence: figure(row.info, 'Seq'),
    window: figure(row.info, 'Win'),
    ttl: null,
    again: resent.test(row.info),
    ...(tls === undefined ? {} : { tls }),
  };
}

/** The packets of the listing: the rows with a TCP summary and what stands directly after them. */
function packetsOf(paste: Paste, hits: readonly number[]): readonly Packet[] {
  const packets: Packet[] = [];
  let next = 0;
  for (const hit of hits) {
    let at = Math.max(hit, next);
    for (; at <= hit + widestGap && at < paste.count; at += 1) {
      const packet = packetOf(paste.line(at), at);
      if (packet === null) break;
      packets.push(packet);
    }
    next = Math.max(next, at);
  }
  return packets;
}

/** Reads packet lists of Wireshark and tshark. */
export const wireshark: Parser = {
  name: 'wireshark',
  clues: [' seq=', '\tseq=', '] seq='],
  emits: wireEmissions,
  read: (paste, hits) => wireDrafts(packetsOf(paste, hits)),
};

/** Segments -> connections: who began, and the packets in order. */
import type { Packet } from './packet.ts';

/** The packets of one connection. */
export interface Connection {
  /** Address and port of the end that sent the SYN; null when the listing does not show the handshake. */
  readonly client: string | null;
  readonly packets: readonly Packet[];
}

interface Growing {
  client: string | null;
  /** Sequence number of the SYN: another one on the same ports begins another connection. */
  synSequence: number | null;
  /** True once anything but a SYN was seen. */
  isAnswered: boolean;
  readonly packets: Packet[];
}

/** Two hosts or sockets in an order of their own, so that both directions share a key. */
function keyOf(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

function hostOf(end: string): string {
  return end.slice(0, end.lastIndexOf(':'));
}

/** Gives a row without ports the ports of its connection. */
function withPorts(row: Packet, sample: Packet | undefined): Packet {
  if (sample === undefined) return row;
  const isForward = hostOf(sample.from) === hostOf(row.from);
  return {
    ...row,
    from: isForward ? sample.from : sample.to,
    to: isForward ? sample.to : sample.from,
  };
}

function begins(packet: Packet, current: Growing | undefined): boolean {
  if (current === undefined) return true;
  if (!packet.syn || packet.ack) return false;
  return current.isAnswered && (packet.sequence === 0 || packet.sequence !== current.synSequence);
}

/** Puts packets into connections, in the order in which these begin. */
export function connectionsOf(packets: readonly Packet[]): readonly Connection[] {
  const all: Growing[] = [];
  const bySockets = new Map<string, Growing>();
  /** The last connection between two hosts: rows of a higher protocol show no ports. */
  const byHosts = new Map<string, Growing>();
  for (const packet of packets) {
    const hosts = keyOf(hostOf(packet.from), hostOf(packet.to));
    const sockets = keyOf(packet.from, packet.to);
    if (packet.from.endsWith(':')) {
      const holder = byHosts.get(hosts);
      holder?.packets.push(withPorts(packet, holder.packets[0]));
      continue;
    }
    let current = bySockets.get(sockets);
    if (current === undefined || begins(packet, current)) {
      current = { client: null, synSequence: null, isAnswered: false, packets: [] };
      all.push(current);
      bySockets.set(sockets, current);
    }
    byHosts.set(hosts, current);
    current.packets.push(packet);
    if (packet.syn) {
      current.client ??= packet.ack ? packet.to : packet.from;
      if (!packet.ack) current.synSequence = packet.sequence;
    }
    if (!packet.syn || packet.ack) current.isAnswered = true;
  }
  return all;
}

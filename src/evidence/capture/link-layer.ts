/**
 * From a frame to its network packet: the link types that tcpdump writes on the interfaces of servers. Numbers and layouts:
 * https://www.tcpdump.org/linktypes.html.
 */
import type { Frame } from './frame.ts';
import { read16, read32 } from './frame.ts';

const etherIpv4 = 0x0800;
const etherIpv6 = 0x86dd;
/** 802.1Q, 802.1ad, and the older QinQ number of some switches. */
const vlanTags: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100]);
const pppoeSession = 0x8864;
const loopbackHardware = 772;

const names: ReadonlyMap<number, string> = new Map([
  [0, 'BSD loopback'],
  [1, 'Ethernet'],
  [9, 'PPP'],
  [12, 'raw IP'],
  [14, 'raw IP'],
  [101, 'raw IP'],
  [108, 'OpenBSD loopback'],
  [113, 'Linux cooked v1'],
  [228, 'raw IPv4'],
  [229, 'raw IPv6'],
  [276, 'Linux cooked v2'],
]);

/** The name of a link type; those that are not read have only their number. */
export function linkName(link: number): string {
  return names.get(link) ?? `link type ${link}`;
}

/** Whether frames of this link type are read. */
export function isKnownLink(link: number): boolean {
  return names.has(link);
}

/** Where the network packet begins; -1 when there is none for us, -2 when the frame ends before it. */
function byEtherType(bytes: Uint8Array, type: number, at: number, end: number): number {
  let [kind, start] = [type, at];
  for (let tags = 0; tags < 4 && vlanTags.has(kind); tags += 1) {
    if (start + 4 > end) return -2;
    kind = read16(bytes, start + 2);
    start += 4;
  }
  if (kind === pppoeSession) return start + 8 > end ? -2 : byPpp(bytes, start + 6, end);
  return kind === etherIpv4 || kind === etherIpv6 ? start : -1;
}

/** PPP protocol numbers: 0x21 IPv4, 0x57 IPv6; the field may be one byte, and HDLC address and control may precede it. */
function byPpp(bytes: Uint8Array, at: number, end: number): number {
  const start = bytes[at] === 0xff && bytes[at + 1] === 0x03 ? at + 2 : at;
  if (start + 2 > end) return -2;
  const first = bytes[start] ?? 0;
  const protocol = (first & 1) === 1 ? first : read16(bytes, start);
  const next = start + ((first & 1) === 1 ? 1 : 2);
  return protocol === 0x21 || protocol === 0x57 ? next : -1;
}

/** Whether neither hardware address is set, as on a Linux loopback interface. */
function hasNoAddresses(bytes: Uint8Array, at: number): boolean {
  for (let step = 0; step < 12; step += 1) if (bytes[at + step] !== 0) return false;
  return true;
}

/** Packet types of Linux cooked captures: 4 was sent by this host, 0 to 3 arrived. */
function directionOf(type: number): number {
  return type === 4 ? 1 : type === 0 ? 0 : -1;
}

/**
 * Finds the network packet in a frame, and notes what the link layer says of its direction.
 *
 * @param at where the frame begins
 * @param end where its captured bytes end
 * @returns where the packet begins; -1 when there is none that is read; -2 when the frame is cut off before it
 */
export function networkAt(frame: Frame, link: number, at: number, end: number): number {
  const { bytes } = frame;
  frame.isLoopback = false;
  switch (link) {
    case 1:
      if (at + 14 > end) return -2;
      frame.isLoopback = hasNoAddresses(bytes, at);
      return byEtherType(bytes, read16(bytes, at + 12), at + 14, end);
    case 113:
      if (at + 16 > end) return -2;
      frame.outward = directionOf(read16(bytes, at));
      frame.isLoopback = read16(bytes, at + 2) === loopbackHardware;
      return byEtherType(bytes, read16(bytes, at + 14), at + 16, end);
    case 276:
      if (at + 20 > end) return -2;
      frame.outward = directionOf(bytes[at + 10] ?? -1);
      frame.isLoopback = read16(bytes, at + 8) === loopbackHardware;
      return byEtherType(bytes, read16(bytes, at), at + 20, end);
    case 12:
    case 14:
    case 101:
    case 228:
    case 229:
      return at + 1 > end ? -2 : at;
    case 0:
    case 108: {
      frame.isLoopback = true;
      // The address family is in the order of the capturing host: its number is small, so look at either end.
      if (at + 4 > end) return -2;
      const family = read32(bytes, at);
      const small = family > 0xffff ? (bytes[at] ?? 0) : family;
      return small === 2 || small === 24 || small === 28 || small === 30 || small === 10
        ? at + 4
        : -1;
    }
    case 9:
      return byPpp(bytes, at, end);
    default:
      return -1;
  }
}

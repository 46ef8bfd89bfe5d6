/**
 * From a network packet to the segment in it: IPv4 (RFC 791), IPv6 and its extension headers (RFC 8200), TCP and its
 * options (RFC 9293, 7323, 2018, 7413), and ICMP errors with the segment that they quote (RFC 792, 1191, 4443). Headers
 * are trusted only as far as bytes were captured.
 */
import type { Endpoint, Frame, FrameKind } from './frame.ts';
import { read16, read32, tcpFlag } from './frame.ts';

const tcp = 6;
const icmp = 1;
const icmpv6 = 58;
/** IPIP, 6in4, GRE, L2TP; and the UDP ports of VXLAN, its former Linux number, Geneve and GTP-U. */
const tunnels: ReadonlySet<number> = new Set([4, 41, 47, 115]);
const tunnelPorts: ReadonlySet<number> = new Set([4789, 8472, 6081, 2152]);
const udp = 17;

/** Hop-by-hop, routing, destination options, mobility, HIP, shim6. */
const extensions: ReadonlySet<number> = new Set([0, 43, 60, 135, 139, 140]);

interface Network {
  protocol: number;
  /** Where what it carries begins, and where that ends on the wire. */
  at: number;
  wireEnd: number;
  isLaterFragment: boolean;
}

const network: Network = { protocol: 0, at: 0, wireEnd: 0, isLaterFragment: false };

function setV4(endpoint: Endpoint, bytes: Uint8Array, at: number): void {
  endpoint.a = 0;
  endpoint.b = 0;
  endpoint.c = 0;
  endpoint.d = read32(bytes, at);
}

function setV6(endpoint: Endpoint, bytes: Uint8Array, at: number): void {
  endpoint.a = read32(bytes, at);
  endpoint.b = read32(bytes, at + 4);
  endpoint.c = read32(bytes, at + 8);
  endpoint.d = read32(bytes, at + 12);
}

/**
 * Reads an IP header into `network` and the frame.
 *
 * @param wire where the packet would end if nothing was cut off
 */
function readIp(frame: Frame, at: number, end: number, wire: number): boolean {
  const { bytes } = frame;
  const version = (bytes[at] ?? 0) >> 4;
  network.isLaterFragment = false;
  if (version === 4) {
    const header = ((bytes[at] ?? 0) & 0x0f) * 4;
    if (at + 20 > end || header < 20) return false;
    const total = read16(bytes, at + 2);
    // A segment that the card was to cut states 0 when it is longer than 65,535 bytes.
    network.wireEnd = total === 0 ? wire : Math.min(at + total, wire);
    network.at = at + header;
    if (network.wireEnd < network.at) return false;
    network.protocol = bytes[at + 9] ?? 0;
    network.isLaterFragment = (read16(bytes, at + 6) & 0x1fff) !== 0;
    frame.isV6 = false;
    frame.ttl = bytes[at + 8] ?? 0;
    frame.ipId = read16(bytes, at + 4);
    setV4(frame.from, bytes, at + 12);
    setV4(frame.to, bytes, at + 16);
    return true;
  }
  if (version !== 6 || at + 40 > end) return false;
  const length = read16(bytes, at + 4);
  network.wireEnd = length === 0 ? wire : Math.min(at + 40 + length, wire);
  network.protocol = bytes[at + 6] ?? 0;
  network.at = at + 40;
  frame.isV6 = true;
  frame.ttl = bytes[at + 7] ?? 0;
  frame.ipId = -1;
  setV6(frame.from, bytes, at + 8);
  setV6(frame.to, bytes, at + 24);
  for (let step = 0; step < 8; step += 1) {
    const { protocol, at: here } = network;
    if (protocol === 44) {
      if (here + 8 > end) return false;
      network.isLaterFragment ||= (read16(bytes, here + 2) & 0xfff8) !== 0;
      network.protocol = bytes[here] ?? 0;
      network.at = here + 8;
    } else if (extensions.has(protocol)) {
      if (here + 8 > end) return false;
      network.protocol = bytes[here] ?? 0;
      network.at = here + ((bytes[here + 1] ?? 0) + 1) * 8;
    } else break;
  }
  return network.at <= network.wireEnd;
}

/** Options between the fixed header and the payload; whatever is cut off or lies about its length ends them. */
function readOptions(frame: Frame, from: number, end: number): void {
  const { bytes } = frame;
  for (let at = from; at < end;) {
    const kind = bytes[at] ?? 0;
    if (kind === 0) return;
    if (kind === 1) {
      at += 1;
      continue;
    }
    const size = bytes[at + 1] ?? 0;
    if (size < 2 || at + size > end) return;
    if (kind === 8 && size === 10) {
      frame.hasTimestamps = true;
      frame.timestamp = read32(bytes, at + 2);
    } else if (kind === 2 && size === 4) frame.mss = read16(bytes, at + 2);
    else if (kind === 3 && size === 3) frame.windowScale = Math.min(bytes[at + 2] ?? 0, 14);
    else if (kind === 5 && size >= 10) {
      frame.sackLeft = read32(bytes, at + 2);
      frame.sackRight = read32(bytes, at + 6);
    } else if (kind === 34 || (kind === 254 && size >= 4 && read16(bytes, at + 2) === 0xf989)) {
      frame.hasFastOpen = true;
    }
    at += size;
  }
}

/** Sum of the pseudo header (RFC 9293, section 3.1), folded: what stands in the checksum field before the card adds the rest. */
function pseudoSum(frame: Frame, length: number): number {
  const { from, to } = frame;
  let sum = tcp + length;
  for (const { a, b, c, d } of [from, to]) {
    sum += (a >>> 16) + (a & 0xffff) + (b >>> 16) + (b & 0xffff);
    sum += (c >>> 16) + (c & 0xffff) + (d >>> 16) + (d & 0xffff);
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return sum;
}

function readTcp(frame: Frame, at: number, end: number, wireEnd: number): FrameKind {
  const { bytes } = frame;
  // All that is told of a segment is in its first 16 bytes; the rest may be cut off.
  if (at + 16 > end || at + 20 > wireEnd) return 'damaged';
  const header = ((bytes[at + 12] ?? 0) >> 4) * 4;
  if (header < 20 || at + header > wireEnd) return 'damaged';
  frame.from.port = read16(bytes, at);
  frame.to.port = read16(bytes, at + 2);
  frame.sequence = read32(bytes, at + 4);
  frame.acknowledgement = read32(bytes, at + 8);
  frame.flags = bytes[at + 13] ?? 0;
  frame.window = read16(bytes, at + 14);
  frame.length = wireEnd - at - header;
  frame.payloadAt = at + header;
  frame.payloadCaptured = Math.max(0, Math.min(end, wireEnd) - frame.payloadAt);
  frame.mss = -1;
  frame.windowScale = -1;
  frame.hasTimestamps = false;
  frame.sackLeft = -1;
  frame.hasFastOpen = false;
  frame.isCut = at + header > end;
  if (header > 20) readOptions(frame, at + 20, Math.min(at + header, end));
  frame.isUnsummed = at + 18 <= end && read16(bytes, at + 16) === pseudoSum(frame, wireEnd - at);
  return 'tcp';
}

function copyAddress(from: Endpoint, to: Endpoint): void {
  to.a = from.a;
  to.b = from.b;
  to.c = from.c;
  to.d = from.d;
}

/** Errors carry the packet that they answer: type 3, 4, 11, 12 of ICMP, 1 to 4 of ICMPv6. */
function isError(type: number, isV6: boolean): boolean {
  return isV6 ? type >= 1 && type <= 4 : type === 3 || type === 4 || type === 11 || type === 12;
}

/** Afterwards `from` and `to` are those of the quoted segment, and `icmpFrom` is who complains. */
function readIcmp(frame: Frame, at: number, end: number): FrameKind {
  const { bytes } = frame;
  if (at + 8 > end) return 'damaged';
  const [type, code] = [bytes[at] ?? 0, bytes[at + 1] ?? 0];
  if (!isError(type, frame.isV6)) return 'other';
  frame.icmpType = type;
  frame.icmpCode = code;
  frame.icmpMtu = frame.isV6 ? (type === 2 ? read32(bytes, at + 4) : 0) : read16(bytes, at + 6);
  copyAddress(frame.from, frame.icmpFrom);
  const isV6 = frame.isV6;
  if (!readIp(frame, at + 8, end, Number.MAX_SAFE_INTEGER) || frame.isV6 !== isV6) return 'other';
  if (network.protocol !== tcp || network.isLaterFragment) return 'other';
  if (network.at + 8 > end) return 'damaged';
  frame.from.port = read16(bytes, network.at);
  frame.to.port = read16(bytes, network.at + 2);
  frame.sequence = read32(bytes, network.at + 4);
  return 'icmp';
}

/**
 * Decodes a network packet.
 *
 * @param at where it begins
 * @param end where the captured bytes end
 * @param wire where the frame would end if nothing was cut off
 */
export function readPacket(frame: Frame, at: number, end: number, wire: number): FrameKind {
  if (!readIp(frame, at, end, wire)) return 'damaged';
  if (network.isLaterFragment) return 'fragment';
  const { protocol, at: start, wireEnd } = network;
  if (protocol === tcp) return readTcp(frame, start, end, wireEnd);
  if (protocol === (frame.isV6 ? icmpv6 : icmp)) return readIcmp(frame, start, end);
  if (tunnels.has(protocol)) return 'tunnel';
  if (protocol === udp && start + 4 <= end && tunnelPorts.has(read16(frame.bytes, start + 2))) {
    return 'tunnel';
  }
  return 'other';
}

/** Whether a flag of the frame is set. */
export function hasFlag(frame: Frame, name: keyof typeof tcpFlag): boolean {
  return (frame.flags & tcpFlag[name]) !== 0;
}

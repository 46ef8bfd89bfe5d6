/** Builds captures segment by segment, for courses that take too long, or too odd a network, to record. */
import type { RawFrame } from './support.ts';
import { writePcap } from './support.ts';

/** A segment; what is left out is ordinary. */
export interface Segment {
  readonly at: number;
  readonly from: 'client' | 'server';
  readonly flags: string;
  readonly seq?: number;
  readonly ack?: number;
  readonly length?: number;
  readonly payload?: readonly number[];
  readonly window?: number;
  readonly ttl?: number;
  readonly port?: number;
  readonly scale?: number;
  readonly timestamp?: number;
  readonly sack?: readonly [number, number];
  readonly id?: number;
}

const bits: Readonly<Record<string, number>> = { F: 1, S: 2, R: 4, P: 8, A: 16 };

function optionsOf({ scale, timestamp, sack }: Segment): readonly number[] {
  const word = (value: number) => [
    value >>> 24,
    (value >>> 16) & 255,
    (value >>> 8) & 255,
    value & 255,
  ];
  return [
    ...(scale === undefined ? [] : [1, 3, 3, scale]),
    ...(timestamp === undefined ? [] : [1, 1, 8, 10, ...word(timestamp), 0, 0, 0, 0]),
    ...(sack === undefined ? [] : [1, 1, 5, 10, ...word(sack[0]), ...word(sack[1])]),
  ];
}

let nextId = 1;

/** One Ethernet frame. */
export function frameOf(segment: Segment): RawFrame {
  const { at, from, flags, seq = 0, ack = 0, payload = [], window = 500, ttl = 64 } = segment;
  const length = segment.length ?? payload.length;
  const options = optionsOf(segment);
  const header = 20 + options.length;
  const bytes = new Uint8Array(14 + 20 + header + length);
  const view = new DataView(bytes.buffer);
  bytes[0] = 2;
  view.setUint16(12, 0x0800);
  bytes[14] = 0x45;
  view.setUint16(16, 20 + header + length);
  view.setUint16(18, segment.id ?? (nextId += 1) & 0xffff);
  bytes[22] = ttl;
  bytes[23] = 6;
  const [client, server] = [0xc0000201, 0xc6336401];
  const [port, service] = [segment.port ?? 40_000, 443];
  const isClient = from === 'client';
  view.setUint32(26, isClient ? client : server);
  view.setUint32(30, isClient ? server : client);
  view.setUint16(34, isClient ? port : service);
  view.setUint16(36, isClient ? service : port);
  view.setUint32(38, seq >>> 0);
  view.setUint32(42, ack >>> 0);
  bytes[46] = (header / 4) << 4;
  bytes[47] = [...flags].reduce((sum, flag) => sum | (bits[flag] ?? 0), 0);
  view.setUint16(48, window);
  view.setUint16(50, 0x1234);
  bytes.set(options, 54);
  bytes.set(payload, 34 + header);
  const seconds = Math.floor(at);
  return { seconds, nanoseconds: Math.round((at - seconds) * 1e9), wire: bytes.length, bytes };
}

/** A capture of these segments, in their order. */
export function captureOf(segments: readonly Segment[]): Uint8Array {
  return writePcap({ link: 1, frames: segments.map(frameOf) }, { nano: true });
}

/** SYN, SYN-ACK and ACK; the client's payload begins at 1001, the server's at 5001. */
export const handshake: readonly Segment[] = [
  { at: 0, from: 'client', flags: 'S', seq: 1000, scale: 7 },
  { at: 0.01, from: 'server', flags: 'SA', seq: 5000, ack: 1001, scale: 7 },
  { at: 0.02, from: 'client', flags: 'A', seq: 1001, ack: 5001 },
];

/** A request of 100 bytes and an answer of as many, both acknowledged. */
export const exchange: readonly Segment[] = [
  ...handshake,
  { at: 0.03, from: 'client', flags: 'PA', seq: 1001, ack: 5001, length: 100 },
  { at: 0.05, from: 'server', flags: 'PA', seq: 5001, ack: 1101, length: 100 },
  { at: 0.06, from: 'client', flags: 'A', seq: 1101, ack: 5101 },
];

/** The classic file format (draft-ietf-opsawg-pcap): both byte orders, micro- and nanoseconds, and Kuznetzov's modification. */
import type { Framing, Order, Record, Sink, Step } from './framing.ts';
import { bigEndian, didRead, littleEndian, longestFrame, needs, stop } from './framing.ts';
import { linkName } from './link-layer.ts';

interface Flavor {
  readonly order: Order;
  readonly resolution: number;
  /** Bytes of the header of a record: the modified format adds 8. */
  readonly header: number;
}

const flavors: ReadonlyMap<number, Flavor> = new Map(
  (
    [
      [0xa1b2c3d4, bigEndian, 1e-6, 16],
      [0xd4c3b2a1, littleEndian, 1e-6, 16],
      [0xa1b23c4d, bigEndian, 1e-9, 16],
      [0x4d3cb2a1, littleEndian, 1e-9, 16],
      [0xa1b2cd34, bigEndian, 1e-6, 24],
      [0x34cdb2a1, littleEndian, 1e-6, 24],
    ] as const
  ).map(([magic, order, resolution, header]) => [magic, { order, resolution, header }]),
);

/** Whether a file that begins with this number (read in network order) is of this format. */
export function isPcap(magic: number): boolean {
  return flavors.has(magic);
}

/** Reads a file that begins with the magic number. */
export function readPcap(magic: number, sink: Sink): Framing {
  const { order, resolution, header } = flavors.get(magic) ?? {
    order: bigEndian,
    resolution: 1e-6,
    header: 16,
  };
  let link = -1;
  /** Seconds and ticks of the first frame. */
  let first: readonly [seconds: number, ticks: number] | null = null;
  const record: Record = {
    bytes: new Uint8Array(0),
    at: 0,
    captured: 0,
    wire: 0,
    time: 0,
    link: 0,
    outward: -1,
  };

  const readHeader = (bytes: Uint8Array, at: number, end: number): Step => {
    if (at + 24 > end) return needs(24);
    const version = order.u16(bytes, at + 4);
    if (version !== 2) {
      sink.trouble('capture-header', version);
      return stop;
    }
    // The upper bits say whether and how long a frame check sequence is.
    link = order.u32(bytes, at + 20) & 0x03ffffff & 0xffff;
    record.link = link;
    return didRead(24);
  };

  const readRecord = (bytes: Uint8Array, at: number, end: number): Step => {
    if (at + header > end) return needs(header);
    const captured = order.u32(bytes, at + 8);
    if (captured > longestFrame) {
      sink.trouble('capture-length', captured);
      return stop;
    }
    if (at + header + captured > end) return needs(header + captured);
    const seconds = order.u32(bytes, at);
    const ticks = order.u32(bytes, at + 4);
    if (first === null) {
      first = [seconds, ticks];
      sink.begin(seconds + ticks * resolution);
    }
    record.bytes = bytes;
    record.at = at + header;
    record.captured = captured;
    record.wire = Math.max(captured, order.u32(bytes, at + 12));
    record.time = seconds - first[0] + (ticks - first[1]) * resolution;
    sink.frame(record);
    return didRead(header + captured);
  };

  return {
    kind: 'pcap',
    step: (bytes, at, end) =>
      link === -1 ? readHeader(bytes, at, end) : readRecord(bytes, at, end),
    format: () => ({ kind: 'pcap', linkTypes: link === -1 ? [] : [linkName(link)], resolution }),
  };
}

/**
 * The block format (draft-ietf-opsawg-pcapng): sections of either byte order, interfaces each with link type and clock,
 * enhanced, simple and obsolete packet blocks. Other known blocks are passed over; they carry names, keys and statistics.
 */
import type { Framing, Order, Record, Sink, Step } from './framing.ts';
import { bigEndian, didRead, littleEndian, longestFrame, needs, stop } from './framing.ts';
import { linkName } from './link-layer.ts';

const sectionHeader = 0x0a0d0d0a;
const interfaceBlock = 1;
const obsoletePacket = 2;
const simplePacket = 3;
const statistics = 5;
const enhancedPacket = 6;
/** Name resolution, IRIG, ARINC, journal, secrets, and custom blocks. */
const passedOver: ReadonlySet<number> = new Set([
  4, 7, 8, 9, 10, 0x0bad, 0x40000bad, 0x201, 0x202, 0x203, 0x204,
]);

/** Blocks that are read must fit into memory with some room for options. */
const longestBlock = 2 * longestFrame;

/** Interfaces of one section: container hosts have hundreds; more are a damaged file. */
const mostInterfaces = 65_536;

interface Interface {
  readonly link: number;
  readonly snap: number;
  /** Ticks of its clock in a second. */
  readonly ticks: number;
  /** Seconds that are added to its clock. */
  readonly offset: number;
  /** Clock of its first frame in ticks, and in seconds since the first frame of the capture. */
  high: number;
  low: number;
  begins: number | null;
}

/** Options of a block: calls `take` with code, place and length of each. */
function eachOption(
  bytes: Uint8Array,
  from: number,
  end: number,
  order: Order,
  take: (code: number, at: number, length: number) => void,
): void {
  for (let at = from; at + 4 <= end;) {
    const code = order.u16(bytes, at);
    const length = order.u16(bytes, at + 2);
    if (code === 0 || at + 4 + length > end) return;
    take(code, at + 4, length);
    at += 4 + Math.ceil(length / 4) * 4;
  }
}

function signed64(bytes: Uint8Array, at: number, order: Order): number {
  const [high, low] =
    order === bigEndian
      ? [order.u32(bytes, at), order.u32(bytes, at + 4)]
      : [order.u32(bytes, at + 4), order.u32(bytes, at)];
  return (high | 0) * 2 ** 32 + low;
}

function readInterface(bytes: Uint8Array, at: number, end: number, order: Order): Interface {
  let ticks = 1e6;
  let offset = 0;
  eachOption(bytes, at + 8, end, order, (code, place, length) => {
    if (code === 9 && length === 1) {
      const figure = bytes[place] ?? 6;
      const power = figure & 0x7f;
      ticks = figure & 0x80 ? 2 ** Math.min(power, 60) : 10 ** Math.min(power, 18);
    } else if (code === 14 && length === 8) offset = signed64(bytes, place, order);
  });
  const snap = order.u32(bytes, at + 4);
  return {
    link: order.u16(bytes, at),
    snap,
    ticks,
    offset,
    high: 0,
    low: 0,
    begins: null,
  };
}

/** Nanoseconds since 1970, exact: a double holds only some hundred nanoseconds at that distance. */
function nanoseconds(high: number, low: number, { ticks, offset }: Interface): bigint {
  const clock = (BigInt(high) << 32n) | BigInt(low);
  return (clock * 1_000_000_000n) / BigInt(ticks) + BigInt(offset) * 1_000_000_000n;
}

/** Reads a file that begins with a section header. */
export function readPcapng(sink: Sink): Framing {
  let order = littleEndian;
  let interfaces: Interface[] = [];
  let first: bigint | null = null;
  let coarsest: number | null = null;
  const links = new Set<number>();
  const record: Record = {
    bytes: new Uint8Array(0),
    at: 0,
    captured: 0,
    wire: 0,
    time: 0,
    link: 0,
    outward: -1,
  };

  /** Seconds since the first frame of the capture. */
  const timeOf = (from: Interface, high: number, low: number): number => {
    if (from.begins === null) {
      const now = nanoseconds(high, low, from);
      if (first === null) {
        first = now;
        sink.begin(Number(now / 1000n) / 1e6);
      }
      from.begins = Number(now - first) / 1e9;
      from.high = high;
      from.low = low;
    }
    return from.begins + ((high - from.high) * 2 ** 32 + (low - from.low)) / from.ticks;
  };

  const hand = (from: Interface, at: number, captured: number, wire: number): void => {
    record.at = at;
    record.captured = captured;
    record.wire = Math.max(captured, wire);
    record.link = from.link;
    sink.frame(record);
  };

  /** Whether the lengths of a packet block fit into it. */
  const isWithin = (captured: number, at: number, end: number): boolean => {
    if (captured <= longestFrame && at + captured <= end) return true;
    sink.trouble('capture-length', captured);
    return false;
  };

  const readEnhanced = (bytes: Uint8Array, at: number, end: number, isOld: boolean): boolean => {
    if (at + 20 > end) {
      sink.trouble('capture-length', end - at);
      return false;
    }
    const number = isOld ? order.u16(bytes, at) : order.u32(bytes, at);
    const from = interfaces[number];
    const captured = order.u32(bytes, at + 12);
    if (!isWithin(captured, at + 20, end)) return false;
    if (from === undefined) {
      sink.trouble('capture-header', number);
      return false;
    }
    record.bytes = bytes;
    record.outward = -1;
    record.time = timeOf(from, order.u32(bytes, at + 4), order.u32(bytes, at + 8));
    if (!isOld) {
      eachOption(
        bytes,
        at + 20 + Math.ceil(captured / 4) * 4,
        end,
        order,
        (code, place, length) => {
          const way = code === 2 && length === 4 ? order.u32(bytes, place) & 3 : 0;
          if (way !== 0) record.outward = way === 2 ? 1 : 0;
        },
      );
    }
    hand(from, at + 20, captured, order.u32(bytes, at + 16));
    return true;
  };

  /** Simple packets have no clock: all stand at the time of the last frame. */
  const readSimple = (bytes: Uint8Array, at: number, end: number): boolean => {
    const [from] = interfaces;
    if (from === undefined || at + 4 > end) {
      sink.trouble('capture-header', 0);
      return false;
    }
    const wire = order.u32(bytes, at);
    const most = from.snap === 0 ? wire : Math.min(wire, from.snap);
    if (!isWithin(Math.min(most, end - at - 4), at + 4, end)) return false;
    record.bytes = bytes;
    record.outward = -1;
    hand(from, at + 4, Math.min(most, end - at - 4), wire);
    return true;
  };

  /** Drops that the interface (option 5) and the system (7) counted; all else of the block is of no use here. */
  const readStatistics = (bytes: Uint8Array, at: number, end: number): void => {
    let dropped = 0;
    eachOption(bytes, at + 12, end, order, (code, place, length) => {
      if ((code === 5 || code === 7) && length === 8) {
        dropped += Math.max(0, signed64(bytes, place, order));
      }
    });
    if (dropped > 0) sink.drop(dropped);
  };

  /** @returns whether the file can be read on */
  const readBlock = (type: number, bytes: Uint8Array, at: number, end: number): boolean => {
    if (type === enhancedPacket) return readEnhanced(bytes, at, end, false);
    if (type === simplePacket) return readSimple(bytes, at, end);
    if (type === obsoletePacket) return readEnhanced(bytes, at, end, true);
    if (type === statistics) {
      readStatistics(bytes, at, end);
      return true;
    }
    if (type === sectionHeader) {
      const version = order.u16(bytes, at + 4);
      interfaces = [];
      if (version !== 1) sink.trouble('capture-header', version);
      return version === 1;
    }
    if (at + 8 > end || interfaces.length >= mostInterfaces) {
      sink.trouble('capture-length', end - at);
      return false;
    }
    const one = readInterface(bytes, at, end, order);
    interfaces.push(one);
    links.add(one.link);
    coarsest = Math.max(coarsest ?? 0, 1 / one.ticks);
    return true;
  };

  const step = (bytes: Uint8Array, at: number, end: number): Step => {
    if (at + 12 > end) return needs(12);
    // The type of a section header reads the same both ways; its order follows the length.
    if (bigEndian.u32(bytes, at) === sectionHeader) {
      const mark = bigEndian.u32(bytes, at + 8);
      if (mark !== 0x1a2b3c4d && mark !== 0x4d3c2b1a) {
        sink.trouble('capture-header', mark);
        return stop;
      }
      order = mark === 0x1a2b3c4d ? bigEndian : littleEndian;
    }
    const type = order.u32(bytes, at);
    const length = order.u32(bytes, at + 4);
    const isRead = [
      sectionHeader,
      interfaceBlock,
      obsoletePacket,
      simplePacket,
      statistics,
      enhancedPacket,
    ].includes(type);
    const least = type === sectionHeader ? 28 : 12;
    if (length < least || length % 4 !== 0 || (isRead && length > longestBlock)) {
      sink.trouble('capture-length', length);
      return stop;
    }
    if (!isRead) {
      if (!passedOver.has(type)) sink.trouble('capture-block', 1);
      const here = Math.min(length, end - at);
      return didRead(here, length - here);
    }
    if (at + length > end) return needs(length);
    if (order.u32(bytes, at + length - 4) !== length) {
      sink.trouble('capture-length', order.u32(bytes, at + length - 4));
      return stop;
    }
    return readBlock(type, bytes, at + 8, at + length - 4) ? didRead(length) : stop;
  };

  return {
    kind: 'pcapng',
    step,
    format: () => ({
      kind: 'pcapng',
      linkTypes: [...new Set([...links].map(linkName))],
      resolution: coarsest,
    }),
  };
}

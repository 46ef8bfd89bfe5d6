/** The reader of captures: takes bytes in pieces, in bounded memory, and ends with the evidence. Never throws. */
import type { CaptureTroubleKey, Side, Trouble } from '#evidence/reading.ts';
import { addressText } from './address.ts';
import { newFlowTable } from './flow-table.ts';
import type { Frame, FrameKind } from './frame.ts';
import { newFrame, tcpFlag } from './frame.ts';
import type { Framing, Record, Sink } from './framing.ts';
import { bigEndian } from './framing.ts';
import { newGathering } from './gather.ts';
import { readPacket } from './internet.ts';
import { isKnownLink, networkAt } from './link-layer.ts';
import { isPcap, readPcap } from './pcap.ts';
import { readPcapng } from './pcapng.ts';
import type { CaptureEvidence, CaptureReader } from './report.ts';

const pcapngMagic = 0x0a0d0d0a;
/** gzip, Zstandard and LZ4 frames, as Wireshark writes them. */
const compressed: ReadonlySet<number> = new Set([0x28b52ffd, 0x04224d18]);
const gzip = 0x1f8b;

/** Whether a file that begins with these bytes is a capture. */
export function isCapture(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  const magic = bigEndian.u32(bytes, 0);
  return magic === pcapngMagic || isPcap(magic);
}

/** Whether a file begins as one that gzip made. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bigEndian.u16(bytes, 0) === gzip;
}

/** Bytes of the shortest header that says how long its record is: that of a block of pcapng. */
const leastHeader = 12;

/** Bytes that were pushed and not read yet. */
interface Rest {
  pieces: Uint8Array[];
  bytes: number;
  /** Bytes that must be there before it is worth trying again. */
  need: number;
}

/** Troubles of one kind are one trouble, at the first frame that has it. */
interface Tally {
  readonly frame: number;
  amount: number;
}

function joined({ pieces, bytes }: Rest): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Keys whose amount counts frames or blocks; the others state a length or a type. */
const counted: ReadonlySet<CaptureTroubleKey> = new Set([
  'capture-block',
  'capture-damaged-frames',
  'capture-tunnel',
]);

/** Troubles behind which packets may be that were not looked at. */
const hiding: readonly CaptureTroubleKey[] = [
  'capture-link-type',
  'capture-damaged-frames',
  'capture-tunnel',
];

/** A SYN that comes in from outside with the host's own address: not on a loopback interface, where that is the rule. */
function isSelfSourced(frame: Frame, link: number): boolean {
  const { from, to, flags } = frame;
  if ((flags & (tcpFlag.syn | tcpFlag.ack)) !== tcpFlag.syn || frame.isLoopback) return false;
  if (from.d !== to.d || from.c !== to.c || from.b !== to.b || from.a !== to.a) return false;
  if (!frame.isV6 && from.d >>> 24 === 127) return false;
  return link === 1 || ((link === 113 || link === 276) && frame.outward === 0);
}

/**
 * Begins to read a capture.
 *
 * @param options `side`: whose host the capture was taken on, when the user said so
 */
export function createCaptureReader(options: { readonly side?: Side } = {}): CaptureReader {
  const frame = newFrame();
  const tallies = new Map<CaptureTroubleKey, Tally>();
  const gathering = newGathering(options.side);
  const flows = newFlowTable(gathering.settle);
  const rest: Rest = { pieces: [], bytes: 0, need: 4 };
  const seen = { frames: 0, tcp: 0, last: 0, began: null as number | null, bytes: 0, dropped: 0 };
  let framing: Framing | null = null;
  let isOver = false;
  let skip = 0;

  const trouble = (key: CaptureTroubleKey, amount: number, at = seen.frames + 1): void => {
    const tally = tallies.get(key);
    if (tally === undefined) tallies.set(key, { frame: at, amount });
    else if (counted.has(key)) tally.amount += amount;
  };

  const decode = (record: Record): FrameKind => {
    if (!isKnownLink(record.link)) {
      trouble('capture-link-type', record.link, frame.number + 1);
      return 'unknown-link';
    }
    const end = record.at + record.captured;
    const at = networkAt(frame, record.link, record.at, end);
    if (at < 0) return at === -2 ? 'damaged' : 'other';
    return readPacket(frame, at, end, record.at + record.wire);
  };

  const takeFrame = (record: Record): void => {
    frame.bytes = record.bytes;
    frame.number = seen.frames;
    frame.time = record.time;
    frame.wire = record.wire;
    frame.outward = record.outward;
    seen.frames += 1;
    seen.last = Math.max(seen.last, record.time);
    const kind = decode(record);
    if (kind === 'tcp') {
      seen.tcp += 1;
      flows.segment(frame);
      if (isSelfSourced(frame, record.link)) {
        const address = addressText(frame.from, frame.isV6);
        gathering.say(
          {
            fact: 'self-sourced-syn',
            finding: 'self-sourced-syn',
            value: 'yes',
            from: frame.number,
            side: 'server',
          },
          `${frame.time.toFixed(6)} ${address} > ${address} SYN`,
        );
      }
    } else if (kind === 'icmp') flows.icmp(frame);
    else if (kind === 'damaged') trouble('capture-damaged-frames', 1, frame.number + 1);
    else if (kind === 'tunnel') trouble('capture-tunnel', 1, frame.number + 1);
  };

  const sink: Sink = {
    frame: takeFrame,
    trouble: (key, amount) => trouble(key, amount),
    begin: (seconds) => (seen.began = seconds),
    drop: (packets) => (seen.dropped += packets),
  };

  const open = (bytes: Uint8Array): void => {
    const magic = bigEndian.u32(bytes, 0);
    if (magic === pcapngMagic) framing = readPcapng(sink);
    else if (isPcap(magic)) framing = readPcap(magic, sink);
    else {
      const isPacked = compressed.has(magic) || isGzip(bytes);
      trouble(isPacked ? 'capture-compressed' : 'capture-header', magic, 0);
      isOver = true;
    }
  };

  /** Reads as far as it gets. @returns how many bytes were read */
  const drain = (bytes: Uint8Array): number => {
    if (framing === null) open(bytes);
    let at = 0;
    while (!isOver && framing !== null && skip === 0) {
      const step = framing.step(bytes, at, bytes.length);
      if (step.kind === 'stop') isOver = true;
      else if (step.kind === 'need') {
        rest.need = step.bytes;
        break;
      } else {
        at += step.bytes;
        skip = step.skip;
        // Enough for the least header; the next attempt says how much it really needs.
        rest.need = leastHeader;
      }
    }
    return at;
  };

  const keep = (piece: Uint8Array): void => {
    rest.pieces.push(piece.slice());
    rest.bytes += piece.length;
  };

  /** Completes what was left of the piece before, without copying more of this one than that needs. @returns bytes taken */
  const complete = (chunk: Uint8Array): number => {
    let at = 0;
    while (!isOver && skip === 0 && rest.bytes > 0 && at < chunk.length) {
      const end = Math.min(chunk.length, at + Math.max(1, rest.need - rest.bytes));
      keep(chunk.subarray(at, end));
      at = end;
      if (rest.bytes < rest.need) break;
      const bytes = joined(rest);
      const left = bytes.subarray(drain(bytes));
      rest.pieces = [];
      rest.bytes = 0;
      if (left.length > 0) keep(left);
    }
    return at;
  };

  const push = (chunk: Uint8Array): void => {
    seen.bytes += chunk.length;
    let at = 0;
    while (!isOver && at < chunk.length) {
      const passed = Math.min(skip, chunk.length - at);
      skip -= passed;
      at += passed;
      if (rest.bytes > 0) at += complete(chunk.subarray(at));
      else if (chunk.length - at >= rest.need) {
        at += drain(chunk.subarray(at));
        if (skip > 0) continue;
      }
      if (rest.bytes > 0 || skip > 0 || at >= chunk.length) continue;
      if (chunk.length - at < rest.need) {
        keep(chunk.subarray(at));
        at = chunk.length;
      }
    }
  };

  const troubles = (oneWay: number): readonly Trouble[] => {
    if (framing === null && !isOver) trouble('capture-header', seen.bytes, 0);
    else if (!isOver && (rest.bytes > 0 || skip > 0)) {
      trouble('capture-truncated', Math.max(1, rest.need - rest.bytes, skip));
    }
    const isRead = framing !== null;
    if (isRead && seen.frames === 0) trouble('capture-no-frames', 0, 0);
    else if (isRead && seen.tcp === 0) trouble('capture-no-tcp', seen.frames, 0);
    if (flows.cutShort() > 0) trouble('capture-connections', flows.cutShort(), 0);
    if (oneWay > 0) trouble('capture-one-way', oneWay, 0);
    return [...tallies].map(([key, { frame: line, amount }]) => ({ key, line, amount }));
  };

  /** Whether what is not in the file was not on the wire either. */
  const isWhole = (): boolean =>
    seen.dropped === 0 && !flows.wasFull() && hiding.every((key) => !tallies.has(key));

  const end = (): CaptureEvidence => {
    flows.finish();
    const held = { frames: seen.frames, duration: seen.last, isWhole: isWhole() };
    const { readings, conflicts, connections, total, oneWay, gist } = gathering.finish(held);
    return {
      readings,
      conflicts,
      unread: [],
      troubles: troubles(oneWay),
      lines: seen.frames,
      format: framing?.format() ?? { kind: 'pcap', linkTypes: [], resolution: null },
      frames: seen.frames,
      duration: seen.last,
      began: seen.began,
      connections,
      total,
      gist,
    };
  };

  return { push, end };
}

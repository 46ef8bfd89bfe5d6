/**
 * What finds the packets of a connection again in a capture of its other end: sequence numbers, times, the window scale of SYN and
 * SYN-ACK, and the RSTs. Times are seconds since the first frame, lines are frames from 0.
 */
import type { Frame } from './frame.ts';
import { tcpFlag } from './frame.ts';

/** All copies of a SYN, or of a SYN-ACK, that bear one sequence number. */
export interface Sighting {
  readonly sequence: number;
  readonly line: number;
  readonly time: number;
  lastLine: number;
  lastTime: number;
  count: number;
  /** Each window scale that a copy offered, -1 for none; null when a copy's options were cut off. */
  scales: readonly number[] | null;
}

/** One RST. */
export interface RstSighting {
  readonly line: number;
  readonly time: number;
  readonly forward: boolean;
  readonly sequence: number;
  readonly ttl: number;
  /** 1 sent by the capturing host, 0 received by it, -1 unknown. */
  readonly outward: number;
}

/** The marks of one connection. */
export interface Marks {
  syn: Sighting | null;
  synAck: Sighting | null;
  /** The first of them; `resets` counts all, from the end that was seen first and from the other. */
  readonly rsts: RstSighting[];
  readonly resets: [forward: number, back: number];
  /** An end acknowledged what the capture does not hold. */
  hasUnseen: boolean;
  /** SYN-ACKs of different sequence numbers: more than one machine answers. */
  isOdd: boolean;
}

/** RSTs that are kept of one connection. */
const mostRsts = 4;

/** Different window scales that are kept of one packet. */
const mostScales = 4;

/** Marks of a connection of which nothing was seen. */
export function newMarks(): Marks {
  return {
    syn: null,
    synAck: null,
    rsts: [],
    resets: [0, 0],
    hasUnseen: false,
    isOdd: false,
  };
}

function withScale(scales: Sighting['scales'], frame: Frame): Sighting['scales'] {
  if (scales === null || frame.isCut) return null;
  const isKnown = scales.includes(frame.windowScale) || scales.length >= mostScales;
  return isKnown ? scales : [...scales, frame.windowScale];
}

function seen(before: Sighting | null, frame: Frame): Sighting {
  const { number: line, time, sequence } = frame;
  if (before === null) {
    const scales = withScale([], frame);
    return { sequence, line, time, lastLine: line, lastTime: time, count: 1, scales };
  }
  before.lastLine = line;
  before.lastTime = time;
  before.count += 1;
  before.scales = withScale(before.scales, frame);
  return before;
}

/** Takes a segment of the connection, whatever it is. */
export function noteMarks(marks: Marks, frame: Frame, forward: boolean): void {
  const { flags, number: line, time, sequence, ttl, outward } = frame;
  if ((flags & tcpFlag.rst) !== 0) {
    marks.resets[forward ? 0 : 1] += 1;
    if (marks.rsts.length < mostRsts) {
      marks.rsts.push({ line, time, forward, sequence, ttl, outward });
    }
    return;
  }
  if ((flags & tcpFlag.syn) === 0) return;
  if ((flags & tcpFlag.ack) === 0) marks.syn = seen(marks.syn, frame);
  else if (marks.synAck !== null && marks.synAck.sequence !== sequence) marks.isOdd = true;
  else marks.synAck = seen(marks.synAck, frame);
}

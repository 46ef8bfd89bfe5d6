/** What one end of a connection sent, in sequence space. Sequence numbers wrap: they are compared by their distance. */
import type { Step } from './course.ts';
import type { Frame } from './frame.ts';
import { tcpFlag } from './frame.ts';

/** Retransmissions of the oldest unacknowledged byte without progress. */
export interface Streak {
  readonly sequence: number;
  count: number;
  /** The segment when it was first repeated, and its last repetition. */
  readonly first: Step;
  last: Step;
  /** Longest payload among them. */
  length: number;
  /** When the oldest unacknowledged payload was first sent; null when that was not seen. */
  readonly sent: number | null;
  /** Packets of the other end since. */
  answers: number;
  /** Bytes that the other end reports beyond the gap: the longest SACK block. */
  sacked: number;
}

/** A time in which this end announced no room. */
export interface ZeroWindow {
  readonly first: Step;
  last: Step;
  /** Probes of the other end, and answers of this end that still say 0. */
  probes: number;
  answers: number;
}

/** The state of one direction. `null` stands for what was not seen. */
export interface Half {
  frames: number;
  bytes: number;
  /** Sequence number that relative ones count from. */
  base: number | null;
  /** One past the highest byte sent. */
  next: number | null;
  /** One past the highest byte that the other end acknowledged. */
  acked: number | null;
  mss: number | null;
  /** Shift of its window; null when it offered none. */
  scale: number | null;
  window: number | null;
  timestamp: number | null;
  /** Frames with timestamps below the highest by more than a second's worth. */
  timestampsBack: number;
  sentAt: number | null;
  streak: Streak | null;
  zero: ZeroWindow | null;
  /** The longest zero window. */
  longestZero: ZeroWindow | null;
  keepalives: number;
  /** Payload sent again, over the whole connection. */
  again: number;
  /** Segments shorter than a full one whose payload was acknowledged. */
  hasSmallAcked: boolean;
  smallEnd: number | null;
  /** Frames sent by the capturing host, and received by it, as the link layer says. */
  outward: number;
  inward: number;
  /** Frames whose checksum the card was still to fill in. */
  unsummed: number;
  /** The last segment, to know its copy on another interface. */
  previous: Previous;
}

/** What tells a copy of a segment. */
interface Previous {
  time: number;
  sequence: number;
  acknowledgement: number;
  flags: number;
  length: number;
  window: number;
  ipId: number;
  scale: number;
}

/** Payload below this counts as small: it fits through every tunnel. */
const small = 1000;

/** Seconds within which an equal segment is a copy; with the same IP id, which Linux does not use twice. */
const copyTime = 0.001;
const sameIdTime = 0.05;

/** A direction of which nothing was seen. */
export function newHalf(): Half {
  return {
    frames: 0,
    bytes: 0,
    base: null,
    next: null,
    acked: null,
    mss: null,
    scale: null,
    window: null,
    timestamp: null,
    timestampsBack: 0,
    sentAt: null,
    streak: null,
    zero: null,
    longestZero: null,
    keepalives: 0,
    again: 0,
    hasSmallAcked: false,
    smallEnd: null,
    outward: 0,
    inward: 0,
    unsummed: 0,
    previous: {
      time: -1,
      sequence: -1,
      acknowledgement: -1,
      flags: -1,
      length: -1,
      window: -1,
      ipId: -1,
      scale: -1,
    },
  };
}

/** How far `a` is ahead of `b`, in the sequence space of 32 bits. */
export function ahead(a: number, b: number): number {
  return (a - b) | 0;
}

/** Bytes that the segment takes in sequence space: SYN and FIN count as one. */
export function spaceOf({ flags, length }: Frame): number {
  return length + (flags & tcpFlag.syn ? 1 : 0) + (flags & tcpFlag.fin ? 1 : 0);
}

/** Whether the frame is the last segment of this end once more, as a capture on several interfaces shows it. */
export function isCopy(half: Half, frame: Frame): boolean {
  const { previous } = half;
  if (
    previous.sequence !== frame.sequence ||
    previous.flags !== frame.flags ||
    previous.length !== frame.length ||
    previous.acknowledgement !== frame.acknowledgement ||
    previous.window !== frame.window
  ) {
    return false;
  }
  const distance = frame.time - previous.time;
  if (frame.ipId > 0 && frame.ipId === previous.ipId) return distance < sameIdTime;
  return distance < copyTime && (frame.ipId <= 0 || previous.ipId <= 0);
}

/** Remembers the segment, to know its copy. */
export function remember(half: Half, frame: Frame): void {
  const { previous } = half;
  previous.time = frame.time;
  previous.sequence = frame.sequence;
  previous.acknowledgement = frame.acknowledgement;
  previous.flags = frame.flags;
  previous.length = frame.length;
  previous.window = frame.window;
  previous.ipId = frame.ipId;
  previous.scale = frame.windowScale;
}

/** Takes the sequence numbers of a segment that this end sent. */
export function noteSent(half: Half, frame: Frame, step: Step): void {
  const end = (frame.sequence + spaceOf(frame)) >>> 0;
  half.base ??= frame.sequence;
  if (half.next === null || ahead(end, half.next) > 0) {
    if (frame.length > 0) half.sentAt = frame.time;
    if (frame.length > 0 && frame.length < small) half.smallEnd = end;
    half.next = end;
  }
  if (!step.again) return;
  half.again += 1;
  const { streak } = half;
  if (streak?.sequence === frame.sequence) {
    streak.count += 1;
    streak.last = step;
    streak.length = Math.max(streak.length, frame.length);
  } else if (half.acked === null || ahead(end, half.acked) > 0) {
    if (streak !== null && ahead(frame.sequence, streak.sequence) > 0) return;
    half.streak = {
      sequence: frame.sequence,
      count: 1,
      first: step,
      last: step,
      length: frame.length,
      sent: half.sentAt,
      answers: 0,
      sacked: 0,
    };
  }
}

/** Takes an acknowledgement that the other end sent for this one. */
export function noteAcked(half: Half, frame: Frame): void {
  const acknowledgement = frame.acknowledgement;
  const { streak } = half;
  if (streak !== null) {
    streak.answers += 1;
    if (ahead(acknowledgement, streak.sequence) > 0) half.streak = null;
    else if (frame.sackLeft >= 0) {
      streak.sacked = Math.max(streak.sacked, ahead(frame.sackRight, frame.sackLeft));
    }
  }
  if (half.acked !== null && ahead(acknowledgement, half.acked) <= 0) return;
  half.acked = acknowledgement;
  if (half.smallEnd !== null && ahead(acknowledgement, half.smallEnd) >= 0) {
    half.hasSmallAcked = true;
  }
}

/** Takes the window that this end announces, and what that says of a time without room. */
export function noteWindow(half: Half, frame: Frame, step: Step): void {
  const isSyn = (frame.flags & tcpFlag.syn) !== 0;
  if (isSyn) {
    half.mss = frame.mss < 0 ? null : frame.mss;
    half.scale = frame.windowScale < 0 ? null : frame.windowScale;
  }
  if (frame.flags & tcpFlag.rst) return;
  half.window = isSyn ? frame.window : frame.window * 2 ** (half.scale ?? 0);
  if (half.window > 0) {
    half.zero = null;
    return;
  }
  if (half.zero === null) half.zero = { first: step, last: step, probes: 0, answers: 0 };
  else {
    half.zero.last = step;
    if (half.zero.probes > 0) half.zero.answers += 1;
  }
  keepLongest(half);
}

/** Keeps the longest time without room; call it whenever one grew. */
export function keepLongest(half: Half): void {
  const length = (zero: ZeroWindow | null): number =>
    zero === null ? -1 : (zero.last.time ?? 0) - (zero.first.time ?? 0);
  if (length(half.zero) >= length(half.longestZero)) half.longestZero = half.zero;
}

/** Takes the timestamp option; one that goes back is what PAWS rejects. Retransmissions and reordering stay within a second. */
export function noteTimestamp(half: Half, frame: Frame): boolean {
  if (!frame.hasTimestamps || (frame.flags & tcpFlag.rst) !== 0) return false;
  const { timestamp } = half;
  const isBack = timestamp !== null && ahead(frame.timestamp, timestamp) < -1000;
  if (isBack) half.timestampsBack += 1;
  if (timestamp === null || ahead(frame.timestamp, timestamp) > 0) half.timestamp = frame.timestamp;
  return isBack;
}

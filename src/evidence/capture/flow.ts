/** One connection of a capture while it goes on: its course, both directions, its ladder, and what its payload shows of TLS. */
import type { Course, Step } from './course.ts';
import { newCourse, quietPeriod, take } from './course.ts';
import { isFarewell } from './farewell.ts';
import type { Endpoint, Frame } from './frame.ts';
import { tcpFlag } from './frame.ts';
import type { Half } from './half.ts';
import {
  ahead,
  isCopy,
  keepLongest,
  newHalf,
  noteAcked,
  noteSent,
  noteTimestamp,
  noteWindow,
  remember,
} from './half.ts';
import type { Ladder } from './ladder.ts';
import { addIcmp, addSegment, newLadder } from './ladder.ts';
import type { Marks } from './marks.ts';
import { newMarks, noteMarks } from './marks.ts';
import type { NoteKey } from './report.ts';
import type { Tls } from './tls.ts';
import { newTls, takeTls } from './tls.ts';

/** An ICMP error about the connection. */
export interface IcmpError {
  readonly line: number;
  readonly isV6: boolean;
  /** Who sent it. */
  readonly by: Readonly<Endpoint>;
  readonly type: number;
  readonly code: number;
  readonly mtu: number;
  /** Whether the end that was written to sent it, rather than a router. */
  readonly isFromTarget: boolean;
  /** Whether it answers the end that was seen first. */
  readonly isForward: boolean;
}

/** A connection that goes on. */
export interface Flow {
  readonly isV6: boolean;
  /** The end that was seen first, and the other. */
  readonly from: Readonly<Endpoint>;
  readonly to: Readonly<Endpoint>;
  readonly course: Course;
  readonly forward: Half;
  readonly back: Half;
  readonly ladder: Ladder;
  /** What finds it again in a capture of the other end. */
  readonly marks: Marks;
  readonly tls: Tls;
  readonly icmp: IcmpError[];
  readonly start: number;
  last: number;
  readonly firstLine: number;
  lastLine: number;
  synSequence: number | null;
  isLoopback: boolean;
  /** Bytes were acknowledged or passed over that the capture does not hold. */
  hasHoles: boolean;
  /** The same SYN with another window scale. */
  isScaleAltered: boolean;
  /** The first answer to a SYN was an ACK without SYN. */
  plainAck: Step | null;
  /** SYN with payload or a Fast Open cookie; SYN that offers ECN. */
  hasFastOpen: boolean;
  hasEcn: boolean;
  /** What the first FIN or RST acknowledges; null without an acknowledgement. */
  closeAck: number | null;
  /** A RST whose TTL is far from that of its sender's other packets. */
  hasForeignTtl: boolean;
}

/** ICMP errors kept of one connection. */
const mostIcmp = 20;

/** A connection that begins with a frame. */
export function newFlow(frame: Frame): Flow {
  return {
    isV6: frame.isV6,
    from: { ...frame.from },
    to: { ...frame.to },
    course: newCourse(),
    forward: newHalf(),
    back: newHalf(),
    ladder: newLadder(),
    marks: newMarks(),
    tls: newTls(),
    icmp: [],
    start: frame.time,
    last: frame.time,
    firstLine: frame.number,
    lastLine: frame.number,
    synSequence: null,
    isLoopback: frame.isLoopback,
    hasHoles: false,
    isScaleAltered: false,
    plainAck: null,
    hasFastOpen: false,
    hasEcn: false,
    closeAck: null,
    hasForeignTtl: false,
  };
}

/** Whether the frame begins another connection on the ports of this one. */
export function beginsAnother(flow: Flow, frame: Frame): boolean {
  const isSyn = (frame.flags & (tcpFlag.syn | tcpFlag.ack)) === tcpFlag.syn;
  if (!isSyn) return false;
  return flow.synSequence === null || flow.synSequence !== frame.sequence;
}

/** A probe repeats the byte before the next one: keepalive, or a question whether there is room again. */
function isProbe(sender: Half, receiver: Half, { sequence, length, flags }: Frame): boolean {
  if (length > 1 || (flags & (tcpFlag.syn | tcpFlag.fin | tcpFlag.rst)) !== 0) return false;
  if (length === 1 && receiver.window === 0) return true;
  const { next, acked } = sender;
  return (
    (next !== null && ahead(sequence, next) === -1) ||
    (length === 0 && acked !== null && ahead(sequence, acked) === -1)
  );
}

function isAgain(sender: Half, frame: Frame): boolean {
  const { next } = sender;
  return frame.length > 0 && next !== null && ahead(frame.sequence, next) < 0;
}

/** Bytes that the capture should hold and does not. */
function noteHoles(flow: Flow, frame: Frame, sender: Half, receiver: Half): void {
  const hasAck = (frame.flags & tcpFlag.ack) !== 0;
  const isReset = (frame.flags & tcpFlag.rst) !== 0;
  if (sender.next !== null && !isReset && ahead(frame.sequence, sender.next) > 0) {
    flow.hasHoles = true;
  }
  if (hasAck && receiver.next !== null && ahead(frame.acknowledgement, receiver.next) > 0) {
    flow.hasHoles = true;
    if (!isReset) flow.marks.hasUnseen = true;
  }
}

function noteSyn(flow: Flow, frame: Frame): void {
  const { syn, ack, ece, cwr } = tcpFlag;
  if ((frame.flags & (syn | ack)) !== syn) return;
  flow.synSequence = frame.sequence;
  if (frame.hasFastOpen || frame.length > 0) flow.hasFastOpen = true;
  if ((frame.flags & (ece | cwr)) === (ece | cwr)) flow.hasEcn = true;
}

interface Look {
  readonly flow: Flow;
  readonly frame: Frame;
  readonly step: Step;
  readonly sender: Half;
  readonly receiver: Half;
  readonly isProbing: boolean;
}

/** What is noteworthy of the segment, seen before it is counted. */
function noteOf({ flow, frame, step, sender, receiver, isProbing }: Look): NoteKey | null {
  const { course } = flow;
  if (step.rst) {
    const { ttl } = step.forward ? course.forward : course.back;
    const isForeign =
      ttl !== null && ttl.high >= 0 && (frame.ttl < ttl.low || frame.ttl > ttl.high);
    if (isForeign) flow.hasForeignTtl = true;
    return isForeign ? 'foreign-ttl' : null;
  }
  if (step.syn) {
    if (step.ack) return course.synAcks > 0 ? 'synack-again' : null;
    return course.syns > 0 ? 'syn-again' : null;
  }
  if (isProbing) return receiver.window === 0 ? 'probe' : 'keepalive';
  if (step.again) return 'again';
  const tls = course.close === null ? takeTls(flow.tls, frame, step) : null;
  if (tls !== null) return tls;
  if (course.close !== null && step.length > 0) return 'after-close';
  if (frame.window === 0) return 'zero-window';
  if (sender.window === 0) return 'window-opens';
  if (frame.time - flow.last >= quietPeriod) return 'after-quiet';
  const isDuplicate =
    step.length === 0 &&
    !step.fin &&
    frame.sackLeft >= 0 &&
    frame.acknowledgement === receiver.acked;
  return isDuplicate ? 'duplicate-ack' : null;
}

/** A probe is no payload, and it does not end a quiet period: the flow was kept alive. */
function noteProbe({ sender, receiver, step }: Look): void {
  if (receiver.zero === null) {
    sender.keepalives += 1;
    return;
  }
  receiver.zero.probes += 1;
  receiver.zero.last = step;
  keepLongest(receiver);
}

function countFrame(half: Half, frame: Frame): void {
  half.frames += 1;
  half.bytes += frame.wire;
  if (frame.outward === 1) half.outward += 1;
  else if (frame.outward === 0) half.inward += 1;
  if (frame.isUnsummed) half.unsummed += 1;
}

/** Takes a segment of the connection. */
export function takeSegment(flow: Flow, frame: Frame, forward: boolean): void {
  const [sender, receiver] = forward ? [flow.forward, flow.back] : [flow.back, flow.forward];
  countFrame(sender, frame);
  flow.lastLine = frame.number;
  if (isCopy(sender, frame)) {
    const isSyn = (frame.flags & tcpFlag.syn) !== 0;
    if (isSyn && sender.previous.scale !== frame.windowScale) flow.isScaleAltered = true;
    return;
  }
  remember(sender, frame);
  const isProbing = isProbe(sender, receiver, frame);
  const { flags } = frame;
  const step: Step = {
    line: frame.number,
    time: frame.time,
    forward,
    syn: (flags & tcpFlag.syn) !== 0,
    ack: (flags & tcpFlag.ack) !== 0,
    fin: (flags & tcpFlag.fin) !== 0,
    rst: (flags & tcpFlag.rst) !== 0,
    length: isProbing ? 0 : frame.length,
    window: frame.window,
    ttl: frame.ttl,
    again: !isProbing && isAgain(sender, frame),
    isFarewell: flow.course.close !== null && !isProbing && isFarewell(frame, flow.tls),
  };
  const look = { flow, frame, step, sender, receiver, isProbing };
  if (step.syn) noteSyn(flow, frame);
  noteMarks(flow.marks, frame, forward);
  noteHoles(flow, frame, sender, receiver);
  let note = noteOf(look);
  if (noteTimestamp(sender, frame)) note ??= 'timestamp-back';
  if (isProbing) noteProbe(look);
  else if (!step.rst) noteSent(sender, frame, step);
  if (step.ack && !step.rst) noteAcked(receiver, frame);
  noteWindow(sender, frame, step);
  const { course } = flow;
  if (course.isOnlySyn && !forward && !step.syn && !step.rst && step.ack) flow.plainAck ??= step;
  if (course.close === null && (step.fin || step.rst) && step.ack) {
    flow.closeAck = frame.acknowledgement;
  }
  take(course, step);
  flow.last = frame.time;
  addSegment(flow.ladder, frame, {
    time: frame.time - flow.start,
    forward,
    sender,
    receiver,
    note,
  });
}

/** Takes an ICMP error that quotes a segment of the connection. */
export function takeIcmp(flow: Flow, frame: Frame, forward: boolean): void {
  if (flow.icmp.length >= mostIcmp) return;
  const { icmpFrom: by, to } = frame;
  flow.icmp.push({
    line: frame.number,
    isV6: frame.isV6,
    by: { ...by },
    type: frame.icmpType,
    code: frame.icmpCode,
    mtu: frame.icmpMtu,
    isFromTarget: by.a === to.a && by.b === to.b && by.c === to.c && by.d === to.d,
    isForward: forward,
  });
  flow.lastLine = frame.number;
  addIcmp(flow.ladder, frame, frame.time - flow.start, !forward);
}

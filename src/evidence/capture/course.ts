/**
 * The course of one connection, packet by packet, in a bounded space: what `shape.ts` needs to say how it failed. Text
 * listings and captures feed the same machine.
 */

/** A packet as the machine takes it; a figure that is not known is null. */
export interface Step {
  /** 0-based line or frame. */
  readonly line: number;
  /** Seconds on the clock of the listing. */
  readonly time: number | null;
  /** True when it goes from the end that was seen first to the other. */
  readonly forward: boolean;
  readonly syn: boolean;
  readonly ack: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
  /** Bytes of payload. */
  readonly length: number;
  readonly window: number | null;
  readonly ttl: number | null;
  /** True when its payload was sent before. */
  readonly again: boolean;
  /** True when its payload says goodbye: TLS close_notify, a command to quit. A listing does not show it. */
  readonly isFarewell?: boolean;
}

/** What follows the last quiet period. */
interface AfterQuiet {
  /** The packet that ended it. */
  readonly resumed: Step;
  /** Seconds of silence before it. */
  readonly silence: number;
  /** Whether the other end sent payload since. */
  isAnswered: boolean;
  repeats: number;
  hasClose: boolean;
}

/** What one end did. */
export interface Deeds {
  packets: number;
  /** Packets with payload before the close, and the first of them. */
  data: number;
  firstData: Step | null;
  lastData: Step | null;
  /** Payload sent again before the close. */
  repeats: number;
  /** Lowest and highest TTL of what is no RST; null when a packet does not show it. */
  ttl: { low: number; high: number } | null;
}

/** Everything that is kept of a connection. */
export interface Course {
  /** Whether the end that was seen first is the client; null without a SYN. */
  clientForward: boolean | null;
  /** Whether the server is known to speak first, so that a client that sends nothing waits for it. */
  isServerFirst: boolean;
  first: Step | null;
  last: Step | null;
  /** Packets of the end that was seen first, and of the other. */
  readonly forward: Deeds;
  readonly back: Deeds;
  /** SYN without ACK; when the second of them came, at least half a second later. */
  syns: number;
  synAgain: Step | null;
  /** True while there is nothing but SYN from the client. */
  isOnlySyn: boolean;
  synAck: Step | null;
  synAcks: number;
  /** The client's answer to the SYN-ACK. */
  handshakeEnd: Step | null;
  /** SYN-ACK again after that answer, a retransmission timeout later. */
  synAckRepeated: Step | null;
  /** The first FIN or RST. */
  close: Step | null;
  rst: Step | null;
  /** Seconds without a packet before the close. */
  closeSilence: number;
  /** The first payload that was sent into the close of the other end. */
  askedAfterClose: Step | null;
  /** Whether the end that sent it closed before any RST came, as one does that waits for no answer. */
  hasLeft: boolean;
  quiet: AfterQuiet | null;
  /** The longest quiet period after which both ends went on. */
  survived: number;
}

/** Seconds without a packet that count as a quiet period: no common idle timeout of a path is shorter. */
export const quietPeriod = 30;

/** Seconds between two equal SYNs that make the second a repetition rather than a copy of a second interface. */
const repetition = 0.5;

/** Seconds that an end waits at least before it gives up an answer. */
const patience = 1;

const secondsPerDay = 86_400;

function newDeeds(): Deeds {
  return {
    packets: 0,
    data: 0,
    firstData: null,
    lastData: null,
    repeats: 0,
    ttl: { low: 256, high: -1 },
  };
}

/** The course of a connection of which nothing was seen yet. */
export function newCourse(): Course {
  return {
    clientForward: null,
    isServerFirst: false,
    first: null,
    last: null,
    forward: newDeeds(),
    back: newDeeds(),
    syns: 0,
    synAgain: null,
    isOnlySyn: true,
    synAck: null,
    synAcks: 0,
    handshakeEnd: null,
    synAckRepeated: null,
    close: null,
    rst: null,
    closeSilence: 0,
    askedAfterClose: null,
    hasLeft: false,
    quiet: null,
    survived: 0,
  };
}

/** Seconds from one packet to another; null when a listing does not show them or its clock shows something else. */
export function elapsed(from: Step | null, to: Step | null): number | null {
  const [began, ended] = [from?.time ?? null, to?.time ?? null];
  if (began === null || ended === null) return null;
  const seconds = ended - began;
  if (seconds >= 0) return seconds;
  // Either the listing runs past midnight, or its clock shows the time since the packet before.
  return seconds < -secondsPerDay / 2 ? seconds + secondsPerDay : null;
}

function noteTtl(deeds: Deeds, { ttl, rst }: Step): void {
  if (rst) return;
  if (ttl === null) deeds.ttl = null;
  if (deeds.ttl === null || ttl === null) return;
  if (ttl < deeds.ttl.low) deeds.ttl.low = ttl;
  if (ttl > deeds.ttl.high) deeds.ttl.high = ttl;
}

function noteHandshake(course: Course, step: Step): void {
  if (step.syn && !step.ack) {
    course.syns += 1;
    if (course.synAck === null && (elapsed(course.first, step) ?? 0) >= repetition) {
      course.synAgain = step;
    }
  } else if (step.syn) {
    course.synAcks += 1;
    course.synAck ??= step;
    const wait = elapsed(course.handshakeEnd, step);
    if (wait !== null && wait >= repetition) course.synAckRepeated ??= step;
  } else if (course.synAck !== null && course.handshakeEnd === null) {
    const isClient = step.forward === course.clientForward;
    if (isClient && step.ack && !step.rst) course.handshakeEnd = step;
  }
}

function noteQuiet(course: Course, step: Step): void {
  const silence = elapsed(course.last, step);
  if (silence !== null && silence >= quietPeriod && !step.again) {
    course.quiet = { resumed: step, silence, isAnswered: false, repeats: 0, hasClose: false };
    return;
  }
  const { quiet } = course;
  if (quiet === null) return;
  if (step.again) quiet.repeats += 1;
  if (quiet.isAnswered || step.length === 0 || step.forward === quiet.resumed.forward) return;
  quiet.isAnswered = true;
  course.survived = Math.max(course.survived, quiet.silence);
}

function noteClose(course: Course, step: Step): void {
  const { close } = course;
  if (close === null) {
    if (!step.fin && !step.rst) return;
    course.close = step;
    course.closeSilence = elapsed(course.last, step) ?? 0;
    if (course.quiet !== null) course.quiet.hasClose = true;
    return;
  }
  if (step.forward === close.forward) return;
  const isAsking = step.length > 0 && !step.again && step.isFarewell !== true;
  if (isAsking) course.askedAfterClose ??= step;
  if (step.fin && course.askedAfterClose !== null && course.rst === null) {
    const waited = elapsed(course.askedAfterClose, step) ?? 0;
    if (waited < patience) course.hasLeft = true;
  }
}

/** Takes the next packet of a connection. The machine keeps the object: hand over one that does not change. */
export function take(course: Course, step: Step): void {
  const deeds = step.forward ? course.forward : course.back;
  noteQuiet(course, step);
  deeds.packets += 1;
  noteTtl(deeds, step);
  if (step.syn) course.clientForward ??= step.ack ? !step.forward : step.forward;
  if (!step.syn || step.forward !== course.clientForward) course.isOnlySyn = false;
  course.first ??= step;
  noteHandshake(course, step);
  noteClose(course, step);
  if (step.rst) course.rst ??= step;
  if (course.close === null && step.length > 0 && !step.syn) {
    deeds.data += 1;
    deeds.firstData ??= step;
    deeds.lastData = step;
    if (step.again) deeds.repeats += 1;
  }
  course.last = step;
}

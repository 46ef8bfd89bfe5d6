/** What a connection says of data that does not arrive: retransmission in vain, windows without room, silence. */
import { deedsOf } from '#evidence/shape.ts';
import type { Step } from './course.ts';
import type { Flow } from './flow.ts';
import type { Half, Streak } from './half.ts';
import { ahead } from './half.ts';

/** Retransmissions of one segment after which it counts as sent in vain: a lost packet is repaired by the first or second. */
const inVain = 3;

/** Seconds that a window without room must last: transfers in health stop for moments. */
const longZero = 3;

/** Bytes of payload from which a segment counts as full when no MSS is known: that of IPv6's least MTU. */
const fullSize = 1200;

/** A retransmission that nothing answered until the end of the connection. */
export interface Stall {
  readonly sender: Half;
  readonly streak: Streak;
  /** Whether the end that was seen first sends. */
  readonly forward: boolean;
}

/** The stalled direction; the longer one when both are. */
export function stallOf({ forward, back }: Flow): Stall | null {
  const stalls = [
    { sender: forward, streak: forward.streak, forward: true },
    { sender: back, streak: back.streak, forward: false },
  ].filter((one): one is Stall => one.streak !== null && one.streak.count >= inVain);
  return stalls.sort((a, b) => b.streak.count - a.streak.count)[0] ?? null;
}

/** Whether a payload fills the segments of this sender. */
function isFull(flow: Flow, stall: Stall): boolean {
  const receiver = stall.forward ? flow.back : flow.forward;
  // Timestamps take 12 bytes of each segment, and the receiver's offer may be lowered on the way.
  const least = receiver.mss === null ? fullSize : Math.min(fullSize, receiver.mss - 40);
  return stall.streak.length >= Math.max(least, 500);
}

/** Outcomes of `loss-shape`; `maybe-full-size` is settled by other connections of the same two hosts. */
export type LossShape = 'full-size-only' | 'gap-never-filled' | 'everything' | 'maybe-full-size';

/** Which segments are lost; null when that is not plain. */
export function lossShape(flow: Flow, stall: Stall): LossShape | null {
  const { sender, streak } = stall;
  const receiver = stall.forward ? flow.back : flow.forward;
  // What is sent into a window without room is refused by the reader, not lost on the way.
  const hasRoom = receiver.window === null || receiver.window >= streak.length;
  if (receiver.zero !== null || receiver.longestZero !== null || !hasRoom) return null;
  const isLarge = isFull(flow, stall);
  if (streak.sacked > 0) {
    if (isLarge && streak.sacked < streak.length) return 'full-size-only';
    return streak.count > inVain ? 'gap-never-filled' : null;
  }
  if (isLarge) return sender.hasSmallAcked ? 'full-size-only' : 'maybe-full-size';
  return streak.answers === 0 ? 'everything' : null;
}

/** Whether the client's request was acknowledged; null when that is not plain. */
export function dataAcked(flow: Flow): 'yes' | 'no' | null {
  const isForward = flow.course.clientForward !== false;
  const half = isForward ? flow.forward : flow.back;
  const { client, server } = deedsOf(flow.course);
  const { lastData } = client;
  if (lastData === null || half.next === null || half.acked === null) return null;
  // An answer after the request is more than an acknowledgement.
  if (server.lastData !== null && server.lastData.line > lastData.line) return null;
  const open = ahead(half.next, half.acked);
  // The FIN of the client takes one number, and need not be acknowledged.
  if (open <= 0 || (open === 1 && flow.course.close?.fin === true)) return 'yes';
  return (half.streak?.count ?? 0) >= 2 ? 'no' : null;
}

/** What the end without room answers to probes, and when; null when its window was not closed for long. */
export function zeroWindowAnswer({
  longestZero,
}: Half): { readonly value: 'window-zero' | 'unanswered'; readonly steps: [Step, Step] } | null {
  if (longestZero === null) return null;
  const { first, last, probes, answers } = longestZero;
  if ((last.time ?? 0) - (first.time ?? 0) < longZero) return null;
  if (answers >= 1 && probes >= 2) return { value: 'window-zero', steps: [first, last] };
  return answers === 0 && probes >= inVain ? { value: 'unanswered', steps: [first, last] } : null;
}

/** Seconds from the first transmission to the last in vain. */
export function stallLength({ streak }: Stall): number {
  return (streak.last.time ?? 0) - (streak.sent ?? streak.first.time ?? 0);
}

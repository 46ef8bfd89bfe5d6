/**
 * On which host a capture was taken, when that is plain: the link layer says which frames were sent by the host itself, or
 * only one end's checksums are still to be filled in by its card. A router sends and receives the same frames, and says
 * neither.
 */
import type { Flow } from './flow.ts';
import type { Half } from './half.ts';

/** The end on whose host the capture was taken. */
export type Vantage = 'client' | 'server';

/** Frames with an empty checksum that are no coincidence: one in 65,536 is. */
const enough = 2;

/** TTLs that hosts begin with. */
const initialTtl: ReadonlySet<number> = new Set([64, 128, 255]);

function isSentHere({ outward, inward }: Half, ttl: number | undefined): boolean {
  return outward > 0 && inward === 0 && (ttl === undefined || initialTtl.has(ttl));
}

function isReceivedHere({ outward }: Half): boolean {
  return outward === 0;
}

/** Whether the end that was seen first is the host of the capture; null when nothing says so. */
function isForwardHere(flow: Flow): boolean | null {
  const { forward, back, course, isLoopback } = flow;
  if (isLoopback) return null;
  if (isSentHere(forward, course.forward.ttl?.high) && isReceivedHere(back)) return true;
  if (isSentHere(back, course.back.ttl?.high) && isReceivedHere(forward)) return false;
  if (forward.outward + forward.inward + back.outward + back.inward > 0) return null;
  if (forward.frames === 0 || back.frames === 0) return null;
  if (forward.unsummed >= enough && back.unsummed === 0) return true;
  if (back.unsummed >= enough && forward.unsummed === 0) return false;
  return null;
}

/** The end of this connection on whose host the capture was taken. */
export function vantageOf(flow: Flow): Vantage | null {
  const isForward = isForwardHere(flow);
  const { clientForward } = flow.course;
  if (isForward === null || clientForward === null) return null;
  return isForward === clientForward ? 'client' : 'server';
}

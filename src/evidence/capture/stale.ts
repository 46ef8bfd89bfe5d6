/** A request that was sent into the server's close: the race of a pooled connection with an idle timeout (RFC 9112, section 9). */
import type { Draft } from '#evidence/parser.ts';
import { deedsOf, sideOf } from '#evidence/shape.ts';
import type { Step } from './course.ts';
import { elapsed } from './course.ts';
import { draftOf } from './draft.ts';
import type { Flow } from './flow.ts';

/** Bytes of a segment in the midst of an upload, and seconds within which the next one follows. */
const upload = { length: 500, pause: 1 };

/** The server closed in order after it had answered, and the client sent another request into that and got a RST. */
export function isStale({ course, hasHoles }: Flow): boolean {
  const { close, askedAfterClose: asked, rst } = course;
  if (close === null || !close.fin || asked === null || rst === null || hasHoles) return false;
  const { client, server } = deedsOf(course);
  if (sideOf(course, close) !== 'server' || sideOf(course, rst) !== 'server') return false;
  if (course.hasLeft || isUpload(client.lastData, asked)) return false;
  const [question, answer] = [client.lastData?.line ?? -1, server.lastData?.line ?? -1];
  return question >= 0 && answer > question;
}

/**
 * Whether a payload goes on with what its sender sent before the answer came, a body behind its head included: the answer was
 * early, and no request was lost.
 */
function isUpload(before: Step | null, asked: Step): boolean {
  if (before === null || asked.length < upload.length) return false;
  return (elapsed(before, asked) ?? 0) < upload.pause;
}

/** A request that met the server's FIN, which the general rules take for clearing up. */
export function staleDrafts(flow: Flow): readonly Draft[] {
  const { close, askedAfterClose: asked, rst } = flow.course;
  if (!isStale(flow) || close === null || rst === null) return [];
  const isBare = !rst.ack && rst.window === 0;
  return [
    ...draftOf('fin-before-request', 'yes', [close, asked], 'server'),
    ...draftOf('first-closer', 'server', [close, close], 'server'),
    ...draftOf('rst-shape', isBare ? 'bare-window-0' : null, [rst, rst], 'server'),
  ];
}

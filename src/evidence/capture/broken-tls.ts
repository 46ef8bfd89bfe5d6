/** Whether a connection failed in the handshake of TLS, and what then says nothing. */
import type { Draft } from '#evidence/parser.ts';
import { rstTtl, sideOf } from '#evidence/shape.ts';
import type { Flow } from './flow.ts';
import { ahead } from './half.ts';

/**
 * A TLS handshake that was broken off by an alert, or by the server's close of a connection on which it had the ClientHello (RFC
 * 8446, section 6.2). A close that left the hello unread is one right after the handshake of TCP.
 */
export function failedTls({ tls, course, closeAck }: Flow): boolean {
  const { hello, isDone, alert, isAnswered, isBlind } = tls;
  const { close } = course;
  if (hello === null || isDone) return false;
  if (alert !== null) return true;
  if (close === null || sideOf(course, close) !== 'server' || close.line < hello.step.line)
    return false;
  if (close.forward === hello.step.forward || isBlind) return false;
  if (closeAck !== null && ahead(closeAck, hello.sequence) <= 0) return false;
  // A server that has said its part may close in order for reasons of its own.
  return close.rst || !isAnswered;
}

/** A ClientHello that was never answered, and that nobody refused either. */
export function isSilentHello({ tls, course }: Flow, point: string): boolean {
  if (point !== 'silent-after-handshake' && point !== 'tls-handshake-fails') return false;
  if (tls.hello === null || tls.isAnswered || tls.alert !== null) return false;
  return course.close === null || sideOf(course, course.close) === 'client';
}

/**
 * Whether a draft names an end as the one that closed although it did not decide to: who sends a fatal alert closes, and the other
 * end's FIN only follows; and a RST with a TTL of its own was sent by neither.
 */
export function isNotItsClose({ tls, course }: Flow, { fact }: Draft): boolean {
  if (fact !== 'first-closer' && fact !== 'close-order') return false;
  const { close, rst } = course;
  if (close !== null && close === rst && rstTtl(course) === 'differs') return true;
  return tls.alert !== null && tls.alert.forward !== close?.forward;
}

/** A RST that clears up after a FIN which ended the handshake of TLS. */
export function isOfClearing(
  { course: { close, rst } }: Flow,
  point: string,
  { fact }: Draft,
): boolean {
  return fact === 'rst-shape' && point === 'tls-handshake-fails' && close !== rst;
}

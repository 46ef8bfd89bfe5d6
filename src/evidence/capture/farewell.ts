/**
 * Payload by which an end says goodbye. Sent into the close of the other end, it is no request that was lost: the exchange was
 * complete, and both ends leave.
 */
import type { Frame } from './frame.ts';
import { read16, read32 } from './frame.ts';
import type { Tls } from './tls.ts';
import { recordsOf, recordType } from './tls.ts';

/** Encrypted records up to this size hold no request: an alert, or an HTTP/2 frame like GOAWAY (17 bytes, and 17 of TLS 1.3). */
const smallRecord = 34;

/** Payload of which nothing was captured counts as a request from this size: a small record of TLS with its header stays below. */
const leastUnseen = 40;

/** Frames of HTTP/2 that ask for nothing: RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE (RFC 9113, section 6). */
const idleFrames: ReadonlySet<number> = new Set([3, 4, 6, 7, 8]);

/** Commands by which a client leaves, in text: SMTP, IMAP, FTP, Redis, memcached, IRC. */
const leaving = /^(?:\*1\r\n\$4\r\n)?(?:[\w.]{1,20} )?(?:QUIT|LOGOUT|EXIT|BYE)\b/i;

function isLeaving({ bytes, payloadAt: at, payloadCaptured: captured, length }: Frame): boolean {
  const text = String.fromCharCode(...bytes.subarray(at, at + Math.min(captured, 40)));
  if (leaving.test(text)) return true;
  // PostgreSQL: Terminate. MySQL: COM_QUIT. MQTT: DISCONNECT. WebSocket: a masked close.
  if (length === 5 && captured >= 5) {
    const isTerminate = bytes[at] === 0x58 && read32(bytes, at + 1) === 4;
    const isQuit = read32(bytes, at) === 0x01000000 && bytes[at + 4] === 1;
    if (isTerminate || isQuit) return true;
  }
  if (length === 2 && bytes[at] === 0xe0) return true;
  return bytes[at] === 0x88 && ((bytes[at + 1] ?? 0) & 0x80) !== 0 && length <= 131;
}

/** Whether all of the segment is frames of HTTP/2 that ask for nothing. */
function isIdleFrames({ bytes, payloadAt, payloadCaptured, length }: Frame): boolean {
  let at = payloadAt;
  const end = payloadAt + payloadCaptured;
  while (at + 9 <= end) {
    if (!idleFrames.has(bytes[at + 3] ?? -1)) return false;
    // The highest bit of the stream is reserved, and unset.
    if (((bytes[at + 5] ?? 0) & 0x80) !== 0) return false;
    at += 9 + ((bytes[at] ?? 0) << 16) + read16(bytes, at + 1);
  }
  return at === payloadAt + length;
}

/** Whether payload says goodbye, or may do so for all that was captured of it. */
export function isFarewell(frame: Frame, tls: Tls): boolean {
  const { length, payloadCaptured: captured } = frame;
  if (length === 0) return false;
  if (captured < Math.min(length, 5)) return length < leastUnseen;
  const { records, isWhole } = recordsOf(frame);
  if (records.length > 0 && (isWhole || tls.hello !== null)) {
    return records.every(
      ({ type, length: size }) =>
        type === recordType.alert || (type === recordType.data && size <= smallRecord),
    );
  }
  return isLeaving(frame) || isIdleFrames(frame);
}

/**
 * What the records in the clear show of a TLS handshake (RFC 8446, section 5.1; RFC 5246, section 6.2.1): who began it, whether
 * it was completed, and who broke it off. Only the headers of records are read, as far as the snap length leaves them.
 */
import type { Step } from './course.ts';
import type { Frame } from './frame.ts';
import { read16 } from './frame.ts';

/** The first ClientHello. */
interface Hello {
  /** Its record with the header. */
  readonly bytes: number;
  /** The first segment of it, and where that begins in sequence space. */
  readonly step: Step;
  readonly sequence: number;
}

/** A handshake as far as it was seen. */
export interface Tls {
  hello: Hello | null;
  /** Whether the other end sent payload since. */
  isAnswered: boolean;
  /** Whether the handshake was completed. */
  isDone: boolean;
  /** The first alert that broke it off, in the clear, or of the size of one while nothing but an alert can follow. */
  alert: Step | null;
  /** Ends that changed to encryption, by the direction of the hello. */
  hasChanged: { client: boolean; server: boolean };
  /** Records of the client were cut off by the snap length, so that what they say of the handshake is not known. */
  isBlind: boolean;
}

/** Types of records. */
export const recordType = { change: 20, alert: 21, handshake: 22, data: 23 } as const;

/** Bytes of an alert under TLS 1.3: two, its type, and a tag of 16, or of 8 in a suite for small devices. */
const leastData = 24;

/** Bytes that Finished stays below under TLS 1.2, encrypted by any suite; a second ClientHello or a ServerHello is longer. */
const mostFinished = 100;

/** Records of one segment that are looked at. */
const mostRecords = 20;

/** A connection whose payload was not seen yet. */
export function newTls(): Tls {
  return {
    hello: null,
    isAnswered: false,
    isDone: false,
    alert: null,
    hasChanged: { client: false, server: false },
    isBlind: false,
  };
}

/** A record: its type, the bytes that it states, and where they begin. */
export interface TlsRecord {
  readonly type: number;
  readonly length: number;
  readonly at: number;
}

/** The records that begin in the captured part of the segment, if it begins with one; and whether all of it was seen. */
export function recordsOf({ bytes, payloadAt, payloadCaptured, length }: Frame): {
  readonly records: readonly TlsRecord[];
  readonly isWhole: boolean;
} {
  const records: TlsRecord[] = [];
  const end = payloadAt + payloadCaptured;
  let at = payloadAt;
  while (at + 5 <= end && records.length < mostRecords) {
    const type = bytes[at] ?? 0;
    if (type < recordType.change || type > recordType.data || bytes[at + 1] !== 3) break;
    const size = read16(bytes, at + 3);
    records.push({ type, length: size, at: at + 5 });
    at += 5 + size;
  }
  return { records, isWhole: at >= payloadAt + length };
}

function isHello({ bytes, payloadAt, payloadCaptured }: Frame, { type, at, length }: TlsRecord) {
  if (type !== recordType.handshake || payloadAt + payloadCaptured <= at) return false;
  if (bytes[at] !== 1) return false;
  // The message fills the record, or goes on in the next one when it is longer than a record may be.
  const isLong = payloadAt + payloadCaptured >= at + 4;
  return !isLong || ((bytes[at + 1] ?? 0) << 16) + read16(bytes, at + 2) + 4 >= length;
}

function takeRecord(tls: Tls, frame: Frame, step: Step, record: TlsRecord, isClient: boolean) {
  const { type, length, at } = record;
  const { client, server } = tls.hasChanged;
  if (type === recordType.change) tls.hasChanged[isClient ? 'client' : 'server'] = true;
  if (type === recordType.handshake && client && server && length <= mostFinished) {
    tls.isDone = true;
  }
  if (type === recordType.data) {
    // The client's first under TLS 1.3 is Finished, and its first under TLS 1.2 comes after that.
    if (isClient ? length > leastData : client && server) tls.isDone = true;
    else if (isClient && !tls.isDone) tls.alert ??= step;
  }
  const isPlain = type === recordType.alert && length === 2;
  const isCaptured = at < frame.payloadAt + frame.payloadCaptured;
  if (isPlain && isCaptured && frame.bytes[at] === 2) tls.alert ??= step;
}

/**
 * Takes a segment with payload, before an end has closed: what is said after that answers the close.
 *
 * @returns what is noteworthy of the segment
 */
export function takeTls(tls: Tls, frame: Frame, step: Step): 'client-hello' | 'tls-alert' | null {
  if (frame.length === 0 || tls.isDone) return null;
  const { hello } = tls;
  if (hello === null && frame.bytes[frame.payloadAt] !== recordType.handshake) return null;
  const { records, isWhole } = recordsOf(frame);
  const [first] = records;
  if (hello === null) {
    if (first === undefined || !isHello(frame, first)) return null;
    tls.hello = { bytes: first.length + 5, step, sequence: frame.sequence };
    return 'client-hello';
  }
  const isClient = step.forward === hello.step.forward;
  const isOfHello = isClient && !tls.isAnswered;
  if (!isClient) tls.isAnswered = true;
  else if (!isWhole && !isOfHello) tls.isBlind = true;
  // The rest of a long hello begins with no record.
  const hadAlert = tls.alert !== null;
  for (const record of records) takeRecord(tls, frame, step, record, isClient);
  return !hadAlert && tls.alert !== null ? 'tls-alert' : null;
}

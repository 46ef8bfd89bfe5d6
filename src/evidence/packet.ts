/** One TCP segment as a listing shows it, whatever program printed it. */

/** A segment. A missing figure is null: listings leave out much. */
export interface Packet {
  /** 0-based line. */
  readonly line: number;
  /** Seconds on the clock of the listing. */
  readonly time: number | null;
  /** Address and port, `10.0.0.1:80`; the port is empty where a listing shows none. */
  readonly from: string;
  readonly to: string;
  readonly syn: boolean;
  readonly ack: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
  /** Bytes of payload. */
  readonly length: number;
  readonly sequence: number | null;
  readonly window: number | null;
  readonly ttl: number | null;
  /** True when the listing marks the segment as a retransmission. */
  readonly again: boolean;
  /** What the listing says of TLS in the payload: application data, a fatal alert in the clear, or anything else of it. */
  readonly tls?: 'data' | 'fatal-alert' | 'other';
}

const clock = /^(?:(\d{1,2}):(\d{2}):)?(\d{1,12}(?:\.\d{1,9})?)$/;

/** Seconds of `12:26:12.480238` or `0.000147`; null when it is no time. */
export function secondsOf(text: string): number | null {
  const found = clock.exec(text);
  if (found === null) return null;
  return Number(found[1] ?? 0) * 3600 + Number(found[2] ?? 0) * 60 + Number(found[3]);
}

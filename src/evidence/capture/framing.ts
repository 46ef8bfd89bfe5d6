/** What the readers of the two file formats have in common: they take bytes and hand out frames. */
import type { CaptureFormat } from './report.ts';
import type { CaptureTroubleKey } from '#evidence/reading.ts';

/** A frame as the file holds it. One object is filled again for each. */
export interface Record {
  bytes: Uint8Array;
  at: number;
  captured: number;
  /** Bytes on the wire. */
  wire: number;
  /** Seconds since the first frame. */
  time: number;
  link: number;
  /** 1 sent, 0 received, -1 not said. */
  outward: number;
}

/** Who takes the frames. */
export interface Sink {
  readonly frame: (record: Record) => void;
  readonly trouble: (key: CaptureTroubleKey, amount: number) => void;
  /** Seconds since 1970 of the first frame. */
  readonly begin: (seconds: number) => void;
  /** Packets that the file says were dropped before they could be written; called with more than 0. */
  readonly drop: (packets: number) => void;
}

/** What became of an attempt to read at some place. */
export type Step =
  /** Bytes were read; `skip` more can be passed over unseen. */
  | { readonly kind: 'read'; readonly bytes: number; readonly skip: number }
  /** So many bytes have to be there. */
  | { readonly kind: 'need'; readonly bytes: number }
  /** Nothing of what follows can be read. */
  | { readonly kind: 'stop' };

/** A reader of one format. */
export interface Framing {
  readonly kind: CaptureFormat['kind'];
  /** Reads one header, record or block. */
  readonly step: (bytes: Uint8Array, at: number, end: number) => Step;
  readonly format: () => CaptureFormat;
}

/** An attempt that read something. */
export function didRead(bytes: number, skip = 0): Step {
  return { kind: 'read', bytes, skip };
}

/** An attempt that lacks bytes. */
export function needs(bytes: number): Step {
  return { kind: 'need', bytes };
}

/** The end of what can be read. */
export const stop: Step = { kind: 'stop' };

/** Two or four bytes, unsigned, in either order. */
export interface Order {
  readonly u16: (bytes: Uint8Array, at: number) => number;
  readonly u32: (bytes: Uint8Array, at: number) => number;
}

/** Network order. */
export const bigEndian: Order = {
  u16: (bytes, at) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0),
  u32: (bytes, at) =>
    (((bytes[at] ?? 0) << 24) |
      ((bytes[at + 1] ?? 0) << 16) |
      ((bytes[at + 2] ?? 0) << 8) |
      (bytes[at + 3] ?? 0)) >>>
    0,
};

/** The order of x86 and most ARM hosts. */
export const littleEndian: Order = {
  u16: (bytes, at) => ((bytes[at + 1] ?? 0) << 8) | (bytes[at] ?? 0),
  u32: (bytes, at) =>
    (((bytes[at + 3] ?? 0) << 24) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 1] ?? 0) << 8) |
      (bytes[at] ?? 0)) >>>
    0,
};

/** Bytes that a frame may have: libpcap's limit is 262,144 (MAXIMUM_SNAPLEN); a longer one is a damaged length. */
export const longestFrame = 1 << 20;

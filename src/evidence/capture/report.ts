/**
 * What the room hands over of a packet capture: the same evidence as of a paste, with frame numbers in place of line
 * numbers, and the connections worth looking at. Frames count from 1 as in Wireshark.
 */
import type { Evidence } from '#evidence/reading.ts';
import type { CaptureGist } from './gist.ts';

/** What kind of file it was. */
export interface CaptureFormat {
  readonly kind: 'pcap' | 'pcapng';
  /** Names of the link types of its interfaces, each once: `Ethernet`, `Linux cooked v2`, `link type 147`. */
  readonly linkTypes: readonly string[];
  /** Seconds of one tick of its clock: 1e-6, 1e-9; the coarsest when interfaces differ; null when none is stated. */
  readonly resolution: number | null;
}

/** One end of a connection. */
export interface CaptureEnd {
  /** `10.0.0.1`, `2001:db8::1`. */
  readonly address: string;
  readonly port: number;
}

/** Why a connection is listed, worst first; `worthMessages` has a sentence for each. */
export type WorthKey =
  | 'syn-unanswered'
  | 'syn-refused'
  | 'icmp-rejected'
  | 'closed-after-handshake'
  | 'silent-after-handshake'
  | 'tls-handshake-fails'
  | 'dead-after-idle'
  | 'reset-mid-stream'
  | 'stall-mid-stream'
  | 'rst-injected'
  | 'rst-of-other-flow'
  | 'gave-up'
  | 'zero-window'
  | 'large-segments-lost'
  | 'path-mtu'
  | 'answered-late'
  | 'synack-repeated'
  | 'window-scale-altered'
  | 'timestamps-go-back'
  | 'retransmissions'
  | 'no-data'
  | 'quiet-period'
  | 'rst';

/** What a row of a ladder shows beyond its figures; `noteMessages` has the words. */
export type NoteKey =
  | 'syn-again'
  | 'synack-again'
  | 'again'
  | 'keepalive'
  | 'probe'
  | 'zero-window'
  | 'window-opens'
  | 'duplicate-ack'
  | 'after-quiet'
  | 'foreign-ttl'
  | 'client-hello'
  | 'tls-alert'
  | 'timestamp-back'
  | 'icmp'
  | 'after-close';

/** A segment of a ladder, or an ICMP error about the connection. */
export interface CaptureSegment {
  readonly kind: 'segment';
  readonly frame: number;
  /** Seconds since the first frame of the connection. */
  readonly time: number;
  /** True when it goes from the first of `ends` to the second. */
  readonly forward: boolean;
  /** `SYN`, `SYN ACK`, `PSH ACK`, `RST`; `ICMP` for an error message. */
  readonly flags: string;
  /** Bytes of payload. */
  readonly length: number;
  /** Relative to the first sequence number seen of its sender; null when unknown. */
  readonly sequence: number | null;
  /** Relative to the first sequence number seen of the other end; null without ACK. */
  readonly acknowledgement: number | null;
  /** In bytes: scaled when the handshake shows the scale; null for ICMP. */
  readonly window: number | null;
  readonly note: NoteKey | null;
}

/** Segments that a ladder leaves out. */
export interface CaptureElision {
  readonly kind: 'elision';
  readonly segments: number;
  /** Bytes of payload in them. */
  readonly bytes: number;
}

/** One row of a ladder. */
export type LadderRow = CaptureSegment | CaptureElision;

/** One connection as the capture shows it. */
export interface CaptureConnection {
  /** Client first when `clientKnown`; else in the order in which they appear. */
  readonly ends: readonly [CaptureEnd, CaptureEnd];
  /** True when the handshake shows who began. */
  readonly clientKnown: boolean;
  /** First and last frame. */
  readonly frame: number;
  readonly lastFrame: number;
  /** Seconds since the first frame of the capture. */
  readonly start: number;
  /** Seconds from the first to the last frame. */
  readonly duration: number;
  /** Frames and bytes (of the frames as they were on the wire) from each end. */
  readonly frames: readonly [number, number];
  readonly bytes: readonly [number, number];
  /** Why it is listed, worst first; empty when nothing is wrong with it. */
  readonly worth: readonly WorthKey[];
  /** Indexes into `readings`: what it supports, whether or not another connection was first to. */
  readonly readings: readonly number[];
  /** Up to 60 rows. */
  readonly segments: readonly LadderRow[];
}

/** Everything that was read from one capture. `lines` is the number of frames, too. */
export interface CaptureEvidence extends Evidence {
  readonly format: CaptureFormat;
  readonly frames: number;
  /** Seconds from the first frame to the last. */
  readonly duration: number;
  /** Seconds since 1970 of the first frame; null when there is none. */
  readonly began: number | null;
  /** Those worth looking at, worst first; at most 200. Those with nothing wrong follow only while there is room. */
  readonly connections: readonly CaptureConnection[];
  /** Connections in the capture, listed or not. */
  readonly total: number;
  /** What a comparison with a capture of the other end needs. */
  readonly gist: CaptureGist;
}

/** Takes a capture in pieces of any size. */
export interface CaptureReader {
  /** Reads the next bytes of the file. The reader keeps no reference to the chunk. */
  readonly push: (chunk: Uint8Array) => void;
  /** Ends the file; call it once. */
  readonly end: () => CaptureEvidence;
}

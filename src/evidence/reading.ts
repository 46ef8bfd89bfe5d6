/**
 * What the evidence room hands over: readings with provenance. A reading is one thing that a parser recognized in a
 * paste. It is not yet an observation: the wizard believes it only when its side is plain or the user has stated it.
 *
 * The room imports nothing and knows no catalog; the ids in `finding` and the words in `value` are checked against the
 * catalog by `tests/scenarios/vocabulary.test.ts`.
 */

/** Whose host or process a reading speaks of. Evidence from one host never speaks for another. */
export type Side = 'client' | 'server' | 'proxy' | 'unknown';

/** One recognized fact with the place that it came from. */
export interface Reading {
  /** Name of the fact, stable and readable: `kernel`, `nofile`, `sysctl net.core.somaxconn`, `jdk`, `netty`, `error`, `packet-shape`. */
  readonly fact: string;
  /** Canonical value: `3.0.13-0.27-default`, `999999`, `7u25`, `econnreset`. */
  readonly value: string;
  /** The finding that this answers, or null for a machine fact that no question asks for. */
  readonly finding: string | null;
  readonly side: Side;
  /** Why the side is what it is: stated for the whole paste, plain from the text itself, or not known. */
  readonly sideFrom: 'stated' | 'inferred' | 'none';
  /** First and last line in the paste, 1-based. */
  readonly line: number;
  readonly lastLine: number;
  /** The text of the first line as pasted, cut to 400 characters, control characters removed. */
  readonly text: string;
  /** Name of the parser: the file name without extension. */
  readonly parser: string;
}

/** Two or more readings of one fact and side whose values cannot both hold; the user decides. */
export interface Conflict {
  readonly fact: string;
  readonly finding: string | null;
  readonly side: Side;
  /** Indexes into `readings`. */
  readonly readings: readonly number[];
}

/** A stretch of lines that no parser knows. Prose is kept here without complaint. */
export interface Unread {
  readonly line: number;
  readonly lastLine: number;
}

/** Problems of packet captures. */
export type CaptureTroubleKey =
  /** The file ends inside a record; amount: bytes that are missing. */
  | 'capture-truncated'
  /** A length that cannot be; what follows was not read; amount: the length. */
  | 'capture-length'
  /** No capture at all, or of an unknown version; amount: its version. */
  | 'capture-header'
  /** Compressed by something that is not read; amount: bytes. */
  | 'capture-compressed'
  /** Frames of a link type that is not read; amount: the link type. */
  | 'capture-link-type'
  /** Blocks of an unknown type were passed over; amount: how many. */
  | 'capture-block'
  /** Frames whose headers are cut off or damaged; amount: how many. */
  | 'capture-damaged-frames'
  /** Frames in a tunnel that is not looked into (VXLAN, IPIP, GRE, ...); amount: how many. */
  | 'capture-tunnel'
  /** Frames but no TCP; amount: frames. */
  | 'capture-no-tcp'
  /** No frame at all; amount: 0. */
  | 'capture-no-frames'
  /** More connections than are held at once; amount: those judged before their end. */
  | 'capture-connections'
  /** Only one direction was captured; amount: connections of which that holds. */
  | 'capture-one-way';

/** A problem with the input as a whole; `key` names the message in `messages.ts`. */
export interface Trouble {
  readonly key: 'empty' | 'too-large' | 'binary' | 'long-line' | CaptureTroubleKey;
  /** Line, or frame of a capture, that the trouble begins at, 1-based; 0 for the whole input. */
  readonly line: number;
  /** A figure for the message: bytes, characters. */
  readonly amount: number;
}

/** Everything that was read from one paste. */
export interface Evidence {
  readonly readings: readonly Reading[];
  readonly conflicts: readonly Conflict[];
  readonly unread: readonly Unread[];
  readonly troubles: readonly Trouble[];
  /** Number of lines in the paste. */
  readonly lines: number;
}

/** One frame while it is decoded: a single object that is filled again for each, so that millions of frames cost no memory. */

/** Bits of the TCP flags byte (RFC 9293, section 3.1). */
export const tcpFlag = {
  fin: 0x01,
  syn: 0x02,
  rst: 0x04,
  psh: 0x08,
  ack: 0x10,
  urg: 0x20,
  ece: 0x40,
  cwr: 0x80,
} as const;

/** What a frame turned out to be. */
export type FrameKind =
  'tcp' | 'icmp' | 'other' | 'damaged' | 'tunnel' | 'fragment' | 'unknown-link';

/** An end of a segment: an address of four words (IPv4 in the last, with `isV6` unset) and a port. */
export interface Endpoint {
  a: number;
  b: number;
  c: number;
  d: number;
  port: number;
}

/** The frame that is being decoded. Unsigned 32-bit figures are plain numbers; -1 stands for what is not there. */
export interface Frame {
  bytes: Uint8Array;
  /** Number of the frame, from 0. */
  number: number;
  /** Seconds since the first frame of the capture. */
  time: number;
  /** Bytes on the wire. */
  wire: number;
  /** 1 sent by the capturing host, 0 received by it, -1 unknown. */
  outward: number;
  /** True on a loopback interface: both ends are the same host. */
  isLoopback: boolean;
  isV6: boolean;
  readonly from: Endpoint;
  readonly to: Endpoint;
  ttl: number;
  /** -1 in IPv6. */
  ipId: number;
  flags: number;
  sequence: number;
  acknowledgement: number;
  /** As it stands in the header, not scaled. */
  window: number;
  /** Bytes of payload on the wire. */
  length: number;
  /** Where the payload begins and how much of it was captured. */
  payloadAt: number;
  payloadCaptured: number;
  mss: number;
  /** -1 without the option. */
  windowScale: number;
  hasTimestamps: boolean;
  timestamp: number;
  /** First SACK block, or -1. */
  sackLeft: number;
  sackRight: number;
  /** True when the options of TCP are cut off. */
  isCut: boolean;
  /** TCP Fast Open option, with a cookie or asking for one. */
  hasFastOpen: boolean;
  /** True when the TCP checksum is only the sum of the pseudo header: the sender's card was to fill it in. */
  isUnsummed: boolean;
  /** Of an ICMP error: its type and code, who sent it, and the MTU that it states (0 without). */
  icmpType: number;
  icmpCode: number;
  readonly icmpFrom: Endpoint;
  icmpMtu: number;
}

function newEndpoint(): Endpoint {
  return { a: 0, b: 0, c: 0, d: 0, port: 0 };
}

/** An empty frame. */
export function newFrame(): Frame {
  return {
    bytes: new Uint8Array(0),
    number: 0,
    time: 0,
    wire: 0,
    outward: -1,
    isLoopback: false,
    isV6: false,
    from: newEndpoint(),
    to: newEndpoint(),
    ttl: 0,
    ipId: -1,
    flags: 0,
    sequence: 0,
    acknowledgement: 0,
    window: 0,
    length: 0,
    payloadAt: 0,
    payloadCaptured: 0,
    mss: -1,
    windowScale: -1,
    hasTimestamps: false,
    timestamp: 0,
    sackLeft: -1,
    sackRight: -1,
    isCut: false,
    hasFastOpen: false,
    isUnsummed: false,
    icmpType: -1,
    icmpCode: -1,
    icmpFrom: newEndpoint(),
    icmpMtu: 0,
  };
}

/** Two bytes in network order. The caller has checked the bounds. */
export function read16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** Four bytes in network order, unsigned. */
export function read32(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] ?? 0) << 24) |
      ((bytes[at + 1] ?? 0) << 16) |
      ((bytes[at + 2] ?? 0) << 8) |
      (bytes[at + 3] ?? 0)) >>>
    0
  );
}

/**
 * What a comparison with a capture of the other end needs of a capture: its connections in a few words each, in bounded number.
 * Plain data. It holds addresses, and stays where the capture's connections stay.
 */
import type { Side } from '#evidence/reading.ts';
import { deedsOf } from '#evidence/shape.ts';
import { endOf } from './address.ts';
import type { Deeds } from './course.ts';
import type { Flow } from './flow.ts';
import type { Sighting } from './marks.ts';
import type { CaptureEnd } from './report.ts';
import type { Vantage } from './vantage.ts';

/** One RST, by who seems to have sent it. */
export interface RstGist {
  readonly line: number;
  readonly time: number;
  readonly from: Vantage;
  readonly sequence: number;
  readonly ttl: number;
  readonly outward: number;
}

/** A figure of each end. */
export interface OfEnds<T> {
  readonly client: T;
  readonly server: T;
}

/** One connection whose SYN the capture holds. */
export interface ConnectionGist {
  readonly client: CaptureEnd;
  readonly server: CaptureEnd;
  /** Where it failed; null when it did not plainly fail. */
  readonly point: string | null;
  readonly syn: Readonly<Sighting>;
  readonly synAck: Readonly<Sighting> | null;
  /** There is nothing but SYNs of the client. */
  readonly isOnlySyn: boolean;
  /** The client's answer to the SYN-ACK is there, as a packet of its own without payload. */
  readonly isAcked: boolean;
  /** The client answered the SYN-ACK in whatever way. */
  readonly isEstablished: boolean;
  readonly hasHoles: boolean;
  /** The first RST, when it was what closed the connection. */
  readonly closingRst: RstGist | null;
  /** The first RSTs, and how many there are of each end. */
  readonly rsts: readonly RstGist[];
  readonly resets: OfEnds<number>;
  /** TTL of all that an end sent besides RSTs; null when it varies or nothing was seen. */
  readonly ttl: OfEnds<number | null>;
  /** One past the highest byte that an end sent. */
  readonly sent: OfEnds<number | null>;
  /** Where the capture was taken, when the connection shows it. */
  readonly vantage: Vantage | null;
}

/** What a comparison needs of a capture. */
export interface CaptureGist {
  /** The side that it was taken on, when somebody said so. */
  readonly stated: Side | null;
  /** Failing connections first. */
  readonly connections: readonly ConnectionGist[];
  /** Sequence numbers of the SYNs of all connections, listed above or not. */
  readonly syns: readonly number[];
  /** Whether what is not in it was not on the wire: nothing was dropped, cut off, hidden in a tunnel, or too much to hold. */
  readonly isWhole: boolean;
  /** Whether it holds connections with packets of both ends. */
  readonly isTwoWay: boolean;
  readonly frames: number;
  /** Seconds from the first frame to the last. */
  readonly duration: number;
}

/** Connections that failed, and others, that are kept of one capture. */
const mostFailing = 2000;
const mostOthers = 2000;

/** SYNs that are kept of one capture: eight bytes each. */
const mostSyns = 100_000;

/** Share of connections that may acknowledge what the capture does not hold: queues of a card swap neighbors now and then. */
const leastHeld = 1 / 200;

/** What only the reader of the file knows. */
export interface Held {
  readonly frames: number;
  readonly duration: number;
  /** Whether every frame could be read, and none was dropped. */
  readonly isWhole: boolean;
}

/** Takes connections as they end. */
export interface Gists {
  readonly take: (flow: Flow, point: string | null, vantage: Vantage | null) => void;
  readonly finish: (held: Held) => CaptureGist;
}

function ttlOf({ ttl }: Deeds): number | null {
  return ttl !== null && ttl.high === ttl.low ? ttl.low : null;
}

function gistOf(
  flow: Flow,
  syn: Sighting,
  point: string | null,
  vantage: Vantage | null,
): ConnectionGist {
  const { course, marks, forward, back, isV6 } = flow;
  const isTurned = course.clientForward === false;
  const ends = [endOf(flow.from, isV6), endOf(flow.to, isV6)] as const;
  const [client, server] = isTurned ? [ends[1], ends[0]] : ends;
  const [near, far] = isTurned ? [back, forward] : [forward, back];
  const deeds = deedsOf(course);
  const { handshakeEnd: end, rst } = course;
  const rsts = marks.rsts.map(({ forward: isForward, ...one }) => ({
    ...one,
    from: isForward === isTurned ? ('server' as const) : ('client' as const),
  }));
  const [resetsForward, resetsBack] = marks.resets;
  return {
    client,
    server,
    point,
    syn,
    synAck: marks.synAck,
    isOnlySyn: course.isOnlySyn,
    isAcked: end?.length === 0 && !end.fin,
    isEstablished: end !== null,
    hasHoles: flow.hasHoles,
    closingRst: rst !== null && rst === course.close ? (rsts[0] ?? null) : null,
    rsts,
    resets: isTurned
      ? { client: resetsBack, server: resetsForward }
      : { client: resetsForward, server: resetsBack },
    ttl: { client: ttlOf(deeds.client), server: ttlOf(deeds.server) },
    sent: { client: near.next, server: far.next },
    vantage,
  };
}

/** @param stated the side that the capture was taken on, when the user said so */
export function newGists(stated: Side | undefined): Gists {
  const failing: ConnectionGist[] = [];
  const others: ConnectionGist[] = [];
  const syns: number[] = [];
  const tally = { connections: 0, unseen: 0, twoWay: 0, isFull: false };

  const take: Gists['take'] = (flow, point, vantage) => {
    const { marks, course, forward, back } = flow;
    tally.connections += 1;
    if (marks.hasUnseen) tally.unseen += 1;
    if (forward.frames > 0 && back.frames > 0) tally.twoWay += 1;
    if (marks.syn === null) return;
    if (syns.length >= mostSyns) tally.isFull = true;
    else syns.push(marks.syn.sequence);
    if (marks.isOdd || course.clientForward === null || flow.isLoopback) return;
    const [list, most] = point === null ? [others, mostOthers] : [failing, mostFailing];
    if (list.length < most) list.push(gistOf(flow, marks.syn, point, vantage));
  };

  return {
    take,
    finish: ({ frames, duration, isWhole }) => ({
      stated: stated ?? null,
      connections: [...failing, ...others],
      syns,
      isWhole: isWhole && !tally.isFull && tally.unseen <= tally.connections * leastHeld,
      isTwoWay: tally.twoWay > 0,
      frames,
      duration,
    }),
  };
}

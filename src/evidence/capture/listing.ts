/** The connections that are handed over: the worst first, in a bounded number. */
import { addressText, endOf, endText } from './address.ts';
import type { Flow } from './flow.ts';
import { rowsOf } from './ladder.ts';
import type { CaptureConnection, CaptureSegment, WorthKey } from './report.ts';

/** Connections that are listed. */
export const mostListed = 200;

/** Worth by rank: the order in which `WorthKey` names them. */
const ranks: readonly WorthKey[] = [
  'syn-unanswered',
  'syn-refused',
  'icmp-rejected',
  'closed-after-handshake',
  'silent-after-handshake',
  'tls-handshake-fails',
  'dead-after-idle',
  'reset-mid-stream',
  'stall-mid-stream',
  'rst-injected',
  'rst-of-other-flow',
  'gave-up',
  'zero-window',
  'large-segments-lost',
  'path-mtu',
  'answered-late',
  'synack-repeated',
  'window-scale-altered',
  'timestamps-go-back',
  'retransmissions',
  'no-data',
  'quiet-period',
  'rst',
];

/** A connection with the keys of what it said, until the readings are numbered. */
export interface Listed {
  readonly connection: CaptureConnection;
  readonly rank: number;
  readonly keys: readonly string[];
}

/** How bad it is; those with nothing wrong come last. */
export function rankOf(worth: readonly WorthKey[]): number {
  const [first] = worth;
  return first === undefined ? ranks.length : ranks.indexOf(first);
}

/** The connection as it is handed over, without its readings. */
export function connectionOf(flow: Flow, worth: readonly WorthKey[]): CaptureConnection {
  const { forward, back, course, isV6 } = flow;
  const isTurned = course.clientForward === false;
  const [first, second] = isTurned ? [back, forward] : [forward, back];
  const ends = [endOf(flow.from, isV6), endOf(flow.to, isV6)] as const;
  return {
    ends: isTurned ? [ends[1], ends[0]] : ends,
    clientKnown: course.clientForward !== null,
    frame: flow.firstLine + 1,
    lastFrame: flow.lastLine + 1,
    start: flow.start,
    duration: flow.last - flow.start,
    frames: [first.frames, second.frames],
    bytes: [first.bytes, second.bytes],
    worth,
    readings: [],
    segments: rowsOf(flow.ladder, isTurned),
  };
}

/** Keeps the worst, in bounded space. */
export function newListing(): {
  readonly add: (listed: Listed) => void;
  /** Whether one of this rank would be kept. */
  readonly wants: (rank: number) => boolean;
  readonly worst: () => readonly Listed[];
} {
  let all: Listed[] = [];
  let limit = Number.POSITIVE_INFINITY;
  const trim = (): void => {
    all = all
      .sort((a, b) => a.rank - b.rank || a.connection.frame - b.connection.frame)
      .slice(0, mostListed);
    if (all.length === mostListed) limit = all.at(-1)?.rank ?? limit;
  };
  return {
    wants: (rank) => rank < limit || all.length < mostListed,
    add: (listed) => {
      all.push(listed);
      if (all.length >= 2 * mostListed) trim();
    },
    worst: () => {
      trim();
      return all;
    },
  };
}

function rowText(row: CaptureSegment): string {
  const figures = [
    row.sequence === null ? '' : `, seq ${row.sequence}`,
    row.acknowledgement === null ? '' : `, ack ${row.acknowledgement}`,
    row.window === null ? '' : `, win ${row.window}`,
  ];
  return `${row.flags}${figures.join('')}, length ${row.length}`;
}

/** One line about a frame of a connection: what a reading shows as its text. */
export function frameText(flow: Flow, line: number): string {
  const { head, notes, tail } = flow.ladder;
  const rows = [...head, ...notes.map(({ row }) => row), ...tail.map(({ row }) => row)];
  const row = rows.find(({ frame }) => frame === line + 1);
  const ends = [flow.from, flow.to].map((end) => endText(endOf(end, flow.isV6)));
  const isBack = row?.forward === false && row.note !== 'icmp';
  const [from = '', to = ''] = isBack ? ends.reverse() : ends;
  const time = (flow.start + (row?.time ?? 0)).toFixed(6);
  const error = flow.icmp.find((icmp) => icmp.line === line);
  if (error !== undefined) {
    const { by, isV6, type, code, mtu } = error;
    const size = mtu > 0 ? `, mtu ${mtu}` : '';
    return `${time} ${addressText(by, isV6)} > ${from}: ICMP type ${type} code ${code}${size} about ${to}`;
  }
  return `${time} ${from} > ${to}${row === undefined ? '' : ` ${rowText(row)}`}`;
}

/** The hosts of a connection: client and server when they are known. */
export function hostsOf(flow: Flow): { readonly client: string; readonly server: string } {
  const [from, to] = [flow.from, flow.to].map((end) => addressText(end, flow.isV6));
  return flow.course.clientForward === false
    ? { client: to ?? '', server: from ?? '' }
    : { client: from ?? '', server: to ?? '' };
}

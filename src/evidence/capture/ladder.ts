/** The rows of a connection that are shown: its beginning, its end, and what is noteworthy between. */
import type { Frame } from './frame.ts';
import { tcpFlag } from './frame.ts';
import type { Half } from './half.ts';
import type { CaptureSegment, LadderRow, NoteKey } from './report.ts';

/** Rows that are kept: 60 with the elisions between them. */
const mostHead = 16;
const mostNotes = 12;
const mostTail = 16;

/** Rows while the connection goes on. */
export interface Ladder {
  readonly head: CaptureSegment[];
  readonly notes: Placed[];
  /** The last rows in a ring. */
  readonly tail: Placed[];
  count: number;
  bytes: number;
}

interface Placed {
  /** Number of the row in the connection, and bytes of payload before it. */
  readonly at: number;
  readonly before: number;
  readonly row: CaptureSegment;
}

/** A ladder without rows. */
export function newLadder(): Ladder {
  return { head: [], notes: [], tail: [], count: 0, bytes: 0 };
}

const flagNames: readonly (readonly [number, string])[] = [
  [tcpFlag.syn, 'SYN'],
  [tcpFlag.fin, 'FIN'],
  [tcpFlag.rst, 'RST'],
  [tcpFlag.psh, 'PSH'],
  [tcpFlag.ack, 'ACK'],
  [tcpFlag.urg, 'URG'],
];

/** Names by the low six bits: made once. */
const flagTexts = Array.from({ length: 64 }, (_, bits) =>
  flagNames
    .filter(([bit]) => (bits & bit) !== 0)
    .map(([, name]) => name)
    .join(' '),
);

function add(ladder: Ladder, row: CaptureSegment): void {
  const at = ladder.count;
  const before = ladder.bytes;
  ladder.count += 1;
  ladder.bytes += row.length;
  if (at < mostHead) {
    ladder.head.push(row);
    return;
  }
  const placed = { at, before, row };
  ladder.tail[at % mostTail] = placed;
  const last = ladder.notes.at(-1);
  if (row.note !== null && ladder.notes.length < mostNotes && last?.row.note !== row.note) {
    ladder.notes.push(placed);
  }
}

/** Adds a segment. */
export function addSegment(
  ladder: Ladder,
  frame: Frame,
  place: {
    readonly time: number;
    readonly forward: boolean;
    readonly sender: Half;
    readonly receiver: Half;
    readonly note: NoteKey | null;
  },
): void {
  const { sender, receiver } = place;
  add(ladder, {
    kind: 'segment',
    frame: frame.number + 1,
    time: place.time,
    forward: place.forward,
    flags: flagTexts[frame.flags & 0x3f] ?? '',
    length: frame.length,
    sequence: sender.base === null ? null : (frame.sequence - sender.base) | 0,
    acknowledgement:
      (frame.flags & tcpFlag.ack) === 0 || receiver.base === null
        ? null
        : (frame.acknowledgement - receiver.base) | 0,
    window:
      (frame.flags & (tcpFlag.syn | tcpFlag.rst)) === 0
        ? frame.window * 2 ** (sender.scale ?? 0)
        : frame.window,
    note: place.note,
  });
}

/** Adds an ICMP error about a segment of the connection. */
export function addIcmp(ladder: Ladder, frame: Frame, time: number, forward: boolean): void {
  add(ladder, {
    kind: 'segment',
    frame: frame.number + 1,
    time,
    forward,
    flags: 'ICMP',
    length: 0,
    sequence: null,
    acknowledgement: null,
    window: null,
    note: 'icmp',
  });
}

/**
 * The rows with elisions between them.
 *
 * @param isTurned whether the ends are shown in the other order
 */
export function rowsOf(ladder: Ladder, isTurned: boolean): readonly LadderRow[] {
  const turn = (row: CaptureSegment): CaptureSegment =>
    isTurned ? { ...row, forward: !row.forward } : row;
  const rows: LadderRow[] = ladder.head.map(turn);
  const inTail = new Set(ladder.tail.map(({ at }) => at));
  const rest = [...ladder.notes.filter(({ at }) => !inTail.has(at)), ...ladder.tail].sort(
    (a, b) => a.at - b.at,
  );
  let next = ladder.head.length;
  let bytes = ladder.head.reduce((sum, { length }) => sum + length, 0);
  for (const { at, before, row } of rest) {
    if (at > next) rows.push({ kind: 'elision', segments: at - next, bytes: before - bytes });
    rows.push(turn(row));
    next = at + 1;
    bytes = before + row.length;
  }
  return rows;
}

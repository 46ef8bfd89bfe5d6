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
  readonly head: Writable[];
  readonly notes: Placed[];
  /** The last rows in a ring. */
  readonly tail: Placed[];
  count: number;
  bytes: number;
}

/** A row and its place. Those of the ring are filled again, so that a long connection makes no garbage. */
interface Placed {
  /** Number of the row in the connection, and bytes of payload before it. */
  at: number;
  before: number;
  readonly row: Writable;
}

type Writable = { -readonly [Key in keyof CaptureSegment]: CaptureSegment[Key] };

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

function emptyRow(): Writable {
  return {
    kind: 'segment',
    frame: 0,
    time: 0,
    forward: true,
    flags: '',
    length: 0,
    sequence: null,
    acknowledgement: null,
    window: null,
    note: null,
  };
}

/** The row to fill next: a new one at the head, one of the ring after it. */
function nextRow(ladder: Ladder): Writable {
  const at = ladder.count;
  ladder.count += 1;
  if (at < mostHead) {
    const row = emptyRow();
    ladder.head.push(row);
    return row;
  }
  const placed = (ladder.tail[at % mostTail] ??= { at, before: 0, row: emptyRow() });
  placed.at = at;
  placed.before = ladder.bytes;
  return placed.row;
}

/** Keeps a copy of a noteworthy row, which the ring will overwrite. */
function noteRow(ladder: Ladder, row: Writable): void {
  ladder.bytes += row.length;
  if (row.note === null || ladder.count <= mostHead || ladder.notes.length >= mostNotes) return;
  if (ladder.notes.at(-1)?.row.note === row.note) return;
  ladder.notes.push({ at: ladder.count - 1, before: ladder.bytes - row.length, row: { ...row } });
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
  const isUnscaled = (frame.flags & (tcpFlag.syn | tcpFlag.rst)) !== 0;
  const hasAck = (frame.flags & tcpFlag.ack) !== 0 && receiver.base !== null;
  const row = nextRow(ladder);
  row.frame = frame.number + 1;
  row.time = place.time;
  row.forward = place.forward;
  row.flags = flagTexts[frame.flags & 0x3f] ?? '';
  row.length = frame.length;
  row.sequence = sender.base === null ? null : (frame.sequence - sender.base) | 0;
  row.acknowledgement = hasAck ? (frame.acknowledgement - (receiver.base ?? 0)) | 0 : null;
  row.window = isUnscaled ? frame.window : frame.window * 2 ** (sender.scale ?? 0);
  row.note = place.note;
  noteRow(ladder, row);
}

/** Adds an ICMP error about a segment of the connection. */
export function addIcmp(ladder: Ladder, frame: Frame, time: number, forward: boolean): void {
  const row = nextRow(ladder);
  row.frame = frame.number + 1;
  row.time = time;
  row.forward = forward;
  row.flags = 'ICMP';
  row.length = 0;
  row.sequence = null;
  row.acknowledgement = null;
  row.window = null;
  row.note = 'icmp';
  noteRow(ladder, row);
}

/**
 * The rows with elisions between them.
 *
 * @param isTurned whether the ends are shown in the other order
 */
export function rowsOf(ladder: Ladder, isTurned: boolean): readonly LadderRow[] {
  const turn = (row: CaptureSegment): CaptureSegment => ({
    ...row,
    forward: row.forward !== isTurned,
  });
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

/** Captures of a lab: read by our own reader, and the ladder of the connection that is worst off. */
import {
  createCaptureReader,
  noteMessages,
  worthMessages,
  type CaptureConnection,
  type CaptureEvidence,
  type LadderRow,
  type Side,
} from '#evidence/index.ts';
import type { Piece } from './pieces.ts';

/** Rows of a ladder that are drawn: the first and the last ones. */
const firstRows = 7;
const lastRows = 8;

/** What a capture says; the side is that of whoever took it. */
export function readCapture(bytes: Uint8Array, side?: Side): CaptureEvidence {
  const reader = createCaptureReader(side === undefined ? {} : { side });
  reader.push(bytes);
  return reader.end();
}

/** `0`, `29 µs`, `1.5 ms`, `3 s`: times since the first frame, as an engineer says them. */
function timeOf(seconds: number): string {
  if (seconds === 0) return '0';
  if (seconds < 0.001) return `${Math.round(seconds * 1e6)} µs`;
  if (seconds < 1) return `${Number((seconds * 1000).toPrecision(3))} ms`;
  return `${Number(seconds.toFixed(2))} s`;
}

function stepOf(row: LadderRow): object {
  if (row.kind === 'elision') {
    return { from: 'left', to: 'none', label: `${row.segments} more segments, ${row.bytes} bytes` };
  }
  const note = row.note === null ? null : noteMessages[row.note];
  const detail = [row.length > 0 ? `${row.length} bytes` : null, note].filter(
    (part) => part !== null,
  );
  return {
    at: timeOf(row.time),
    from: row.forward ? 'left' : 'right',
    to: row.forward ? 'right' : 'left',
    label: row.flags,
    ...(detail.length === 0 ? {} : { detail: detail.join(', ') }),
    ...(row.flags.includes('RST') || row.note !== null ? { mark: true } : {}),
  };
}

/** Leaves out the middle of a long ladder, and says how much. */
function shorten(rows: readonly LadderRow[]): readonly LadderRow[] {
  if (rows.length <= firstRows + lastRows + 1) return rows;
  const left = rows.slice(firstRows, -lastRows);
  const segments = left.reduce((sum, row) => sum + (row.kind === 'elision' ? row.segments : 1), 0);
  const bytes = left.reduce(
    (sum, row) => sum + (row.kind === 'elision' ? row.bytes : row.length),
    0,
  );
  const elision: LadderRow = { kind: 'elision', segments, bytes };
  return [...rows.slice(0, firstRows), elision, ...rows.slice(-lastRows)];
}

function worstOf(pieces: readonly Piece[]): CaptureConnection | undefined {
  return pieces
    .filter(({ isCapture }) => isCapture)
    .flatMap(({ bytes }) => readCapture(bytes).connections.slice(0, 1))
    .find(({ worth, segments }) => worth.length > 0 && segments.length > 1);
}

/** The ladder of the worst connection of the first capture that has a bad one; null without. As `src/schema/ladder.ts` wants it. */
export function ladderOf(pieces: readonly Piece[], kernel: string): object | null {
  const worst = worstOf(pieces);
  if (worst === undefined) return null;
  const [first] = worst.worth;
  const what = first === undefined ? 'the connection' : worthMessages[first];
  return {
    caption: `${what.charAt(0).toUpperCase()}${what.slice(1)}. Recorded in the lab on Linux ${kernel}.`,
    left: worst.clientKnown ? 'Client' : worst.ends[0].address,
    right: worst.clientKnown ? 'Server' : worst.ends[1].address,
    steps: shorten(worst.segments).map(stepOf),
  };
}

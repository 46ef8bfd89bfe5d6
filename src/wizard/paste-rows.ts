/**
 * Which lines of a paste to show: those that were understood with a line around them, the rest folded into ranges, so that
 * ten megabytes cost no more to show than a screen. Pure; the lines themselves stay with whoever has the text.
 */
import type { Unread } from '#evidence/reading.ts';

/** First and last line, 1-based. */
export interface LineRange {
  readonly line: number;
  readonly lastLine: number;
}

/** A line to show, or a fold. */
export type PasteRow =
  | { readonly kind: 'line'; readonly line: number; readonly isRead: boolean }
  | ({
      readonly kind: 'fold';
      /** Lines in it that nothing was read from. */
      readonly unread: number;
    } & LineRange);

/** What to lay out. */
export interface PasteFacts {
  readonly lines: number;
  readonly unread: readonly Unread[];
  /** Lines of the readings to show, rising. */
  readonly anchors: readonly LineRange[];
  /** Ranges that the user has unfolded. */
  readonly opened: readonly LineRange[];
  /** False when only the lines of the anchors are still known. */
  readonly hasText: boolean;
}

/** A paste up to this long is shown whole. */
const shortPaste = 40;
/** Lines of one reading that are shown: the first ones say what it was read from. */
const mostOfReading = 3;
/** Readings whose lines are shown at once; the rest is folded. */
const mostAnchors = 250;
/** Lines around what was understood. */
const context = 1;
/** A fold this short would take more room than its lines. */
const shortFold = 2;

/** Lines that one step unfolds. */
export const unfoldStep = 200;

function merged(ranges: readonly LineRange[], lines: number): LineRange[] {
  const all: { line: number; lastLine: number }[] = [];
  for (const { line, lastLine } of [...ranges].sort((a, b) => a.line - b.line)) {
    const from = Math.max(1, line);
    const to = Math.min(lines, lastLine);
    const last = all.at(-1);
    if (from > to) continue;
    if (last !== undefined && from <= last.lastLine + 1 + shortFold) {
      last.lastLine = Math.max(last.lastLine, to);
    } else all.push({ line: from, lastLine: to });
  }
  return all;
}

/** How many lines of a range lie in the stretches, which rise and do not overlap. */
function countIn(stretches: readonly LineRange[], { line, lastLine }: LineRange): number {
  return stretches.reduce(
    (sum, one) =>
      sum + Math.max(0, Math.min(one.lastLine, lastLine) - Math.max(one.line, line) + 1),
    0,
  );
}

function shownRanges(facts: PasteFacts): readonly LineRange[] {
  const { anchors, hasText, lines, opened } = facts;
  if (!hasText) return anchors.map(({ line }) => ({ line, lastLine: line }));
  if (lines <= shortPaste) return [{ line: 1, lastLine: lines }];
  const around = anchors.slice(0, mostAnchors).map(({ line, lastLine }) => ({
    line: line - context,
    lastLine: Math.min(lastLine, line + mostOfReading - 1) + context,
  }));
  const all = merged([...around, ...opened], lines);
  const [first] = all;
  // The beginning and the end need no fold of a line or two either.
  if (first !== undefined && first.line <= 1 + shortFold) all[0] = { ...first, line: 1 };
  const last = all.at(-1);
  if (last !== undefined && last.lastLine >= lines - shortFold) {
    all[all.length - 1] = { ...last, lastLine: lines };
  }
  return all;
}

/** The rows, in the order of the paste. */
export function layOutPaste(facts: PasteFacts): readonly PasteRow[] {
  const { lines, unread, hasText } = facts;
  const rows: PasteRow[] = [];
  let stretch = 0;
  let next = 1;
  const fold = (to: number): void => {
    if (to < next || !hasText) return;
    const range = { line: next, lastLine: to };
    rows.push({ kind: 'fold', ...range, unread: countIn(unread, range) });
  };
  for (const range of shownRanges(facts)) {
    if (range.lastLine < next) continue;
    fold(range.line - 1);
    for (let line = Math.max(next, range.line); line <= range.lastLine; line += 1) {
      while ((unread[stretch]?.lastLine ?? Infinity) < line) stretch += 1;
      const isRead = line < (unread[stretch]?.line ?? Infinity);
      rows.push({ kind: 'line', line, isRead });
    }
    next = range.lastLine + 1;
  }
  fold(lines);
  return rows;
}

/** What one press on a fold opens: its first lines. */
export function unfold({ line, lastLine }: LineRange): LineRange {
  return { line, lastLine: Math.min(lastLine, line + unfoldStep - 1) };
}

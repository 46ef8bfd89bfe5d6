/**
 * The lines of a Java stack trace as logs carry them: with the log's own prefix before each line (JBoss, journald, Docker,
 * Android), or all in one line of JSON with `\\n\\t` between them.
 */
import type { Paste } from '#evidence/paste.ts';

/** One line of a trace. */
export interface TraceLine {
  readonly text: string;
  /** 0-based line of the paste. */
  readonly at: number;
}

/** Characters that a log puts before each line of a trace. */
const longestPrefix = 200;

const markers = ['at ', 'Caused by: ', '... '];

/** The line without what a log put before a frame or a cause. */
function withoutPrefix(line: string): string {
  for (const marker of markers) {
    const at = line.indexOf(marker);
    if (at === 0) return line;
    if (at === -1 || at > longestPrefix) continue;
    const before = line.slice(0, at);
    const last = before.trimEnd();
    if (last.length < before.length && /[:|\])>]$/.test(last)) return line.slice(at);
  }
  return line;
}

/** Pieces of one line that are looked at. */
const mostPieces = 400;

/** The line of a trace in pieces: more than one when it is logged as JSON. */
export function traceLinesAt(paste: Paste, at: number): readonly TraceLine[] {
  const line = paste.line(at);
  if (!/\\n(?:\\t| {1,8})?at /.test(line)) return [{ text: withoutPrefix(line), at }];
  return line
    .split('\\n', mostPieces)
    .map((piece) => ({ text: piece.replaceAll('\\t', ' ').replace(/\\r$/, '').trim(), at }));
}

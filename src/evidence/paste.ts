/**
 * A paste as the parsers see it: numbered lines, cleaned when they are asked for, and for each parser the lines that it may
 * know. Nothing is cut off in silence: what was not looked at is a trouble with a line number.
 */
import { withoutColors, withoutControls, withoutQuotes } from './clean.ts';
import type { Clues } from './clues.ts';
import { lineNumberLength } from './line-numbers.ts';
import { type Typed, splitPrompt } from './prompt.ts';
import type { Trouble } from './reading.ts';
import type { Survey } from './survey.ts';
import { countBreaks, isControlled, isText, longestLine, survey } from './survey.ts';

/** UTF-16 units that are read of one paste; 10 MB of ASCII. What follows is counted, not read. */
export const longestPaste = 10 * 1024 * 1024;

/** Characters of a line that a reading carries as its text. */
const longestQuotation = 400;

/** Long lines are reported singly up to this number. */
const mostLongLines = 20;

/** Share of characters that no text has, above which a paste counts as binary. */
const binaryShare = 0.02;

/** Lines and what may be known of them. Numbers are 0-based here. */
export interface Paste {
  /** Lines that can be read; a paste over the limit has more (`lines`). */
  readonly count: number;
  /** Lines of the whole paste. */
  readonly lines: number;
  readonly troubles: readonly Trouble[];
  /** Lines with a clue of each parser, in the order that the clues were compiled in. */
  readonly hits: readonly (readonly number[])[];
  /** The line for matching: no colors, controls, quotation marks, line numbers or outer white space; empty past the end. */
  readonly line: (at: number) => string;
  /** The command of the line, without a prompt. */
  readonly typed: (at: number) => Typed;
  /** The line as it may be shown: as pasted, without control characters, cut. */
  readonly quotation: (at: number) => string;
  /** Whether the line holds anything but white space. */
  readonly hasText: (at: number) => boolean;
}

/** Cuts at the last line break before the limit: half a number is a wrong number. */
function cutToLimit(text: string): string {
  if (text.length <= longestPaste) return text;
  const head = text.slice(0, longestPaste);
  const end = Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r'));
  return end > 0 ? head.slice(0, end) : head;
}

function findTroubles(whole: string, text: string, seen: Survey): readonly Trouble[] {
  const troubles: Trouble[] = [];
  if (!seen.kinds.some((kind) => (kind & isText) !== 0)) {
    troubles.push({ key: 'empty', line: 0, amount: whole.length });
  }
  if (whole.length > longestPaste) {
    troubles.push({ key: 'too-large', line: 0, amount: whole.length });
  }
  if (text.includes('\0') || seen.odd > text.length * binaryShare) {
    troubles.push({ key: 'binary', line: seen.firstOddLine + 1, amount: seen.odd });
  }
  let long = 0;
  for (let at = 0; at <= seen.breaks && long < mostLongLines; at += 1) {
    const amount = (seen.starts[at + 1] ?? 0) - (seen.starts[at] ?? 0);
    if (amount <= longestLine + 2) continue;
    troubles.push({ key: 'long-line', line: at + 1, amount });
    long += 1;
  }
  return troubles;
}

/** A text whose last line is ended does not begin another. */
function countLines(text: string, breaks: number): number {
  if (text === '') return 0;
  const isEnded = text.endsWith('\n') || text.endsWith('\r');
  return breaks + (isEnded ? 0 : 1);
}

/** Lines that are kept ready: parsers come back to the lines that several of them may know. */
const mostKept = 65_536;

/**
 * Opens a paste. Takes any text: over-long, binary, lone surrogates; never throws.
 *
 * @param whole the text as it was pasted
 * @param clues the compiled clues of all parsers
 * @param lists how many parsers there are
 */
export function openPaste(whole: string, clues: Clues, lists: number): Paste {
  const text = withoutColors(cutToLimit(whole));
  const seen = survey(text, clues, lists);
  const count = countLines(text, seen.breaks);
  const kept = new Map<number, string>();
  const piece = (at: number, limit: number): string => {
    if (!(at >= 0 && at < count)) return '';
    const start = seen.starts[at] ?? 0;
    const cut = text.slice(start, Math.min(seen.starts[at + 1] ?? 0, start + limit));
    return ((seen.kinds[at] ?? 0) & isControlled) === 0 ? cut : withoutControls(cut);
  };
  const unquoted = (at: number): string => withoutQuotes(piece(at, longestLine));
  const clean = (at: number): string => {
    const start = lineNumberLength(unquoted, at);
    return unquoted(at).slice(start).replaceAll('\u00a0', ' ').trim();
  };
  const line = (at: number): string => {
    const known = kept.get(at);
    if (known !== undefined) return known;
    const text = clean(at);
    if (kept.size >= mostKept) kept.clear();
    kept.set(at, text);
    return text;
  };
  return {
    count,
    lines: text === whole ? count : countLines(whole, countBreaks(whole)),
    troubles: findTroubles(whole, text, seen),
    hits: seen.hits,
    line,
    typed: (at) => splitPrompt(line(at)),
    quotation: (at) =>
      piece(at, 2 * longestQuotation)
        .trim()
        .slice(0, longestQuotation),
    hasText: (at) => ((seen.kinds[at] ?? 0) & isText) !== 0,
  };
}

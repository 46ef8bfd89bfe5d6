/**
 * A paste as the parsers see it: numbered lines, cleaned when they are asked for, and for each parser the lines that it may
 * know. Nothing is cut off in silence: what was not looked at is a trouble with a line number.
 */
import { withoutColors, withoutControls, withoutQuotes } from './clean.ts';
import type { Clues } from './clues.ts';
import { lineNumberLength } from './line-numbers.ts';
import { type Typed, splitPrompt } from './prompt.ts';
import type { Trouble } from './reading.ts';

/** UTF-16 units that are read of one paste; 10 MB of ASCII. What follows is counted, not read. */
export const longestPaste = 10 * 1024 * 1024;

/** UTF-16 units of a line that are matched. Java command lines reach some thousands; an endless line is cut here. */
export const longestLine = 8192;

/** Lines that one parser is handed. A log that repeats one message a million times says no more than its first part. */
export const mostHits = 50_000;

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

interface Survey {
  /** Line breaks. */
  readonly breaks: number;
  /** Where each line begins; one more entry than lines: the end. */
  readonly starts: Uint32Array;
  /** By line: `isText`, `isControlled`. */
  readonly kinds: Uint8Array;
  readonly hits: number[][];
  /** Characters that no text has. */
  readonly odd: number;
  readonly firstOddLine: number;
}

/** A line with anything but white space. */
const isText = 1;

/** A line with characters that `withoutControls` takes out, or may. */
const isControlled = 2;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Textareas turn CR LF and a lone CR into LF; counting them so too keeps line numbers the same everywhere. */
function isBreak(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed);
}

function countBreaks(text: string): number {
  let breaks = 0;
  for (let at = 0; at < text.length; at += 1) if (isBreak(text, at)) breaks += 1;
  return breaks;
}

/** NUL, the other controls but tab, line breaks, form feed and escape; and the mark of undecodable bytes. */
function isOdd(code: number): boolean {
  return (code < 0x20 && code !== 0x09 && code !== 0x0c && code !== 0x1b) || code === 0xfffd;
}

/** Notes a line for each parser of the mask, and empties the mask. Parsers that have enough are taken out of `open`. */
function collect(hits: number[][], mask: Uint32Array, open: Uint32Array, line: number): void {
  for (let word = 0; word < mask.length; word += 1) {
    let rest = (mask[word] ?? 0) & (open[word] ?? 0);
    mask[word] = 0;
    for (; rest !== 0; rest &= rest - 1) {
      const bit = 31 - Math.clz32(rest & -rest);
      const list = hits[word * 32 + bit];
      list?.push(line);
      if (list?.length === mostHits) open[word] = (open[word] ?? 0) & ~(1 << bit);
    }
  }
}

/** The one pass over the whole text: line starts, clues, and whether it is text at all. */
function survey(text: string, clues: Clues, lists: number): Survey {
  const { classOf, classes, step, ends, found, words } = clues;
  // Real lines have some 80 characters; for shorter ones the room is doubled as often as it takes.
  let starts = new Uint32Array(text.length / 32 + 2);
  let kinds = new Uint8Array(starts.length);
  const hits = Array.from({ length: lists }, (): number[] => []);
  const mask = new Uint32Array(words);
  const open = new Uint32Array(words).fill(0xffffffff);
  let [line, start, state, odd, firstOddLine, kind, isHit] = [0, 0, 0, 0, 0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x20 && code < 0x7f) kind |= isText;
    else if (isBreak(text, at)) {
      if (isHit) collect(hits, mask, open, line);
      kinds[line] = code === carriageReturn ? kind | isControlled : kind;
      line += 1;
      if (line + 2 > starts.length) {
        starts = grown(starts, new Uint32Array(2 * starts.length));
        kinds = grown(kinds, new Uint8Array(starts.length));
      }
      start = at + 1;
      starts[line] = start;
      [state, kind, isHit] = [0, 0, false];
      continue;
    } else if (code !== 0x20) {
      if (code < 0xa0 && code !== 0x09) kind |= isControlled;
      if (code === carriageReturn) continue;
      if (code > 0x20) kind |= isText;
      if (isOdd(code)) {
        if (odd === 0) firstOddLine = line;
        odd += 1;
      }
    }
    state = step[state * classes + (classOf[code] ?? 0)] ?? 0;
    if (ends[state] === 1 && at - start < longestLine) {
      isHit = true;
      for (let word = 0; word < words; word += 1) {
        mask[word] = (mask[word] ?? 0) | (found[state * words + word] ?? 0);
      }
    }
  }
  if (isHit) collect(hits, mask, open, line);
  kinds[line] = kind;
  starts[line + 1] = text.length;
  return { breaks: line, starts, kinds, hits, odd, firstOddLine };
}

function grown<List extends Uint32Array | Uint8Array>(from: List, to: List): List {
  to.set(from);
  return to;
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

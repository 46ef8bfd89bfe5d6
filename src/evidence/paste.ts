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
  /** Where each line begins; one more entry than lines: the end. */
  readonly starts: Uint32Array;
  readonly hasText: Uint8Array;
  readonly hits: number[][];
  /** Characters that no text has. */
  readonly odd: number;
  readonly firstOddLine: number;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Textareas turn CR LF and a lone CR into LF; counting them so too keeps line numbers the same everywhere. */
function countBreaks(text: string, from: number, to: number): number {
  let breaks = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed)) {
      breaks += 1;
    }
  }
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
  const count = countBreaks(text, 0, text.length) + 1;
  const starts = new Uint32Array(count + 1);
  const hasText = new Uint8Array(count);
  const hits = Array.from({ length: lists }, (): number[] => []);
  const mask = new Uint32Array(words);
  const open = new Uint32Array(words).fill(0xffffffff);
  let [line, start, state, odd, firstOddLine, isHit] = [0, 0, 0, 0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === lineFeed || code === carriageReturn) {
      if (code === carriageReturn && text.charCodeAt(at + 1) === lineFeed) continue;
      if (isHit) collect(hits, mask, open, line);
      line += 1;
      start = at + 1;
      starts[line] = start;
      state = 0;
      isHit = false;
      continue;
    }
    if (code > 0x20) hasText[line] = 1;
    if (isOdd(code)) {
      if (odd === 0) firstOddLine = line;
      odd += 1;
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
  starts[count] = text.length;
  return { starts, hasText, hits, odd, firstOddLine };
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
  if (!seen.hasText.includes(1)) troubles.push({ key: 'empty', line: 0, amount: whole.length });
  if (whole.length > longestPaste) {
    troubles.push({ key: 'too-large', line: 0, amount: whole.length });
  }
  if (text.includes('\0') || seen.odd > text.length * binaryShare) {
    troubles.push({ key: 'binary', line: seen.firstOddLine + 1, amount: seen.odd });
  }
  let long = 0;
  for (let at = 0; at < seen.hasText.length && long < mostLongLines; at += 1) {
    const amount = (seen.starts[at + 1] ?? 0) - (seen.starts[at] ?? 0);
    if (amount <= longestLine + 2) continue;
    troubles.push({ key: 'long-line', line: at + 1, amount });
    long += 1;
  }
  return troubles;
}

/** A text whose last line is ended does not begin another. */
function countLines(text: string): number {
  if (text === '') return 0;
  const isEnded = text.endsWith('\n') || text.endsWith('\r');
  return countBreaks(text, 0, text.length) + (isEnded ? 0 : 1);
}

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
  const count = countLines(text);
  let last = -1;
  let lastText = '';
  const piece = (at: number, limit: number): string => {
    if (!(at >= 0 && at < count)) return '';
    const start = seen.starts[at] ?? 0;
    return withoutControls(text.slice(start, Math.min(seen.starts[at + 1] ?? 0, start + limit)));
  };
  const unquoted = (at: number): string => withoutQuotes(piece(at, longestLine));
  const line = (at: number): string => {
    if (at !== last) {
      const start = lineNumberLength(unquoted, at);
      lastText = unquoted(at).slice(start).replaceAll('\u00a0', ' ').trim();
      last = at;
    }
    return lastText;
  };
  return {
    count,
    lines: countLines(whole),
    troubles: findTroubles(whole, text, seen),
    hits: seen.hits,
    line,
    typed: (at) => splitPrompt(line(at)),
    quotation: (at) =>
      piece(at, 2 * longestQuotation)
        .trim()
        .slice(0, longestQuotation),
    hasText: (at) => seen.hasText[at] === 1,
  };
}

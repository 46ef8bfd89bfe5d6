/**
 * The one pass over the whole text of a paste: where its lines begin, what kind they are, which parsers may know them, and
 * whether it is text at all.
 */
import type { Clues } from './clues.ts';

/** UTF-16 units of a line that are matched. Java command lines reach some thousands; an endless line is cut here. */
export const longestLine = 8192;

/** Lines that one parser is handed. A log that repeats one message a million times says no more than its first part. */
export const mostHits = 50_000;

/** What the pass saw. */
export interface Survey {
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

/** A kind of line, a bit: with anything but white space. */
export const isText = 1;

/** Another: with characters that `withoutControls` takes out, or may. */
export const isControlled = 2;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Textareas turn CR LF and a lone CR into LF; counting them so too keeps line numbers the same everywhere. */
function isBreak(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed);
}

/** Line breaks of a text, in every way of writing them. */
export function countBreaks(text: string): number {
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

/**
 * Goes over a text once.
 *
 * @param clues the compiled clues of all parsers
 * @param lists how many parsers there are
 */
export function survey(text: string, clues: Clues, lists: number): Survey {
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

/**
 * Lines that a terminal broke at its width, or a mail program at a word. Joined again, they may say what their halves did not;
 * whether they do is for the caller to see. Line numbers are always those of the paste.
 */
import { withoutColors, withoutControls, withoutQuotes } from './clean.ts';
import { splitPrompt } from './prompt.ts';
import type { Evidence, Reading } from './reading.ts';

/** Characters of a paste that is looked at: more than a screen or a mail holds was not wrapped by one. */
const longestWrapped = 256 * 1024;

/** Widths that a terminal or a mail has. */
const [narrowest, widest, widestMail] = [60, 250, 100];

/** Share of the width that a line broken at a word fills at least. */
const leastFilled = 0.6;

/** What a heading of `collect.sh` begins with: like a prompt, it begins a line and continues none. */
const sectionMark = '== ';

/** A clock to the millisecond begins a packet or an entry of a log: segments alike in their options are as wide as each other. */
const clock = /^\d{2}:\d{2}:\d{2}[.,]\d{3}/;

/** Lines that one line may have been broken into. */
const mostParts = 40;

/** A paste with its broken lines joined. */
export interface Unwrapped {
  readonly text: string;
  /** Line of the paste, from 0, that each joined line begins at; one more entry: the number of lines. */
  readonly starts: readonly number[];
  /** True when lines were broken at the very width, which happens by no accident when several were. */
  readonly isExact: boolean;
}

function join(
  lines: readonly string[],
  glue: string,
  continues: (at: number) => boolean,
  isExact: boolean,
): Unwrapped | null {
  const joined: string[] = [];
  const starts: number[] = [];
  for (let at = 0; at < lines.length;) {
    starts.push(at);
    let text = lines[at] ?? '';
    const first = at;
    while (at - first < mostParts && continues(at)) {
      at += 1;
      const rest = withoutQuotes(lines[at] ?? '');
      text += glue + (glue === '' ? rest : rest.trimStart());
    }
    joined.push(text);
    at += 1;
  }
  if (joined.length === lines.length) return null;
  return { text: joined.join('\n'), starts: [...starts, lines.length], isExact };
}

/** The paste with its broken lines joined; null when none looks broken. */
export function unwrap(whole: string): Unwrapped | null {
  if (whole.length > longestWrapped) return null;
  const lines = withoutColors(whole)
    .split(/\r\n|\r|\n/)
    .map(withoutControls);
  const plain = lines.map(withoutQuotes);
  const width = plain.reduce((most, { length }) => Math.max(most, length), 0);
  if (width < narrowest || width > widest) return null;
  const hasNext = (at: number): boolean => {
    const next = (plain[at + 1] ?? '').trim();
    if (next === '' || next.startsWith(sectionMark) || clock.test(next)) return false;
    return splitPrompt(next).host === '';
  };
  const isFull = (at: number): boolean => plain[at]?.length === width && hasNext(at);
  const full = plain.filter((_, at) => isFull(at)).length;
  if (full >= 2) return join(lines, '', isFull, true);
  if (width > widestMail) return null;
  const breaksAtWord = (at: number): boolean => {
    const length = plain[at]?.length ?? 0;
    const [word = ''] = (plain[at + 1] ?? '').trimStart().split(' ', 1);
    return hasNext(at) && length >= width * leastFilled && length + 1 + word.length > width;
  };
  return join(lines, ' ', breaksAtWord, false);
}

/** What a reading says, whoever says it. */
function keyOf({ fact, finding, value, side }: Reading): string {
  return JSON.stringify([fact, finding, value, side]);
}

/**
 * Whether the joined lines say more than the broken ones: all that these say and something besides. Where a terminal broke
 * them, a half may have been misread, so there it is enough that more is said; rows of a table that are all as wide, joined,
 * say less.
 */
export function saysMore(joined: Evidence, broken: Evidence, isExact: boolean): boolean {
  const said = new Set(joined.readings.map(keyOf));
  const kept = broken.readings.filter((reading) => said.has(keyOf(reading))).length;
  if (said.size <= kept) return false;
  return kept === broken.readings.length || (isExact && said.size > broken.readings.length);
}

/**
 * Evidence of joined lines with the line numbers of the paste.
 *
 * @param quotationAt a line of the paste as it may be shown, by number from 0
 */
export function atPastedLines(
  evidence: Evidence,
  { starts }: Unwrapped,
  quotationAt: (at: number) => string,
): Evidence {
  const first = (line: number): number => (line === 0 ? 0 : (starts[line - 1] ?? 0) + 1);
  const last = (line: number): number => starts[line] ?? starts.at(-1) ?? 0;
  return {
    ...evidence,
    readings: evidence.readings.map((reading) => ({
      ...reading,
      line: first(reading.line),
      lastLine: last(reading.lastLine),
      text: quotationAt(first(reading.line) - 1),
    })),
    unread: evidence.unread.map(({ line, lastLine }) => ({
      line: first(line),
      lastLine: last(lastLine),
    })),
    troubles: evidence.troubles.map((trouble) => ({ ...trouble, line: first(trouble.line) })),
  };
}

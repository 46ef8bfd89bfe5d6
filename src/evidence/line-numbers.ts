/**
 * Line numbers that an editor, `cat -n`, `grep -n`, `nl` or a listing on a page put before each line: `12:`, `  12 | `, a number
 * and a tab. They are only taken off where three lines in a row count up by one, so that a first column of figures, the
 * packet numbers of a capture among them, stays what it is.
 */

/** A number, then a colon, a bar, a bracket, a point, a tab or two blanks; the rest of the line may be empty. */
const numbered = /^ {0,12}L?(\d{1,7})(?:([:)|.][ \t]?)| \| ?| {2,6}|\t|$)/;

/** What makes a number before blanks a column: another number and more, such as the time and the ends of a packet. */
const column = /^\s{0,20}[\d.:-]{1,32}\s{1,20}\S/;

/** What makes a number before a colon a clock, `12:30:01`. */
const clock = /^\d\d:\d\d/;

/** Rows in a row that it takes. */
const least = 3;

interface Prefix {
  readonly number: number;
  readonly length: number;
}

function prefixOf(line: string): Prefix | null {
  const found = numbered.exec(line);
  if (found === null) return null;
  const [whole, number, mark = ''] = found;
  const rest = line.slice(whole.length);
  if (mark.startsWith(':') ? clock.test(rest) : mark === '' && column.test(rest)) return null;
  if (mark === '.') return null;
  return { number: Number(number), length: whole.length };
}

/**
 * Characters of the line number before a line; 0 when there is none.
 *
 * @param lineAt the lines around, by number; empty past the ends
 * @param at number of the line
 */
export function lineNumberLength(lineAt: (at: number) => string, at: number): number {
  const own = prefixOf(lineAt(at));
  if (own === null) return 0;
  const isAt = (offset: number): boolean =>
    prefixOf(lineAt(at + offset))?.number === own.number + offset;
  let run = 1;
  for (let offset = 1; offset < least && isAt(offset); offset += 1) run += 1;
  for (let offset = -1; offset > -least && isAt(offset); offset -= 1) run += 1;
  return run >= least ? own.length : 0;
}

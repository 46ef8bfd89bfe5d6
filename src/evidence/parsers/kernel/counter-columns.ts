/**
 * Tables with a kernel counter as a column, as monitoring scripts print them: a heading with the counter's name, then rows of
 * samples with the figure in that place.
 */
import { bareNames } from '#evidence/counters.ts';
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const heading = /^([A-Z]{5,40})(?:\(\S{0,40}\))?$/i;
const figure = /^\d{1,20}$/;

/** Rows of one table. */
const longestTable = 1000;

/** Columns of one table. */
const widestTable = 40;

function columns(line: string): readonly string[] {
  return line.split(/\s+/, widestTable);
}

/** The counters among the headings, with their places. */
function countersIn(words: readonly string[]): readonly (readonly [place: number, name: string])[] {
  return words.flatMap((word, place) => {
    const name = heading.exec(word)?.[1] ?? '';
    return bareNames.has(name) ? [[place, name] as const] : [];
  });
}

function readTable(paste: Paste, at: number, out: Draft[]): number {
  const words = columns(paste.line(at));
  const counters = words.length < 2 ? [] : countersIn(words);
  let end = at + 1;
  for (; counters.length > 0 && end < at + longestTable; end += 1) {
    const cells = columns(paste.line(end));
    // A remark may follow the figures, but a shorter row is another table's.
    const known = counters.filter(([place]) => figure.test(cells[place] ?? ''));
    if (cells.length < words.length || known.length === 0) break;
    for (const [place, name] of known) {
      const value = cells[place] ?? '';
      out.push({ fact: `counter TcpExt${name}`, value, from: end, many: true });
    }
  }
  return end;
}

/** Reads samples from the columns of a table. */
export const counterColumns: Parser = {
  name: 'counter-columns',
  clues: [...bareNames].map((name) => name.toLowerCase()),
  emits: [],
  read: (paste, hits) => {
    const drafts: Draft[] = [];
    let next = 0;
    for (const at of hits) if (at >= next) next = readTable(paste, at, drafts);
    return drafts;
  },
};

/** Lines that hold a text of the tables in `known-lines/`, wherever they were printed. */
import { compileClues } from '#evidence/clues.ts';
import { clientErrors } from '#evidence/known-lines/client-errors.ts';
import { clientLogs } from '#evidence/known-lines/client-logs.ts';
import type { KnownLine } from '#evidence/known-lines/line.ts';
import { proxyLogs } from '#evidence/known-lines/proxy-logs.ts';
import { serverLogs } from '#evidence/known-lines/server-logs.ts';
import { wireAndTls } from '#evidence/known-lines/tls.ts';
import { isPrinted } from '#evidence/log-line.ts';
import type { Draft, Parser } from '#evidence/parser.ts';

const knownLines = [...clientErrors, ...serverLogs, ...proxyLogs, ...wireAndTls, ...clientLogs];

/** The first texts of all, so that one pass over a line finds those that it may be. */
const firsts = compileClues(knownLines.map(({ says }) => says.slice(0, 1)));

/** The known lines whose first text stands in a line, in the order of the tables. */
function candidatesOf(line: string): readonly KnownLine[] {
  const { classOf, classes, step, ends, found, words } = firsts;
  const mask = new Uint32Array(words);
  let [state, isHit] = [0, false];
  for (let at = 0; at < line.length; at += 1) {
    state = step[state * classes + (classOf[line.charCodeAt(at)] ?? 0)] ?? 0;
    if (ends[state] !== 1) continue;
    isHit = true;
    for (let word = 0; word < words; word += 1) {
      mask[word] = (mask[word] ?? 0) | (found[state * words + word] ?? 0);
    }
  }
  if (!isHit) return [];
  return knownLines.filter((_, at) => ((mask[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0);
}

/** Labels after which a program names its error, beside those of `isPrinted`. */
const label = /(?:provided, or |SSL |x509: |[\])] |^\* {1,4})$/;

function isSaid({ says, prose, without }: KnownLine, line: string, folded: string): boolean {
  if (!says.every((text) => folded.includes(text))) return false;
  if ([without ?? []].flat().some((text) => folded.includes(text))) return false;
  if (prose !== true) return true;
  const before = line.slice(0, folded.indexOf(says[0] ?? ''));
  return isPrinted(before) || label.test(before);
}

function read(line: string, from: number): readonly Draft[] {
  const folded = line.toLowerCase();
  return candidatesOf(line)
    .filter((known) => isSaid(known, line, folded))
    .map(({ finding, value, side }) => ({
      fact: finding,
      finding,
      value,
      from,
      many: true,
      ...(side === undefined ? {} : { side }),
    }));
}

/** Reads the texts of the tables. */
export const knownLineReader: Parser = {
  name: 'known-lines',
  clues: [...new Set(knownLines.flatMap(({ says }) => says[0] ?? []))],
  emits: [
    ...new Map(
      knownLines.map(({ finding, value }) => [`${finding} ${value}`, { finding, value }]),
    ).values(),
  ],
  read: (paste, hits) => hits.flatMap((at) => read(paste.line(at), at)),
};

/**
 * Errors that end a wait for a reason that they do not tell: deadlines. No question asks for them; they are kept as facts, so
 * that the reader sees that they were understood, and are not taken for errors of TCP.
 */
import { isPrinted } from '#evidence/log-line.ts';
import type { Parser } from '#evidence/parser.ts';

/** Lower-case texts and what they name. */
const texts: readonly (readonly [string, string])[] = [
  ['context deadline exceeded', 'deadline-exceeded'],
  ['client.timeout exceeded', 'deadline-exceeded'],
  ['timeouterror', 'timeout'],
];

/** Labels after which a program names its error, beside those of `isPrinted`. */
const label = /(?:provided, or |SSL |x509: |Host '[^']{1,200}' (?:is )?|\] )$/;

/** Reads errors that are not of TCP. */
export const applicationErrors: Parser = {
  name: 'application-errors',
  clues: texts.map(([text]) => text),
  emits: [],
  read: (paste, hits) =>
    hits.flatMap((from) => {
      const line = paste.line(from);
      const folded = line.toLowerCase();
      const found = texts.find(([text]) => folded.includes(text));
      if (found === undefined) return [];
      const before = line.slice(0, folded.indexOf(found[0]));
      if (!isPrinted(before) && !label.test(before)) return [];
      return [{ fact: 'error', value: found[1], from, many: true }];
    }),
};

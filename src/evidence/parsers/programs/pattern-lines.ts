/**
 * Lines that one pattern knows as a whole, as data: what parsers of logs share. A pattern is anchored or begins with a literal,
 * so that a sentence about an error is not taken for the error.
 */
import type { Draft, Emission, Parser, PlainSide } from '#evidence/parser.ts';

/** One kind of line and what it says. */
export interface PatternLine {
  /** Lower-case ASCII text that each such line holds. */
  readonly clue: string;
  readonly pattern: RegExp;
  /** The fact; with `value` null it is the first group of the pattern. */
  readonly fact: string;
  readonly value: string | null;
  readonly finding?: string;
  readonly side?: PlainSide;
}

/** A line that answers a question. */
export function says(
  finding: string,
  value: string,
  side: PlainSide | null,
  clue: string,
  pattern: RegExp,
): PatternLine {
  const answer = { clue, pattern, fact: finding, finding, value };
  return side === null ? answer : { ...answer, side };
}

/** A line that is understood and answers none; the first group of the pattern is its value unless one is given. */
export function notes(
  fact: string,
  clue: string,
  pattern: RegExp,
  value: string | null = null,
): PatternLine {
  return { clue, pattern, fact, value };
}

/** A line that answers a question by a number: the first group of the pattern. */
export function counts(
  finding: string,
  side: PlainSide,
  clue: string,
  pattern: RegExp,
): PatternLine {
  return { clue, pattern, fact: finding, finding, value: null, side };
}

function draftOf(line: PatternLine, text: string, from: number): readonly Draft[] {
  const found = line.pattern.exec(text);
  if (found === null) return [];
  const { fact, finding, side } = line;
  return [
    {
      fact,
      value: line.value ?? found[1] ?? '',
      from,
      many: true,
      ...(finding === undefined ? {} : { finding }),
      ...(side === undefined ? {} : { side }),
    },
  ];
}

/** A parser of such lines. A line may be of several kinds. */
export function patternParser(name: string, lines: readonly PatternLine[]): Parser {
  const emits = lines.flatMap(({ finding, value }): Emission[] => {
    if (finding === undefined) return [];
    return [value === null ? { finding, kind: 'number' } : { finding, value }];
  });
  return {
    name,
    clues: [...new Set(lines.map(({ clue }) => clue))],
    emits: [...new Map(emits.map((one) => [JSON.stringify(one), one])).values()],
    read: (paste, hits) =>
      hits.flatMap((at) => {
        const text = paste.line(at);
        const folded = text.toLowerCase();
        return lines.flatMap((line) => (folded.includes(line.clue) ? draftOf(line, text, at) : []));
      }),
  };
}

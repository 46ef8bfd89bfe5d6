/** Bodies have the headings that pages, anchors and readers rely on, in their order. */
import { proseLinesOf } from '#catalog/markdown-lines.ts';
import { messages } from './messages.ts';
import type { Problem, Wording } from '#catalog/problem.ts';
import type { Rule } from '#catalog/rule.ts';

const name = 'bodies-headed';

/** A second-level heading; an optional one may be missing. */
interface Heading {
  readonly text: string;
  readonly isOptional?: boolean;
}

/** The headings of a cause's body, in order. */
export const causeHeadings: readonly Heading[] = [
  { text: 'How it works' },
  { text: 'Why it is mistaken', isOptional: true },
  { text: 'What is not known', isOptional: true },
];

/** The headings of a case's body, in order. */
export const caseHeadings: readonly Heading[] = [
  { text: 'What happened' },
  { text: 'What they saw' },
  { text: 'What misled them' },
  { text: 'What it was' },
  { text: 'What changed' },
];

function headingsIn(body: string): { depth: number; text: string; line: number }[] {
  return proseLinesOf(body).flatMap(({ line, text }) => {
    const [, marks, title] = /^(#{1,6})[ \t]+(\S.*)$/u.exec(text) ?? [];
    if (marks === undefined || title === undefined) return [];
    return [{ depth: marks.length, text: title.trim(), line }];
  });
}

function judge(body: string, allowed: readonly Heading[]): [string, Wording][] {
  const found = headingsIn(body);
  const order = allowed.map(({ text }) => text);
  let reached = -1;
  const wrong = found.flatMap(({ depth, text, line }): [string, Wording][] => {
    const field = `body line ${line}`;
    if (depth === 1) return [[field, messages.bodies.topHeading]];
    if (depth !== 2) return [];
    const place = order.indexOf(text);
    if (place < 0) return [[field, messages.bodies.otherHeading(text, order)]];
    if (place <= reached) return [[field, messages.bodies.headingOrder(text, order)]];
    reached = place;
    return [];
  });
  const missing = allowed
    .filter((heading) => heading.isOptional !== true)
    .filter((heading) => !found.some(({ depth, text }) => depth === 2 && text === heading.text))
    .map((heading): [string, Wording] => ['body', messages.bodies.missingHeading(heading.text)]);
  return [...wrong, ...missing];
}

/** Reports headings that are missing, out of order, unknown, or of the first level, which the page's title has. */
export const bodiesHeaded: Rule = {
  name,
  why: 'A reader in a hurry finds the same thing at the same place, and links to sections go on working.',
  check: (catalog) =>
    [
      ...catalog.causes.map((item) => ({ item, allowed: causeHeadings })),
      ...catalog.cases.map((item) => ({ item, allowed: caseHeadings })),
    ].flatMap(({ item, allowed }) =>
      judge(item.body, allowed).map(([field, wording]): Problem => ({
        file: item.file,
        field,
        rule: name,
        ...wording,
      })),
    ),
};

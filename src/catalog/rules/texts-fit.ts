/** Titles, questions and labels have the form that lists, headings and buttons need. */
import type { Catalog, Place } from '#catalog/catalog.ts';
import { messages } from './messages.ts';
import type { Problem, Wording } from '#catalog/problem.ts';
import type { Rule } from '#catalog/rule.ts';

const name = 'texts-fit';

/** A label is a button; more words break into three lines on a phone. */
const longestLabelInWords = 8;

type Titled = Place & { readonly title: string };

function judgeTitles(items: readonly Titled[]): Problem[] {
  return items.flatMap(({ file, title }, place): Problem[] => {
    const at = { file, field: 'title', rule: name };
    const first = items.findIndex((other) => other.title.toLowerCase() === title.toLowerCase());
    return [
      ...(/[.:;]$/u.test(title) ? [{ ...at, ...messages.texts.fullStop }] : []),
      ...(first < place ? [{ ...at, ...messages.texts.sameTitle(items[first]?.id ?? '') }] : []),
    ];
  });
}

function judgeFindings(catalog: Catalog): Problem[] {
  return catalog.findings.flatMap(({ file, question, outcomes }) => {
    const at = (field: string, wording: Wording): Problem => ({
      file,
      field,
      rule: name,
      ...wording,
    });
    const long = outcomes.flatMap(({ label }, place) => {
      const words = label.split(/\s+/u).length;
      if (words <= longestLabelInWords) return [];
      return [at(`outcomes[${place}].label`, messages.texts.longLabel(words, longestLabelInWords))];
    });
    return [
      ...(question.endsWith('?') ? [] : [at('question', messages.texts.noQuestion)]),
      ...long,
    ];
  });
}

/** Reports titles with a full stop, titles that two items have, questions without a mark, and labels too long. */
export const textsFit: Rule = {
  name,
  why: 'Lists, headings and buttons show these texts alone; two equal titles cannot be told apart in a search.',
  check: (catalog) => [
    ...[catalog.causes, catalog.cases, catalog.findings, catalog.symptoms].flatMap(judgeTitles),
    ...judgeFindings(catalog),
  ],
};

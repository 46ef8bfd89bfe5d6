/** A finding's answers can be told apart and its example can be typed. */
import { readValue, unknownValue } from '#engine/index.ts';
import type { FindingItem } from '#catalog/catalog.ts';
import { compileFinding } from '#catalog/compile-model.ts';
import { messages } from './messages.ts';
import type { Problem, Wording } from '#catalog/problem.ts';
import type { Rule } from '#catalog/rule.ts';

const name = 'answers-read';

function judge(finding: FindingItem): [string, Wording][] {
  const wrong: [string, Wording][] = [];
  const values = finding.outcomes.map(({ value }) => value);
  values.forEach((value, place) => {
    const field = `outcomes[${place}].value`;
    if (value === unknownValue) wrong.push([field, messages.answers.reserved(value)]);
    if (values.indexOf(value) < place) wrong.push([field, messages.answers.doubled(value)]);
  });
  if ((finding.kind === 'version') !== (finding.scheme !== undefined)) {
    wrong.push(['scheme', messages.answers.scheme(finding.kind)]);
  }
  if ((finding.kind === 'number' || finding.kind === 'ratio') && finding.unit === undefined) {
    wrong.push(['unit', messages.answers.noUnit(finding.kind)]);
  }
  const { example } = finding;
  if (example === undefined) {
    if (finding.kind !== 'choice')
      wrong.push(['example', messages.answers.noExample(finding.kind)]);
  } else if (readValue(compileFinding(finding), example).kind !== 'outcome') {
    wrong.push(['example', messages.answers.badExample(example, finding.kind)]);
  }
  return wrong;
}

/** Reports double or reserved answers, a missing unit, scheme or example, and an example that cannot be read. */
export const answersRead: Rule = {
  name,
  why: 'The wizard shows the example and the unit beside the input; a wrong one makes people type what is refused.',
  check: (catalog) =>
    catalog.findings.flatMap((finding) =>
      judge(finding).map(([field, wording]): Problem => ({
        file: finding.file,
        field,
        rule: name,
        ...wording,
      })),
    ),
};

/** The rows of a cause's evidence can be meant as they stand: one a finding, words that can hold together. */
import { findingById, type CauseItem } from '#catalog/catalog.ts';
import { backgroundOf, completeRow } from '#catalog/distribution.ts';
import { messages } from './messages.ts';
import { frequencyNumbers } from '#catalog/numbers.ts';
import type { Problem, Wording } from '#catalog/problem.ts';
import type { Rule } from '#catalog/rule.ts';

const name = 'rows-hold';

/** Above this sum the words contradict each other: "always" beside "sometimes" is 1.31, two of "usual" are 1.5. */
const greatestSum = 1.3;
/** Where a finding has many outcomes, each of the likely ones takes a word, and the steps between words add up. */
const greatestSumOfMany = 1.7;
const many = 9;
/** Below this sum, with every outcome named, scaling would turn "rare" into "usual". */
const leastCompleteSum = 0.6;

type Row = CauseItem['evidence'][number];

function judgeSum(row: Row, outcomes: readonly string[]): Wording[] {
  const named = Object.values(row.values);
  const sum = named.reduce((total, word) => total + frequencyNumbers[word], 0);
  const loudest = named.some((word) => word === 'always' || word === 'usual');
  const isComplete = outcomes.every((value) => Object.hasOwn(row.values, value));
  const greatest = outcomes.length >= many ? greatestSumOfMany : greatestSum;
  if (loudest && sum > greatest) return [messages.rows.tooMuch(sum)];
  if (isComplete && sum < leastCompleteSum) return [messages.rows.tooLittle(sum)];
  return [];
}

/** Reports double rows, words that cannot hold together, and decisive outcomes that do not speak for the cause. */
export const rowsHold: Rule = {
  name,
  why: 'Contradictory words are scaled to numbers that nobody meant.',
  check: (catalog) =>
    catalog.causes.flatMap((cause) =>
      cause.evidence.flatMap((row, place): Problem[] => {
        const at = (field: string, wording: Wording): Problem => {
          return { file: cause.file, field: `evidence[${place}]${field}`, rule: name, ...wording };
        };
        const first = cause.evidence.findIndex(({ finding }) => finding === row.finding);
        const doubled = first < place ? [at('.finding', messages.rows.doubled(row.finding))] : [];
        const finding = findingById(catalog, row.finding);
        if (finding === undefined) return doubled;
        const outcomes = finding.outcomes.map(({ value }) => value);
        const background = backgroundOf(finding);
        const completed = completeRow(finding, row.values);
        const mute = row.decisive.filter((value) => {
          const outcome = outcomes.indexOf(value);
          return outcome >= 0 && (completed[outcome] ?? 0) <= (background[outcome] ?? 0);
        });
        return [
          ...doubled,
          ...judgeSum(row, outcomes).map((wording) => at('.values', wording)),
          ...mute.map((value) => at('.decisive', messages.rows.mute(value))),
        ];
      }),
    ),
};

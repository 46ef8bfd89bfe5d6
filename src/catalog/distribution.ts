/** From a few words to a complete probability distribution over a finding's outcomes. */
import type { FindingItem } from './catalog.ts';
import { frequencyNumbers, unnamedMinimum } from './numbers.ts';

/** A frequency word. */
export type Frequency = keyof typeof frequencyNumbers;

/** Scales to a sum of 1. All entries must be positive. */
export function normalize(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** P(outcome | none of the causes): every outcome has its word, so the numbers only need scaling. */
export function backgroundOf(finding: FindingItem): number[] {
  return normalize(finding.outcomes.map((outcome) => frequencyNumbers[outcome.background]));
}

/**
 * P(outcome | cause) from the words of one evidence row. A named outcome gets its number; what is left of 1 goes to the
 * others in proportion to their background, at least as much as `never` each; then the whole is scaled to 1. Names that the finding
 * does not have are ignored (a content rule reports them).
 *
 * Worked number: outcomes a, b, c with background .5, .25, .25 and the words {a: usual}: a = .75, b = c = .125.
 */
export function completeRow(
  finding: FindingItem,
  words: Readonly<Record<string, Frequency>>,
): number[] {
  const background = backgroundOf(finding);
  const named = finding.outcomes.map(({ value }) => {
    const word = Object.hasOwn(words, value) ? words[value] : undefined;
    return word === undefined ? undefined : frequencyNumbers[word];
  });
  const sumOfNamed = named.reduce<number>((sum, number) => sum + (number ?? 0), 0);
  const left = Math.max(0, 1 - sumOfNamed);
  const backgroundOfUnnamed = background.reduce(
    (sum, share, place) => sum + (named[place] === undefined ? share : 0),
    0,
  );
  return normalize(
    background.map((share, place) => {
      const number = named[place];
      return number ?? Math.max(unnamedMinimum, (left * share) / backgroundOfUnnamed);
    }),
  );
}

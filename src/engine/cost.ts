/**
 * The price of a question as one number, in seconds of an on-call engineer's attention. The factors are this project's
 * judgement, not measurements: the evaluation on vignettes is what may change them.
 */
import type { Cost } from './model.ts';

/** Reading a question, switching to a terminal, reading the output and answering: paid even by the quickest question.
 * It also keeps a row of nearly free, nearly useless questions from going before one good measurement. */
const overheadInSeconds = 60;

/** A shell on the machine has to be opened (some); root often needs a colleague, a ticket or a jump host (twice). */
const privilegeFactor: Readonly<Record<Cost['privilege'], number>> = {
  none: 1,
  user: 1.2,
  root: 2,
};

/** A command that may disturb production is a last resort: four ordinary questions are asked before one risky one. */
const riskFactor: Readonly<Record<Cost['risk'], number>> = { none: 1, low: 1.5, high: 4 };

/** Evidence that the next restart destroys cannot be had later: it counts as half the price, so it goes first. */
const perishableFactor = 0.5;

/** Price of one more finding in output that is on the screen already: no terminal to switch to, no rights, no risk. */
export const readingPrice = 10;

/**
 * Price of observing a finding: (overhead + seconds) x privilege x risk x perishability. Always positive and finite;
 * negative or non-finite seconds count as 0. Worked number: 30 s, user, no risk, perishable = 90 x 1.2 x 0.5 = 54.
 */
export function priceOf(cost: Cost): number {
  const seconds = Number.isFinite(cost.seconds) ? Math.max(0, cost.seconds) : 0;
  const haste = cost.perishable ? perishableFactor : 1;
  return (
    (overheadInSeconds + seconds) * privilegeFactor[cost.privilege] * riskFactor[cost.risk] * haste
  );
}

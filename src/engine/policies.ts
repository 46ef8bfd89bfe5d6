/**
 * How candidates for the next question are scored; pluggable, so that the vignettes decide which policy ships. A policy
 * sees a replayed session and the indices of the findings that may be asked, ascending by id, and returns one score for
 * each. The highest score is asked; equal scores go to the earlier id.
 */
import { priceOf } from './cost.ts';
import { channelOf, predict } from './information.ts';
import type { Replay } from './replay.ts';
import { suppose } from './replay.ts';
import type { FindingTable } from './tables.ts';
import { expectsVendor } from './tables.ts';

/** Scores for `candidates`, in their order; only their relative size counts. */
export type QuestionPolicy = (session: Replay, candidates: readonly number[]) => readonly number[];

/** How many of the best single questions are looked at two steps deep. SACSO did so for a few and lost little against
 * the optimum (Jensen, Skaanning, Kjaerulff: "The SACSO system for troubleshooting of printing systems"). */
const lookAheadBreadth = 5;

/** What the second question counts: it may be answered "don't know" or the session may end before it. A judgement. */
const secondStepShare = 0.5;

function tableAt(session: Replay, finding: number): FindingTable | undefined {
  return session.tables.findings[finding];
}

interface Valued {
  readonly finding: number;
  readonly gain: number;
  readonly price: number;
}

function valued(session: Replay, candidates: readonly number[]): Valued[] {
  return candidates.flatMap((finding) => {
    const table = tableAt(session, finding);
    if (table === undefined || session.seen.has(finding)) return [];
    const gain = predict(session, table).gainInBits;
    return [{ finding, gain, price: priceOf(table.finding.cost) }];
  });
}

function best(values: readonly Valued[]): Valued | undefined {
  return values.reduce<Valued | undefined>(
    (top, one) => (top === undefined || one.gain / one.price > top.gain / top.price ? one : top),
    undefined,
  );
}

/** (gain + share x expected gain of the best follow-up) / (price + share x its expected price). */
function twoStepRate(session: Replay, first: Valued, candidates: readonly number[]): number {
  const table = tableAt(session, first.finding);
  if (table === undefined) return 0;
  const { probability } = predict(session, table);
  let gain = first.gain;
  let price = first.price;
  probability.forEach((chance, outcome) => {
    if (chance === 0) return;
    const vendor = expectsVendor(table.finding);
    const after = suppose(session, { finding: first.finding, outcome, vendor, value: '' });
    const next = best(valued(after, candidates));
    if (next === undefined || next.gain === 0) return;
    gain += secondStepShare * chance * next.gain;
    price += secondStepShare * chance * next.price;
  });
  return gain / price;
}

/** Bits per second of attention of each single question. */
export const singleStep: QuestionPolicy = (session, candidates) =>
  valued(session, candidates).map(({ gain, price }) => gain / price);

/**
 * Expected information gain per price, with two-step look-ahead among the best five: a question that gains little by
 * itself but opens a good next one can win. Candidates outside the five score 0.
 */
export const gainPerCost: QuestionPolicy = (session, candidates) => {
  const values = valued(session, candidates);
  const few = [...values]
    .sort((a, b) => b.gain / b.price - a.gain / a.price || a.finding - b.finding)
    .slice(0, lookAheadBreadth);
  const rates = new Map(few.map((one) => [one.finding, twoStepRate(session, one, candidates)]));
  return candidates.map((finding) => rates.get(finding) ?? 0);
};

/** Expected weight of the pairs of hypotheses that an answer tells apart: E[sum P(h | answer)^2] - sum P(h)^2. */
function expectedCut(session: Replay, table: FindingTable): number {
  const { rows } = channelOf(session, table);
  const { probability } = predict(session, table);
  const squares = session.active.reduce((sum, mass) => sum + mass * mass, 0);
  const mentioned = table.mentions.reduce(
    (sum, cause) => sum + (session.active[cause] ?? 0) ** 2,
    0,
  );
  let cut = -squares;
  probability.forEach((chance, outcome) => {
    if (chance <= 0) return;
    let sum = (squares - mentioned) * (table.base[outcome] ?? 0) ** 2;
    table.mentions.forEach((cause, row) => {
      sum += ((session.active[cause] ?? 0) * (rows[row * table.width + outcome] ?? 0)) ** 2;
    });
    cut += sum / chance;
  });
  return Math.max(0, cut);
}

/**
 * Equivalence class edge cutting per price: pairs of hypotheses are edges of weight P(a) x P(b), and the question that is
 * expected to cut most of them per price wins. This is the EffECXtive form of EC2, for noisy tests (Golovin, Krause, Ray
 * 2010, https://arxiv.org/abs/1010.3091). Each cause is a class of its own, something-else is one more.
 */
export const edgeCutting: QuestionPolicy = (session, candidates) =>
  candidates.map((finding) => {
    const table = tableAt(session, finding);
    return table === undefined ? 0 : expectedCut(session, table) / priceOf(table.finding.cost);
  });

/**
 * A baseline that asks anything useful at random. `source` returns numbers in [0, 1); seed it to replay a run. It is called
 * once for each candidate.
 */
export function randomPolicy(source: () => number): QuestionPolicy {
  return (_, candidates) => candidates.map(() => source());
}

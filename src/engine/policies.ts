/**
 * How candidates for the next question are scored; pluggable, so that the vignettes decide which policy ships. A policy
 * sees a replayed session and the indices of the findings that may be asked, ascending by id, and returns one score for
 * each. The highest score is asked; equal scores go to the earlier id.
 */
import { channelOf, predict } from './information.ts';
import type { Replay } from './replay.ts';
import { suppose } from './replay.ts';
import type { FindingTable } from './tables.ts';
import { expectsVendor } from './tables.ts';
import type { Measure, Worth } from './worth.ts';
import { laterShare, worthsOf } from './worth.ts';

/** Scores for `candidates`, in their order; only their relative size counts. */
export type QuestionPolicy = (session: Replay, candidates: readonly number[]) => readonly number[];

/** How many of the best single questions are looked at two steps deep. SACSO did so for a few and lost little against
 * the optimum (Jensen, Skaanning, Kjaerulff: "The SACSO system for troubleshooting of printing systems"). */
const lookAheadBreadth = 5;

function tableAt(session: Replay, finding: number): FindingTable | undefined {
  return session.tables.findings[finding];
}

function rateOf({ worth, cost }: Worth): number {
  return worth / cost;
}

function best(values: readonly Worth[]): Worth | undefined {
  return values.reduce<Worth | undefined>(
    (top, one) => (top === undefined || rateOf(one) > rateOf(top) ? one : top),
    undefined,
  );
}

/** (worth + share x expected worth of the best follow-up) / (cost + share x its expected cost). */
function twoStepRate(session: Replay, first: Worth, candidates: readonly number[]): number {
  const table = tableAt(session, first.finding);
  if (table === undefined) return 0;
  const { probability } = predict(session, table);
  const later = first.opensGroup
    ? candidates.filter((other) => tableAt(session, other)?.group !== table.group)
    : candidates;
  let { worth, cost } = first;
  probability.forEach((chance, outcome) => {
    if (chance === 0) return;
    const vendor = expectsVendor(table.finding);
    const after = suppose(session, { finding: first.finding, outcome, vendor, value: '' });
    const next = best(worthsOf(after, later));
    if (next === undefined || next.worth === 0) return;
    const share = laterShare * first.chance * chance;
    worth += share * next.worth;
    cost += share * next.cost;
  });
  return worth / cost;
}

/** Bits per second of attention of each single question, see `worth.ts`. */
export const singleStep: QuestionPolicy = (session, candidates) =>
  worthsOf(session, candidates).map(rateOf);

/**
 * Expected worth per cost, with two-step look-ahead among the best five: a question that gains little by itself but opens
 * a good next one can win. Candidates outside the five score 0.
 */
export const gainPerCost: QuestionPolicy = (session, candidates) => {
  const few = [...worthsOf(session, candidates)]
    .sort((a, b) => rateOf(b) - rateOf(a) || a.finding - b.finding)
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

/** The limit is the weight of all pairs there are. */
const separation: Measure = {
  of: expectedCut,
  limit: ({ active }) => 1 - active.reduce((sum, mass) => sum + mass * mass, 0),
};

/**
 * Equivalence class edge cutting per cost: pairs of hypotheses are edges of weight P(a) x P(b), and the question that is
 * expected to cut most of them per second of attention wins. This is the EffECXtive form of EC2, for noisy tests (Golovin,
 * Krause, Ray 2010, https://arxiv.org/abs/1010.3091). Each cause is a class of its own, something-else is one more.
 */
export const edgeCutting: QuestionPolicy = (session, candidates) =>
  worthsOf(session, candidates, separation).map(rateOf);

/**
 * A baseline that asks anything useful at random. `source` returns numbers in [0, 1); seed it to replay a run. It is called
 * once for each candidate.
 */
export function randomPolicy(source: () => number): QuestionPolicy {
  return (_, candidates) => candidates.map(() => source());
}

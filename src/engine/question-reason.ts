/**
 * Why a question is worth asking: which hypotheses its answer tells apart, and what each answer would do to them. Numbers
 * and ids only; the sentences are the interface's.
 */
import { channelOf, predict } from './information.ts';
import type { Replay } from './replay.ts';
import { plain, suppose } from './replay.ts';
import type { FindingTable } from './tables.ts';
import { expectsVendor } from './tables.ts';
import type { Standing } from './verdict.ts';

/** What one answer would do. */
export interface AnswerEffect {
  readonly outcome: string;
  /** How probable this answer is now. */
  readonly probability: number;
  /** Posteriors after this answer, of the causes in `QuestionReason.causes` and in their order. */
  readonly posteriors: readonly Standing[];
}

/** Which hypotheses a question separates most. */
export interface QuestionReason {
  /** Up to three causes, most probable first; a single one is separated from something-else. */
  readonly causes: readonly string[];
  /** Whether something-else is one of the hypotheses that it separates most. */
  readonly somethingElse: boolean;
  /** One for each outcome of the finding, in its order. */
  readonly answers: readonly AnswerEffect[];
}

/** Only the most probable hypotheses are considered: a reader does not care how the twentieth is separated. */
const consideredHypotheses = 8;

/** A third hypothesis is named when it is separated from the two at least this much of what they are from each other. */
const thirdShare = 0.5;

interface Hypothesis {
  /** Cause index; the number of causes stands for something-else. */
  readonly index: number;
  readonly mass: number;
  /** P(outcome | hypothesis). */
  readonly row: Float64Array;
}

function hypothesesOf(session: Replay, table: FindingTable): readonly Hypothesis[] {
  const { rows } = channelOf(session, table);
  return [...session.active]
    .map((mass, index) => ({ mass, index }))
    .filter(({ mass }) => mass > 0)
    .sort((a, b) => b.mass - a.mass || a.index - b.index)
    .slice(0, consideredHypotheses)
    .map(({ mass, index }) => {
      const row = table.rowOf[index] ?? -1;
      const start = row * table.width;
      return { mass, index, row: row < 0 ? table.base : rows.slice(start, start + table.width) };
    });
}

/** P(a) x P(b) x total variation distance of their answers: the weight of the edge that the answer is likely to cut. */
function separation(a: Hypothesis, b: Hypothesis): number {
  const distance = a.row.reduce((sum, p, outcome) => sum + Math.abs(p - (b.row[outcome] ?? 0)), 0);
  return (a.mass * b.mass * distance) / 2;
}

/** All pairs, best separated first; pairs come in a fixed order, and sorting is stable. */
function pairsOf(hypotheses: readonly Hypothesis[]) {
  return hypotheses
    .flatMap((a, at) => hypotheses.slice(at + 1).map((b) => ({ a, b, weight: separation(a, b) })))
    .sort((one, other) => other.weight - one.weight);
}

function mostSeparated(hypotheses: readonly Hypothesis[]): readonly Hypothesis[] {
  const pairs = pairsOf(hypotheses);
  const [best] = pairs;
  if (best === undefined || best.weight === 0) return [];
  const joined = pairs.find(
    ({ a, b, weight }) =>
      weight >= best.weight * thirdShare &&
      [a, b].some((one) => one === best.a || one === best.b) &&
      !(a === best.a && b === best.b),
  );
  if (joined === undefined) return [best.a, best.b];
  const third = joined.a === best.a || joined.a === best.b ? joined.b : joined.a;
  return [best.a, best.b, third];
}

/** The reason for asking for a finding. Internal to the room. */
export function reasonFor(session: Replay, index: number, table: FindingTable): QuestionReason {
  const size = session.tables.causes.length;
  const separated = mostSeparated(hypothesesOf(session, table));
  const causes = separated
    .filter((one) => one.index < size)
    .sort((a, b) => b.mass - a.mass || a.index - b.index)
    .map((one) => one.index);
  const idOf = (cause: number): string => session.tables.causes[cause]?.id ?? '';
  const { probability } = predict(plain(session), table);
  const vendor = expectsVendor(table.finding);
  const answers = table.finding.outcomes.map(({ id }, outcome): AnswerEffect => {
    const after = suppose(session, { finding: index, outcome, vendor, value: id });
    const posteriors = causes.map((cause) => ({
      cause: idOf(cause),
      posterior: after.posterior[cause] ?? 0,
    }));
    return { outcome: id, probability: probability[outcome] ?? 0, posteriors };
  });
  return {
    causes: causes.map(idOf),
    somethingElse: separated.some((one) => one.index === size),
    answers,
  };
}

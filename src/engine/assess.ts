/** One call for a whole session: what is believed, what is concluded, what to ask next, and whether to ask at all. */
import type { Belief } from './belief.ts';
import { beliefOf } from './belief.ts';
import type { ChoiceOptions, Question } from './choose-question.ts';
import { candidatesOf, nextQuestion } from './choose-question.ts';
import type { Model, Observed } from './model.ts';
import { replay } from './replay.ts';
import type { Stop } from './stop.ts';
import { bestMeasurement } from './measurements.ts';
import { maximumQuestions, stopFor } from './stop.ts';
import { tablesOf } from './tables.ts';
import type { Verdict } from './verdict.ts';
import { verdictOf } from './verdict.ts';

/** How to assess; everything may be left out. */
export interface AssessOptions extends ChoiceOptions {
  /** How many questions have been asked so far, answered or unknown; 0 unless given. */
  readonly asked?: number;
  /** How many of the latest looks, in a row, were answered "don't know" throughout, once the person has shown what they have;
   * 0 unless given. */
  readonly unanswered?: number;
  /** When to stop asking; 12 unless given. */
  readonly maximum?: number;
}

/** The state of a session, derived anew each time. */
export interface Assessment {
  readonly belief: Belief;
  readonly verdict: Verdict;
  /** The best next question, also when asking may stop: the user may go on. Null when nothing useful is left. */
  readonly next: Question | null;
  readonly stop: Stop;
}

/**
 * Assesses a session. Same model, observations (in any order) and options give the same result, unless the policy is
 * random. Never fails on what the observations contain, see `updateBelief`.
 */
export function assess(
  model: Model,
  observations: readonly Observed[],
  options: AssessOptions = {},
): Assessment {
  const session = replay(tablesOf(model), observations, options.hints);
  const verdict = verdictOf(session);
  const exclude = options.exclude ?? [];
  const candidates = candidatesOf(session, exclude);
  const { asked = 0, unanswered = 0, maximum = maximumQuestions } = options;
  const stop = stopFor(session, verdict, candidates, { looks: asked, unanswered, maximum });
  // By gain there is nothing left to tell, but only symptoms have spoken: the leader is put to the test before that ends.
  const isDone = stop.reason === 'little-to-gain' || stop.reason === 'nothing-to-ask';
  const isUntested = isDone && verdict.rule === 'only-symptoms';
  const test = isUntested ? bestMeasurement(session, exclude) : null;
  if (test !== null) {
    return { belief: beliefOf(session), verdict, next: test, stop: { stop: false, reason: null } };
  }
  // A likely leader that lacks a decisive observation is asked for one: it confirms or refutes.
  const isUndecided = verdict.level === 'likely' && verdict.missing?.decisive === true;
  const next =
    (isUndecided ? bestMeasurement(session, exclude, 'deciding') : null) ??
    nextQuestion(session, candidates, options.policy);
  return { belief: beliefOf(session), verdict, next, stop };
}

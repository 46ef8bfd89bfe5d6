/**
 * The door of the engine: observations in, belief, verdict, next question and explanations out. The room imports nothing,
 * does no I/O, reads no clock, uses no randomness and knows no content; every result is a pure function of its input.
 */
export type {
  Cost,
  Likelihood,
  Model,
  ModelCause,
  ModelFinding,
  Observed,
  Outcome,
  RangeStatus,
  ValueKind,
  VersionScheme,
} from './model.ts';

export { assess } from './assess.ts';
export type { AssessOptions, Assessment } from './assess.ts';

export { updateBelief } from './belief.ts';
export type { Belief, CauseBelief, Contribution, RuledOut } from './belief.ts';
export type { Conflict, Problem } from './replay.ts';

export { reachVerdict, verdictDemands } from './verdict.ts';
export type {
  Missing,
  Standing,
  Verdict,
  VerdictDemand,
  VerdictLevel,
  VerdictRule,
} from './verdict.ts';

export type { Hints } from './hints.ts';

export { companionsOf } from './companions.ts';
export { mostCompanions } from './worth.ts';
export { chooseQuestion, rankQuestions } from './choose-question.ts';
export type { ChoiceOptions, Question } from './choose-question.ts';
export type { AnswerEffect, QuestionReason } from './question-reason.ts';
export { edgeCutting, gainPerCost, randomPolicy } from './policies.ts';
export type { QuestionPolicy } from './policies.ts';
export { priceOf } from './cost.ts';
export { entropyInBits, expectedGain } from './information.ts';

export { maximumQuestions } from './stop.ts';
export type { Stop, StopReason } from './stop.ts';

export { explainCause, whatWouldChange, whatWouldFlip } from './explain.ts';
export type { Change, Explanation, Flip, NotChecked, PossibleAnswer } from './explain.ts';

export { readValue, unknownValue } from './outcome.ts';
export type { ValueError, ValueReading } from './outcome.ts';
export { compareVersions, parseVersion } from './version.ts';
export type { Version } from './version.ts';

// The numbers that the method page tells.
export { clusterDamping } from './replay.ts';
export { likelihoodFloor, versionFloor } from './tables.ts';

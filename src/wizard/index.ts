/**
 * The door of the wizard: a session and everything that can be done with it, the state chart that decides when, and the
 * view and report that are derived from it. The only room that knows XState. No DOM, no clock, no network.
 */
export type {
  CaseText,
  CauseText,
  CommandText,
  FindingText,
  Knowledge,
  StatedObservation,
  SymptomText,
} from './knowledge.ts';

export { countsAsEvidence, evidenceOf, knownSides, slotOf } from './observation.ts';
export type { KnownSide, Observation, Place, Provenance } from './observation.ts';

export { formatLink, longestLink, readLink } from './link.ts';
export type { ForeignEntry, ForeignProblem, Link, LinkedObservation } from './link.ts';

export { emptySession, linkOf, readSavedSession, saveSession } from './session.ts';
export type {
  Beside,
  Compared,
  Notice,
  Pace,
  Paste,
  PastedReading,
  Session,
  Words,
} from './session.ts';

export { takeIn } from './intake.ts';
export { correctReading, decide, dropReadings, stateSide, takeBack } from './edit-readings.ts';
export type { Contradiction } from './intake.ts';
export { canCompare, stateEnd } from './state-end.ts';
export type { End, StatedEnd } from './state-end.ts';
export { reviewOf } from './review.ts';
export type { Review, SideQuestion } from './review.ts';

export {
  answer,
  answerTogether,
  chooseSymptom,
  openLink,
  problemWith,
  removeAnswer,
  replayCase,
} from './change.ts';
export type { Answer } from './change.ts';
export { say } from './words.ts';
export type { Saying } from './words.ts';
export { assessSession, goesOnAsking, questionNow, readAlong } from './belief.ts';

export { stateOf, wizardMachine } from './machine.ts';
export { createWizard } from './run.ts';
export type { WizardActor, WizardSnapshot, WizardState } from './machine.ts';
export type { WizardContext, WizardInput } from './machine-names.ts';
export type { WizardEvent } from './events.ts';
export { readChart } from './chart.ts';
export type { Chart, ChartEdge, ChartNode } from './chart.ts';

export { viewSession } from './view.ts';
export type { ForeignView, ObservationView, ReviewView, VerdictView, WizardView } from './view.ts';
export type { CauseView, EvidenceView, RuledOutView, UncheckedView } from './view-cause.ts';
export type { AlongView, OutcomeView, QuestionSummary, QuestionView } from './view-question.ts';
export type { AdviceView } from './advice.ts';
export type { NextPaste } from './next-pastes.ts';
export { readingsBeside, readingsOf, viewReading } from './view-reading.ts';
export type { ReadingStatus, ReadingView } from './view-reading.ts';
export { layOutPaste, unfold, unfoldStep } from './paste-rows.ts';
export type { LineRange, PasteFacts, PasteRow } from './paste-rows.ts';
export type { Quote } from './quotes.ts';
export { quotableOf } from './quotes.ts';
export type { ComparedFact, NearestCase } from './nearest-case.ts';
export { causeTitle, findingTitle, outcomeLabel, showValue } from './show.ts';

export { escapeMarkdown, writeReport } from './report.ts';
export { messages as wizardMessages } from './messages.ts';
export type { Messages as WizardMessages } from './messages.ts';

/**
 * The names that the chart in `machine.ts` is written in: its guards, which read the session, and its actions, which put a
 * changed session in its place. None does more than call `change.ts`, `intake.ts` or `belief.ts`.
 */
import { assign, setup } from 'xstate';
import type { VerdictLevel } from '#engine/index.ts';
import { assessSession, goesOnAsking } from './belief.ts';
import type { Answer } from './change.ts';
import {
  answer,
  answerTogether,
  chooseSymptom,
  openLink,
  pick,
  problemWith,
  removeAnswer,
  replayCase,
  restart,
  skip,
} from './change.ts';
import type { WizardEvent } from './events.ts';
import {
  canCorrect,
  correctReading,
  decide,
  dropReadings,
  stateSide,
  takeBack,
} from './edit-readings.ts';
import { takeIn } from './intake.ts';
import type { Knowledge } from './knowledge.ts';
import type { KnownSide, Place } from './observation.ts';
import { slotOf } from './observation.ts';
import { needsReview } from './review.ts';
import type { Pace, Session } from './session.ts';
import { isUntouched } from './session.ts';
import type { StatedEnd } from './state-end.ts';
import { stateEnd } from './state-end.ts';
import type { Saying } from './words.ts';
import { say } from './words.ts';

/** The machine's memory: the knowledge that it was started with, and the session. */
export interface WizardContext {
  readonly knowledge: Knowledge;
  readonly session: Session;
}

/** What starts the machine: the knowledge, and a saved session after a reload. */
export interface WizardInput {
  readonly knowledge: Knowledge;
  readonly session?: Session | null;
}

type EventOf<Type extends WizardEvent['type']> = Extract<WizardEvent, { type: Type }>;

interface Readings {
  readonly readings: readonly string[];
}

interface Correction {
  readonly reading: string;
  readonly value: string;
}

/** Types, guards and actions of the machine, by name. */
export const wizardNames = setup({
  types: {
    context: {} as WizardContext,
    events: {} as WizardEvent,
    input: {} as WizardInput,
  },
  guards: {
    isUntouched: ({ context: { session } }) => isUntouched(session),
    needsReview: ({ context: { knowledge, session } }) => needsReview(knowledge, session),
    hasWaiting: ({ context: { session } }) => session.waiting.length > 0,
    goesOnAsking: ({ context: { knowledge, session } }) => goesOnAsking(knowledge, session),
    hasQuestion: ({ context: { knowledge, session } }) =>
      assessSession(knowledge, session).next !== null,
    hasVerdict: ({ context: { knowledge, session } }, params: { level: VerdictLevel }) =>
      assessSession(knowledge, session).verdict.level === params.level,
    areReadable: ({ context: { knowledge } }, { answers }: { answers: readonly Answer[] }) =>
      answers.length > 0 && answers.every((given) => problemWith(knowledge, given) === null),
    isHeld: ({ context: { knowledge, session } }, place: Place) =>
      session.observations.some((held) => slotOf(knowledge, held) === slotOf(knowledge, place)),
    isReadableAndHeld: ({ context: { knowledge, session } }, given: Answer) =>
      problemWith(knowledge, given) === null &&
      session.observations.some((held) => slotOf(knowledge, held) === slotOf(knowledge, given)),
    canCorrect: ({ context: { knowledge, session } }, { reading, value }: Correction) =>
      canCorrect(knowledge, session, reading, value),
    isFinding: ({ context: { knowledge } }, { finding }: { finding: string }) =>
      Object.hasOwn(knowledge.findings, finding),
  },
  actions: {
    takeAnswers: assign({
      session: ({ context: { knowledge, session } }, { answers }: { answers: readonly Answer[] }) =>
        answerTogether(knowledge, session, answers),
    }),
    reviseAnswer: assign({
      session: ({ context: { knowledge, session } }, given: Answer) => ({
        ...answer(knowledge, session, given),
        picked: session.picked === given.finding ? null : session.picked,
      }),
    }),
    noteProblems: assign({
      session: (
        { context: { knowledge, session } },
        { answers }: { answers: readonly Answer[] },
      ) => ({
        ...session,
        notice:
          answers.map((given) => problemWith(knowledge, given)).find((found) => found !== null) ??
          null,
      }),
    }),
    removeAnswer: assign({
      session: ({ context: { knowledge, session } }, place: Place) =>
        removeAnswer(knowledge, session, place),
    }),
    takeWords: assign({
      session: ({ context: { knowledge, session } }, saying: Saying) =>
        say(knowledge, session, saying),
    }),
    skipQuestion: assign({
      session: ({ context: { session } }, { finding }: { finding: string }) =>
        skip(session, finding),
    }),
    pickQuestion: assign({
      session: ({ context: { session } }, { finding }: { finding: string }) =>
        pick(session, finding),
    }),
    takePaste: assign({
      session: ({ context: { knowledge, session } }, event: EventOf<'paste.read'>) =>
        takeIn(knowledge, session, event.evidence, event.name ?? null),
    }),
    stateSide: assign({
      session: ({ context: { knowledge, session } }, stated: Readings & { side: KnownSide }) =>
        stateSide(knowledge, session, stated.readings, stated.side),
    }),
    stateEnd: assign({
      session: ({ context: { knowledge, session } }, stated: StatedEnd) =>
        stateEnd(knowledge, session, stated),
    }),
    correctReading: assign({
      session: ({ context: { knowledge, session } }, { reading, value }: Correction) =>
        correctReading(knowledge, session, reading, value),
    }),
    noteCorrection: assign({
      session: ({ context: { session } }, { reading, value }: Correction) => ({
        ...session,
        notice: { key: 'unreadable-value' as const, id: reading, value },
      }),
    }),
    dropReadings: assign({
      session: ({ context: { knowledge, session } }, { readings }: Readings) =>
        dropReadings(knowledge, session, readings),
    }),
    takeBack: assign({
      session: ({ context: { knowledge, session } }, { readings }: Readings) =>
        takeBack(knowledge, session, readings),
    }),
    decideConflict: assign({
      session: ({ context: { knowledge, session } }, event: EventOf<'conflict.decided'>) =>
        decide(knowledge, session, event.conflict, event.keep),
    }),
    setReviewed: assign({
      session: ({ context: { session } }, { reviewed }: { reviewed: boolean }) => ({
        ...session,
        reviewed,
        notice: null,
      }),
    }),
    setPace: assign({
      session: ({ context: { session } }, { pace }: { pace: Pace }) => ({
        ...session,
        pace,
        picked: null,
        notice: null,
      }),
    }),
    chooseSymptom: assign({
      session: ({ context: { knowledge, session } }, { symptom }: { symptom: string }) =>
        chooseSymptom(knowledge, session, symptom),
    }),
    replayCase: assign({
      session: ({ context: { knowledge, session } }, event: EventOf<'case.replayed'>) =>
        replayCase(knowledge, session, event.case),
    }),
    openLink: assign({
      session: ({ context: { knowledge, session } }, { fragment }: { fragment: string }) =>
        openLink(knowledge, session, fragment),
    }),
    restart: assign({ session: ({ context: { session } }) => restart(session) }),
  },
});

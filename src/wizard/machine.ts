/**
 * The wizard as a state chart of names (`machine-names.ts`). Belief is in no state and no context. Every event that changes
 * the session ends in `deciding`, which alone says where the session stands, so that the same session is in the same
 * state whatever way it came there.
 */
import type { ActorRefFrom, SnapshotFrom } from 'xstate';
import { wizardNames } from './machine-names.ts';
import { emptySession } from './session.ts';

/**
 * The machine of `/triage/`. Input: the knowledge, and a saved session if there is one. All of its events are described in
 * `events.ts`; an event that a state does not know is ignored.
 */
export const wizardMachine = wizardNames.createMachine({
  id: 'wizard',
  context: ({ input }) => ({
    knowledge: input.knowledge,
    session: input.session ?? emptySession,
  }),
  initial: 'deciding',
  on: {
    'answer.given': [
      {
        description: 'Takes the answer.',
        guard: { type: 'areReadable', params: ({ event }) => ({ answers: [event] }) },
        actions: { type: 'takeAnswers', params: ({ event }) => ({ answers: [event] }) },
        target: '.deciding',
      },
      {
        description: 'Says why the answer cannot be read, and keeps everything.',
        actions: { type: 'noteProblems', params: ({ event }) => ({ answers: [event] }) },
      },
    ],
    'answers.given': [
      {
        description: 'Takes the answers of one look.',
        guard: { type: 'areReadable', params: ({ event }) => event },
        actions: { type: 'takeAnswers', params: ({ event }) => event },
        target: '.deciding',
      },
      {
        description: 'Says which answer cannot be read, and keeps everything.',
        actions: { type: 'noteProblems', params: ({ event }) => event },
      },
    ],
    'answer.revised': [
      {
        description: 'Replaces what is known of one finding; the question that is open stays open.',
        guard: { type: 'isReadableAndHeld', params: ({ event }) => event },
        actions: { type: 'reviseAnswer', params: ({ event }) => event },
        target: '.deciding',
      },
      {
        description: 'Says why the answer cannot be read, and keeps the old one.',
        actions: { type: 'noteProblems', params: ({ event }) => ({ answers: [event] }) },
      },
    ],
    'answer.removed': {
      description: 'Takes one observation back; what it ruled out returns.',
      guard: { type: 'isHeld', params: ({ event }) => event },
      actions: { type: 'removeAnswer', params: ({ event }) => event },
      target: '.deciding',
    },
    'question.picked': {
      description: 'Asks the question that the user picked.',
      guard: { type: 'isFinding', params: ({ event }) => event },
      actions: { type: 'pickQuestion', params: ({ event }) => event },
      target: '.deciding',
    },
    'words.given': {
      description:
        'Steers the questions by what the person says in a line of their own, and reads it like a paste.',
      actions: { type: 'takeWords', params: ({ event }) => event },
      target: '.deciding',
    },
    'paste.read': {
      description: 'Believes what nothing stands against; the rest waits for the review.',
      actions: { type: 'takePaste', params: ({ event }) => event },
      target: '.deciding',
    },
    'reading.side.stated': {
      description: 'Believes the readings of the side that was stated.',
      actions: { type: 'stateSide', params: ({ event }) => event },
      target: '.deciding',
    },
    'capture.end.stated': {
      description: 'Compares two captures anew, knowing at which end each was taken.',
      actions: { type: 'stateEnd', params: ({ event }) => event },
      target: '.deciding',
    },
    'reading.corrected': [
      {
        description: 'Takes what the line really says.',
        guard: { type: 'canCorrect', params: ({ event }) => event },
        actions: { type: 'correctReading', params: ({ event }) => event },
        target: '.deciding',
      },
      {
        description: 'Says why the correction cannot be read, and keeps the old value.',
        actions: { type: 'noteCorrection', params: ({ event }) => event },
      },
    ],
    'reading.dropped': {
      description: 'Sets readings aside, waiting or believed.',
      actions: { type: 'dropReadings', params: ({ event }) => event },
      target: '.deciding',
    },
    'reading.restored': {
      description: 'Takes readings back that were set aside.',
      actions: { type: 'takeBack', params: ({ event }) => event },
      target: '.deciding',
    },
    'conflict.decided': {
      description: 'Keeps one of the values that cannot both hold, or none.',
      actions: { type: 'decideConflict', params: ({ event }) => event },
      target: '.deciding',
    },
    'review.reopened': {
      description: 'Shows again what waits for a side or a decision.',
      guard: 'hasWaiting',
      actions: { type: 'setReviewed', params: { reviewed: false } },
      target: '.deciding',
    },
    'symptom.chosen': {
      description: 'Adds what the symptom amounts to.',
      actions: { type: 'chooseSymptom', params: ({ event }) => event },
      target: '.deciding',
    },
    'case.replayed': {
      description: 'Starts over with what the people of a case had observed.',
      actions: { type: 'replayCase', params: ({ event }) => event },
      target: '.deciding',
    },
    'link.opened': {
      description: 'Replays the observations of a link, or of an earlier moment of this session.',
      actions: { type: 'openLink', params: ({ event }) => event },
      target: '.deciding',
    },
    'session.restarted': {
      description: 'Forgets the session.',
      actions: 'restart',
      target: '.deciding',
    },
  },
  states: {
    deciding: {
      description: 'Passed through at once: says where the session stands.',
      always: [
        { description: 'Nothing is known yet.', guard: 'isUntouched', target: 'opening' },
        {
          description: 'A paste left something to settle.',
          guard: 'needsReview',
          target: 'reviewing',
        },
        { description: 'A question is worth asking.', guard: 'goesOnAsking', target: 'asking' },
        {
          description: 'The rule of a confirmed verdict holds.',
          guard: { type: 'hasVerdict', params: { level: 'confirmed' } },
          target: 'concluded.confirmed',
        },
        {
          description: 'The rule of a likely verdict holds.',
          guard: { type: 'hasVerdict', params: { level: 'likely' } },
          target: 'concluded.likely',
        },
        {
          description: 'The rule of a possible verdict holds.',
          guard: { type: 'hasVerdict', params: { level: 'possible' } },
          target: 'concluded.possible',
        },
        { description: 'No rule holds.', target: 'concluded.inconclusive' },
      ],
    },
    opening: {
      description: 'Offers the ways in: a symptom, a paste, a case, a question.',
      on: {
        'asking.resumed': {
          description: 'Starts with the most useful question.',
          actions: { type: 'setPace', params: { pace: 'guided' } },
          target: 'deciding',
        },
      },
    },
    reviewing: {
      description:
        'Asks whose host readings are from, and which of two contradictory values holds.',
      on: {
        'review.closed': {
          description: 'Goes on; what waits is not believed.',
          actions: { type: 'setReviewed', params: { reviewed: true } },
          target: 'deciding',
        },
      },
    },
    asking: {
      description: 'Asks one question, with its reason and command.',
      on: {
        'question.skipped': {
          description: 'Does not ask this question again until it is picked.',
          guard: { type: 'isFinding', params: ({ event }) => event },
          actions: { type: 'skipQuestion', params: ({ event }) => event },
          target: 'deciding',
        },
        'asking.ended': {
          description: 'Concludes from what is known.',
          actions: { type: 'setPace', params: { pace: 'ended' } },
          target: 'deciding',
        },
      },
    },
    concluded: {
      description: 'Shows the verdict. Everything can still be added, edited and taken back.',
      initial: 'inconclusive',
      on: {
        'asking.resumed': {
          description: 'Asks more although it has concluded.',
          guard: 'hasQuestion',
          actions: { type: 'setPace', params: { pace: 'insisting' } },
          target: 'deciding',
        },
      },
      states: {
        confirmed: { description: 'Shows what confirmed the cause, and what to do.' },
        likely: { description: 'Shows the cause, and what would confirm it.' },
        possible: { description: 'Shows the cause as one of several, and what would decide.' },
        inconclusive: { description: 'Shows what to collect next.' },
      },
    },
  },
});

/** A running wizard. */
export type WizardActor = ActorRefFrom<typeof wizardMachine>;

/** One moment of a running wizard. */
export type WizardSnapshot = SnapshotFrom<typeof wizardMachine>;

/** The states that a user can find the wizard in. */
export type WizardState =
  'opening' | 'reviewing' | 'asking' | 'confirmed' | 'likely' | 'possible' | 'inconclusive';

/** The state of a snapshot, by its innermost name. */
export function stateOf(snapshot: WizardSnapshot): WizardState {
  const { value } = snapshot;
  if (typeof value === 'object') return value.concluded;
  return value === 'deciding' ? 'opening' : value;
}

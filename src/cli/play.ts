/**
 * Plays the wizard against a vignette: its query is said in the line for the person's own words, its evidence is pasted, then
 * the wizard asks and the vignette answers, until the stop rule ends it. One question is one look: what the screen asks for beside it is answered with it. A finding that is not
 * among the facts is answered unknown. Readings whose side is unknown are believed
 * only when the vignette states the side of the paste, as a user would be asked for it; contradictions stay undecided.
 */
import type { Assessment, QuestionPolicy } from '#engine/index.ts';
import { readValue } from '#engine/index.ts';
import { readEvidence, readWords } from '#evidence/index.ts';
import { hintsFor, type HintCorpus } from '#search/index.ts';
import type { Knowledge, Session } from '#wizard/index.ts';
import {
  answerTogether,
  assessSession,
  emptySession,
  readAlong,
  say,
  takeIn,
} from '#wizard/index.ts';
import type { Vignette } from './vignette.ts';

/** How a session ended. */
export interface Play {
  readonly session: Session;
  readonly assessment: Assessment;
  /** Questions that were asked, "don't know" included; what is read along with one is part of it. */
  readonly questions: number;
}

/** What is played. */
export interface PlayOptions {
  /** What the words are looked up in; they go unsaid when it is left out. */
  readonly hints?: HintCorpus | undefined;
  /** Leave the evidence out: a baseline. */
  readonly withoutPaste?: boolean;
  /** Questions after which to end, whatever the stop rule says. */
  readonly mostQuestions?: number;
  /** How questions are chosen; the engine's own policy unless given. */
  readonly policy?: QuestionPolicy | undefined;
}

function answerOf(knowledge: Knowledge, vignette: Vignette, finding: string): string {
  const value = vignette.facts.get(finding);
  const model = knowledge.model.findings.find(({ id }) => id === finding);
  if (value === undefined || model === undefined) return 'unknown';
  return readValue(model, value).kind === 'error' ? 'unknown' : value;
}

/** Plays one vignette to its end. */
export function play(knowledge: Knowledge, vignette: Vignette, options: PlayOptions = {}): Play {
  const { evidence, query, side } = vignette;
  const { hints } = options;
  let session = emptySession;
  if (hints !== undefined) {
    const pointed = hintsFor(hints, query);
    session = say(knowledge, session, {
      ...{ text: query, hints: pointed, evidence: readWords(query) },
    });
  }
  if (options.withoutPaste !== true && evidence.trim() !== '') {
    session = takeIn(knowledge, session, readEvidence(evidence, side === null ? {} : { side }));
  }
  let questions = 0;
  for (;;) {
    const assessment = assessSession(knowledge, session, options.policy);
    const { next, stop } = assessment;
    const isEnough = questions >= (options.mostQuestions ?? Number.POSITIVE_INFINITY);
    if (stop.stop || next === null || isEnough) return { session, assessment, questions };
    const look = [next.finding, ...readAlong(knowledge, session, next.finding)];
    const answers = look.map((finding) => ({
      finding,
      value: answerOf(knowledge, vignette, finding),
    }));
    session = answerTogether(knowledge, session, answers);
    questions += 1;
  }
}

/**
 * What the engine makes of a session. Derived each time the session changes and kept only as long as that very session
 * object lives; nothing of it is ever stored.
 */
import type { Assessment, ChoiceOptions, Observed, QuestionPolicy } from '#engine/index.ts';
import { assess, companionsOf } from '#engine/index.ts';
import type { Knowledge } from './knowledge.ts';
import { evidenceOf, isSameValue } from './observation.ts';
import type { Session } from './session.ts';

/** What inference sees of a session. */
export function observedIn(knowledge: Knowledge, session: Session): readonly Observed[] {
  return evidenceOf(knowledge, session.observations);
}

/** What a session says of the choice of questions. */
export function choiceIn({ skipped, words }: Session): ChoiceOptions {
  return { exclude: skipped, hints: words?.hints };
}

/** Looks that the user has spent time on: questions answered, also with "don't know", or skipped. What was read along
 * with a question is part of its look. */
function askedIn(session: Session): number {
  const answered = session.observations.filter(
    ({ from }) => from.kind === 'answered' && from.along === undefined,
  );
  return answered.length + session.skipped.length;
}

/** Whether a paste or a capture told something; what was read in the line of words is no paste. */
function hasShown({ observations, words }: Session): boolean {
  return observations.some(
    ({ from }) =>
      (from.kind === 'pasted' || from.kind === 'captured') && from.paste !== words?.paste,
  );
}

/**
 * The latest looks in a row of which nothing was answered. Counted once something was pasted: the wizard then asks for what the
 * paste lacks, and whoever cannot say it has most likely shown what there is. Without a paste nothing tells what there is.
 */
function unansweredIn(session: Session): number {
  if (!hasShown(session)) return 0;
  let run = 0;
  let isBlank = true;
  for (const { from, value } of session.observations.toReversed()) {
    if (from.kind !== 'answered') continue;
    isBlank &&= value === 'unknown';
    if (from.along !== undefined) continue;
    if (!isBlank) return run;
    run += 1;
  }
  return run;
}

const kept = new WeakMap<Session, { knowledge: Knowledge; assessment: Assessment }>();

/** Belief, verdict, next question and stop rule for a session; `policy` is the engine's own unless given. */
export function assessSession(
  knowledge: Knowledge,
  session: Session,
  policy?: QuestionPolicy,
): Assessment {
  const known = kept.get(session);
  if (known?.knowledge === knowledge && policy === undefined) return known.assessment;
  const spent = { asked: askedIn(session), unanswered: unansweredIn(session) };
  const options = { ...choiceIn(session), ...spent };
  const assessment = assess(
    knowledge.model,
    observedIn(knowledge, session),
    policy === undefined ? options : { ...options, policy },
  );
  if (policy === undefined) kept.set(session, { knowledge, assessment });
  return assessment;
}

/** The finding that is asked for now: what the user picked, else the engine's choice; null when nothing is left. */
export function questionNow(knowledge: Knowledge, session: Session): string | null {
  return session.picked ?? assessSession(knowledge, session).next?.finding ?? null;
}

/**
 * Findings that the look at `finding` also answers and that are worth reading now, the most telling first. They are asked
 * for on the same screen.
 */
export function readAlong(
  knowledge: Knowledge,
  session: Session,
  finding: string,
): readonly string[] {
  const observed = observedIn(knowledge, session);
  const look = companionsOf(knowledge.model, observed, finding, choiceIn(session));
  return look.filter((id, place) =>
    [finding, ...look.slice(0, place)].every((before) => !isSameValue(knowledge, before, id)),
  );
}

/** Whether to ask rather than conclude. */
export function goesOnAsking(knowledge: Knowledge, session: Session): boolean {
  if (session.picked !== null) return true;
  const { next, stop } = assessSession(knowledge, session);
  if (next === null || session.pace === 'ended') return false;
  return session.pace === 'insisting' || !stop.stop;
}

/**
 * What the engine makes of a session. Derived each time the session changes and kept only as long as that very session
 * object lives; nothing of it is ever stored.
 */
import type { Assessment, Observed, QuestionPolicy } from '#engine/index.ts';
import { assess } from '#engine/index.ts';
import type { Knowledge } from './knowledge.ts';
import { evidenceOf } from './observation.ts';
import type { Session } from './session.ts';

/** What inference sees of a session. */
export function observedIn(knowledge: Knowledge, session: Session): readonly Observed[] {
  return evidenceOf(knowledge, session.observations);
}

/** Questions that the user has spent time on: answered, also with "don't know", or skipped. */
function askedIn(session: Session): number {
  const answered = session.observations.filter(({ from }) => from.kind === 'answered');
  return answered.length + session.skipped.length;
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
  const options = { exclude: session.skipped, asked: askedIn(session) };
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

/** Whether to ask rather than conclude. */
export function goesOnAsking(knowledge: Knowledge, session: Session): boolean {
  if (session.picked !== null) return true;
  const { next, stop } = assessSession(knowledge, session);
  if (next === null || session.pace === 'ended') return false;
  return session.pace === 'insisting' || !stop.stop;
}

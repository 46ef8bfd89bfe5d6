/** A line in which a person says what they see: it steers the questions, and what it states like a log is read like one. */
import type { Hints } from '#engine/index.ts';
import type { Evidence } from '#evidence/reading.ts';
import { dropReadings } from './edit-readings.ts';
import { takeIn } from './intake.ts';
import type { Knowledge } from './knowledge.ts';
import { messages } from './messages.ts';
import type { Session } from './session.ts';

/** What the person says in a line of their own. */
export interface Saying {
  readonly text: string;
  /** Where it points. */
  readonly hints: Hints;
  /** What was read from it; null when it was not read. */
  readonly evidence: Evidence | null;
}

/** Sets aside what was read from earlier words, and forgets them. */
function unsay(knowledge: Knowledge, session: Session): Session {
  const number = session.words?.paste ?? null;
  const silent = { ...session, words: null, notice: null };
  if (number === null) return silent;
  const read = [...session.waiting, ...session.taken].filter(({ paste }) => paste === number);
  return dropReadings(
    knowledge,
    silent,
    read.map(({ id }) => id),
  );
}

/**
 * Takes what the person says in a line of their own; other words take the place of earlier ones, blank words take them back.
 * Asking begins with it. What answers a question is believed like a paste.
 */
export function say(knowledge: Knowledge, session: Session, saying: Saying): Session {
  const text = saying.text.trim();
  const before = unsay(knowledge, session);
  if (text === '') return before;
  const { hints, evidence } = saying;
  const pace = before.pace === 'unasked' ? 'guided' : before.pace;
  const said = { ...before, words: { text, hints, paste: null }, pace };
  if (evidence === null || !evidence.readings.some(({ finding }) => finding !== null)) return said;
  const words = { text, hints, paste: said.pastes.length + 1 };
  return takeIn(knowledge, { ...said, words }, evidence, messages.ownWords);
}

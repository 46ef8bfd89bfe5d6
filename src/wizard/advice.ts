/**
 * What to do beyond the next question: what to capture before a restart destroys it, and what to collect when the evidence
 * is not enough. Both are the engine's list of questions, read for another purpose; answers of "don't know" count as open
 * here, since finding out after all is what such a session needs.
 */
import type { Question } from '#engine/index.ts';
import { rankQuestions } from '#engine/index.ts';
import { observedIn } from './belief.ts';
import type { CommandText, Knowledge } from './knowledge.ts';
import { messages } from './messages.ts';
import { findingText } from './observation.ts';
import type { Session } from './session.ts';
import { causeTitle, findingTitle } from './show.ts';

/** One thing to go and look at. */
export interface AdviceView {
  readonly finding: string;
  readonly title: string;
  readonly commands: readonly CommandText[];
  readonly cost: string;
  /** Which causes it would tell apart. */
  readonly reason: string;
  /** Expected information in bits. */
  readonly gainInBits: number;
}

/** Questions without a believed value, also those that were skipped or answered "don't know", best first. */
export function openQuestions(knowledge: Knowledge, session: Session): readonly Question[] {
  const known = observedIn(knowledge, session).filter(({ value }) => value !== 'unknown');
  return rankQuestions(knowledge.model, known, { hints: session.words?.hints });
}

function adviceOf(knowledge: Knowledge, question: Question): AdviceView | null {
  const { finding, gainInBits, reason } = question;
  const model = knowledge.model.findings.find(({ id }) => id === finding);
  if (model === undefined) return null;
  const titles = reason.causes.map((cause) => causeTitle(knowledge, cause));
  return {
    finding,
    title: findingTitle(knowledge, finding),
    commands: findingText(knowledge, finding)?.commands ?? [],
    cost: messages.cost(model.cost),
    reason: messages.reason(titles, reason.somethingElse),
    gainInBits,
  };
}

/** What a restart would destroy, by what it would tell, most first. */
export function captureList(
  knowledge: Knowledge,
  open: readonly Question[],
): readonly AdviceView[] {
  const perishable = new Set(
    knowledge.model.findings.filter(({ cost }) => cost.perishable).map(({ id }) => id),
  );
  return open
    .filter(({ finding }) => perishable.has(finding))
    .sort((a, b) => b.gainInBits - a.gainInBits || (a.finding < b.finding ? -1 : 1))
    .flatMap((question) => adviceOf(knowledge, question) ?? []);
}

/** The few things whose result would most likely settle the session, best value for the effort first. */
export function collectionPlan(
  knowledge: Knowledge,
  open: readonly Question[],
  most = 5,
): readonly AdviceView[] {
  return open.slice(0, most).flatMap((question) => adviceOf(knowledge, question) ?? []);
}

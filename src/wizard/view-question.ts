/** A question as the interface shows it: what to ask, how to find out, why now, and what each answer would do. */
import type { Cost, ModelFinding, Question } from '#engine/index.ts';
import { readAlong } from './belief.ts';
import type { CommandText, FindingText, Knowledge } from './knowledge.ts';
import { messages } from './messages.ts';
import { countsAsEvidence, findingText } from './observation.ts';
import type { Session } from './session.ts';
import { causeTitle, findingTitle } from './show.ts';

/** One answer that can be chosen. */
export interface OutcomeView {
  readonly id: string;
  readonly label: string;
  /** What it looks like on screen. */
  readonly looks: string | null;
  /** How probable it is now; null when the engine did not value the question. */
  readonly probability: number | null;
}

/** What a list of questions shows of each. */
export interface QuestionSummary {
  readonly finding: string;
  readonly title: string;
  readonly cost: string;
  /** Expected information in bits. */
  readonly gainInBits: number;
}

/** A finding that is read in the same look as the question. */
export interface AlongView {
  readonly finding: string;
  readonly title: string;
  readonly question: string;
  readonly kind: ModelFinding['kind'];
  readonly unit: string | null;
  readonly example: string | null;
  readonly outcomes: readonly { readonly id: string; readonly label: string }[];
}

/** The question that is asked now. */
export interface QuestionView {
  readonly finding: string;
  readonly title: string;
  readonly question: string;
  /** What it separates, by which mechanism. */
  readonly why: string;
  /** Why it is asked now, naming the causes that it tells apart. */
  readonly reason: string;
  /** Ids of these causes. */
  readonly separates: readonly string[];
  readonly kind: ModelFinding['kind'];
  readonly unit: string | null;
  readonly example: string | null;
  readonly side: FindingText['side'];
  readonly commands: readonly CommandText[];
  readonly cost: Cost;
  /** The cost in words. */
  readonly costText: string;
  readonly riskNote: string | null;
  readonly outcomes: readonly OutcomeView[];
  /** What to read in the same look, the most telling first. */
  readonly along: readonly AlongView[];
  /** Other questions that the same command answers and that are neither answered nor among those read along. */
  readonly siblings: readonly QuestionSummary[];
  /** What the session holds already, when an answered question is asked again; else null. */
  readonly held: string | null;
  /** What a paste says of it that is not used, and why. */
  readonly hints: readonly string[];
  readonly picked: boolean;
}

/** A question in one line; null for an id that the knowledge does not have. */
export function summarize(
  knowledge: Knowledge,
  finding: string,
  gainInBits: number,
): QuestionSummary | null {
  const model = knowledge.model.findings.find(({ id }) => id === finding);
  if (model === undefined) return null;
  const title = findingTitle(knowledge, finding);
  return { finding, title, cost: messages.cost(model.cost), gainInBits };
}

function hintsFor(knowledge: Knowledge, session: Session, finding: string): readonly string[] {
  const waiting = session.waiting
    .filter(({ reading }) => reading.finding === finding)
    .map(({ reading: { value, line, side }, unit }) =>
      messages.waitingHint(value, messages.place(unit, line), side),
    );
  const foreign = session.observations.flatMap((observation) => {
    const { side, from, value } = observation;
    if (observation.finding !== finding || side === undefined) return [];
    if (countsAsEvidence(knowledge, observation)) return [];
    if (from.kind === 'pasted') {
      return [messages.waitingHint(value, messages.place('line', from.line), side)];
    }
    if (from.kind !== 'captured') return [];
    return [messages.waitingHint(value, messages.place('frame', from.frame), side)];
  });
  return [...waiting, ...foreign];
}

function siblingsOf(
  knowledge: Knowledge,
  session: Session,
  finding: string,
  ranked: readonly Question[],
): readonly QuestionSummary[] {
  const group = findingText(knowledge, finding)?.group;
  if (group === undefined) return [];
  const held = new Set(session.observations.map((observation) => observation.finding));
  return knowledge.model.findings.flatMap(({ id }) => {
    const isSibling =
      id !== finding && findingText(knowledge, id)?.group === group && !held.has(id);
    if (!isSibling) return [];
    const gain = ranked.find((question) => question.finding === id)?.gainInBits ?? 0;
    return summarize(knowledge, id, gain) ?? [];
  });
}

function viewAlong(knowledge: Knowledge, finding: string): AlongView | null {
  const text = findingText(knowledge, finding);
  const model = knowledge.model.findings.find(({ id }) => id === finding);
  if (text === null || model === undefined) return null;
  return {
    finding,
    title: text.title,
    question: text.question,
    kind: model.kind,
    unit: text.unit ?? null,
    example: text.example ?? null,
    outcomes: text.outcomes.map(({ id, label }) => ({ id, label })),
  };
}

/** The view of one question; null for an id that the knowledge does not have. `ranked` is the engine's list. */
export function viewQuestion(
  knowledge: Knowledge,
  session: Session,
  finding: string,
  ranked: readonly Question[],
): QuestionView | null {
  const text = findingText(knowledge, finding);
  const model = knowledge.model.findings.find(({ id }) => id === finding);
  if (text === null || model === undefined) return null;
  const valued = ranked.find((question) => question.finding === finding);
  const separates = valued?.reason.causes ?? [];
  const picked = session.picked === finding;
  const titles = separates.map((cause) => causeTitle(knowledge, cause));
  const reason = messages.reason(titles, valued?.reason.somethingElse ?? false);
  const held = session.observations.find(
    (observation) => observation.finding === finding && countsAsEvidence(knowledge, observation),
  );
  const along = held === undefined ? readAlong(knowledge, session, finding) : [];
  return {
    finding,
    title: text.title,
    question: text.question,
    why: text.why,
    reason: reason === '' && picked ? messages.pickedReason : reason,
    separates,
    kind: model.kind,
    unit: text.unit ?? null,
    example: text.example ?? null,
    side: text.side,
    commands: text.commands,
    cost: model.cost,
    costText: messages.cost(model.cost),
    riskNote: text.riskNote ?? null,
    outcomes: text.outcomes.map(({ id, label, looks }) => ({
      id,
      label,
      looks: looks ?? null,
      probability:
        valued?.reason.answers.find(({ outcome }) => outcome === id)?.probability ?? null,
    })),
    along: along.flatMap((id) => viewAlong(knowledge, id) ?? []),
    siblings: siblingsOf(knowledge, session, finding, ranked).filter(
      (sibling) => !along.includes(sibling.finding),
    ),
    held: held?.value ?? null,
    hints: hintsFor(knowledge, session, finding),
    picked,
  };
}

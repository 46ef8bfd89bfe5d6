/**
 * The next question, and the list to pick another one from. Decides which findings may be asked at all; how they are
 * scored is the policy's business, and why one is worth asking is told by `question-reason.ts`.
 */
import { answerChance } from './answerability.ts';
import { predict } from './information.ts';
import type { Hints } from './hints.ts';
import type { Model, Observed } from './model.ts';
import type { QuestionPolicy } from './policies.ts';
import { gainPerCost, singleStep } from './policies.ts';
import type { QuestionReason } from './question-reason.ts';
import { reasonFor } from './question-reason.ts';
import type { Replay } from './replay.ts';
import { plain, rankedCauses, replay } from './replay.ts';
import { compareIds, tablesOf } from './tables.ts';
import { priceNow } from './worth.ts';

/** A question that gains less than this many bits is not worth anyone's attention: about a 0.1 % change in certainty of
 * an even guess. A question that could decide for the leading cause is worth asking all the same. */
export const leastGainInBits = 0.002;

/** A finding to ask for. */
export interface Question {
  readonly finding: string;
  /** Expected information gain in bits, whatever is hinted at. */
  readonly gainInBits: number;
  /** Price in seconds of attention: see `priceOf`, or the reading alone when the command has been run for another. */
  readonly price: number;
  /** Probability that it is answered at all, see `answerability.ts`. */
  readonly chance: number;
  /** Score by the policy; comparable only within one list. */
  readonly score: number;
  readonly reason: QuestionReason;
}

/** What may be asked, and how it is chosen. */
export interface ChoiceOptions {
  /** Finding ids that are not to be asked: skipped, or impossible here. Unknown ids are ignored. */
  readonly exclude?: readonly string[];
  /** `gainPerCost` unless given. */
  readonly policy?: QuestionPolicy;
  /** Where the person's words point; nowhere unless given. */
  readonly hints?: Hints | undefined;
}

/** Indices of findings that may be asked, ascending by id: askable, not spoken of, not excluded, and of some use. Internal
 * to the room. */
export function candidatesOf(session: Replay, exclude: readonly string[]): readonly number[] {
  const barred = new Set(exclude);
  const deciding = decidingForLeader(session);
  return session.tables.findings.flatMap((table, index) => {
    const { id, askable } = table.finding;
    if (!askable || barred.has(id) || session.mentioned.has(index)) return [];
    return deciding.has(index) || predict(session, table).gainInBits >= leastGainInBits
      ? [index]
      : [];
  });
}

/** Indices of the findings with an outcome that would decide for the leading cause. Internal to the room. */
export function decidingForLeader(session: Replay): ReadonlySet<number> {
  const [leader] = rankedCauses(session);
  const leading = leader === undefined ? undefined : session.tables.causes[leader];
  return new Set(
    Object.entries(leading?.likelihood ?? {}).flatMap(([id, { decisive }]) =>
      decisive.length > 0 ? (session.tables.findingIndex.get(id) ?? []) : [],
    ),
  );
}

/**
 * The finding to ask for when a policy has chosen one: the command is run for its whole group, so the look begins with the
 * member that could decide for the leader, of several the earliest; where none could, with the most telling of those that
 * cost no more.
 */
function firstOfGroup(session: Replay, chosen: number, candidates: readonly number[]): number {
  const table = session.tables.findings[chosen];
  const deciding = decidingForLeader(session);
  if (table === undefined || table.group < 0 || deciding.has(chosen)) return chosen;
  const group = session.tables.groups[table.group] ?? [];
  const mates = group.filter((mate) => candidates.includes(mate));
  const decider = mates.find((mate) => deciding.has(mate));
  if (decider !== undefined) return decider;
  const price = priceNow(session, chosen, table);
  let first = chosen;
  let most = predict(session, table).gainInBits;
  for (const mate of mates) {
    const other = session.tables.findings[mate];
    if (other === undefined || priceNow(session, mate, other) > price) continue;
    const { gainInBits } = predict(session, other);
    if (gainInBits > most) [first, most] = [mate, gainInBits];
  }
  return first;
}

/** A finding as a question. Internal to the room. */
export function questionOf(session: Replay, index: number, score: number): Question | null {
  const table = session.tables.findings[index];
  if (table === undefined) return null;
  const { gainInBits } = predict(plain(session), table);
  const price = priceNow(session, index, table);
  const chance = answerChance(session, table);
  const reason = reasonFor(session, index, table);
  return { finding: table.finding.id, gainInBits, price, chance, score, reason };
}

/** The best of the candidates of a replayed session. Internal to the room. */
export function nextQuestion(
  session: Replay,
  candidates: readonly number[],
  policy: QuestionPolicy = gainPerCost,
): Question | null {
  const scores = policy(session, candidates);
  let chosen = 0;
  scores.forEach((score, at) => {
    if (score > (scores[chosen] ?? 0)) chosen = at;
  });
  const best = candidates[chosen];
  if (best === undefined) return null;
  const finding = firstOfGroup(session, best, candidates);
  return questionOf(session, finding, scores[chosen] ?? 0);
}

/**
 * The finding to ask for next, or null when nothing useful is left. Never one that is not askable, that the session has
 * spoken of (with a value, as unknown, or in contradiction), or that is excluded. Equal scores go to the earlier id.
 */
export function chooseQuestion(
  model: Model,
  observations: readonly Observed[],
  options: ChoiceOptions = {},
): Question | null {
  const session = replay(tablesOf(model), observations, options.hints);
  return nextQuestion(session, candidatesOf(session, options.exclude ?? []), options.policy);
}

/**
 * Every question that may be asked, best worth per cost first, ties by id: for "pick another question instead". Scored one
 * step deep (or by `options.policy`), so the first one may differ from `chooseQuestion`.
 */
export function rankQuestions(
  model: Model,
  observations: readonly Observed[],
  options: ChoiceOptions = {},
): readonly Question[] {
  const session = replay(tablesOf(model), observations, options.hints);
  const candidates = candidatesOf(session, options.exclude ?? []);
  const scores = (options.policy ?? singleStep)(session, candidates);
  return candidates
    .flatMap((finding, at) => questionOf(session, finding, scores[at] ?? 0) ?? [])
    .sort((a, b) => b.score - a.score || compareIds(a.finding, b.finding));
}

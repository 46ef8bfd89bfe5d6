/**
 * When to stop asking. The user may always go on; this says when the wizard should no longer push. It looks at everything
 * that may be asked, whatever the policy would choose, and never changes a verdict. The reasons are keys, the sentences
 * are the interface's.
 */
import { answerChance } from './answerability.ts';
import { predict } from './information.ts';
import type { Replay } from './replay.ts';
import { leadingCause, suppose } from './replay.ts';
import { expectsVendor } from './tables.ts';
import type { Verdict } from './verdict.ts';
import { worthsOf } from './worth.ts';

/** Why asking may end. */
export type StopReason =
  /** The verdict is confirmed. */
  | 'confirmed'
  /** Likely, and no question that is left is expected to make another hypothesis the leader. */
  | 'settled'
  /** Every question that is left is expected to tell next to nothing, or not to be answered. */
  | 'little-to-gain'
  /** The latest looks in a row told nothing: the person has shown what they have. */
  | 'unanswered'
  /** Nothing useful is left to ask. */
  | 'nothing-to-ask'
  /** As many questions as anyone should be asked have been. */
  | 'asked-enough';

/** Whether to stop, and why; `reason` is null as long as asking should go on. */
export interface Stop {
  readonly stop: boolean;
  readonly reason: StopReason | null;
}

/** Questions after which the wizard stops pushing: about ten minutes at the overhead of a question (`cost.ts`), the time
 * that this project promises to the person at 3 a.m. */
export const maximumQuestions = 12;

/** Looks in a row that told nothing, after which somebody who has shown what they have is not pushed on. A look is up to nine
 * readings, so three are most of what can be seen without another access. A judgment with the evaluation in view: after a
 * paste, three leave the ranking as right as twelve questions do, and halve them; two lose conclusions. */
const patience = 3;

/** A likely leader is settled when no question has this chance to dethrone it: one in twelve, so that on average not one
 * of as many questions as anyone is asked would. */
const settledChance = 1 / maximumQuestions;

/** Nobody is pushed for less than this many bits, the chance of an answer and the rest of its group considered: a twentieth
 * of a yes-or-no question. On the evaluation 0.06 and more begin to lose conclusions. */
const leastWorthInBits = 0.05;

/** Probability that a question is answered, and answered so that another hypothesis leads. */
function chanceToDethrone(session: Replay, finding: number): number {
  const table = session.tables.findings[finding];
  if (table === undefined) return 0;
  const answered = answerChance(session, table);
  if (answered < settledChance) return answered;
  const leader = leadingCause(session);
  const vendor = expectsVendor(table.finding);
  const { probability } = predict(session, table);
  const changing = probability.filter((_, outcome) => {
    const after = suppose(session, { finding, outcome, vendor, value: '' });
    return leadingCause(after) !== leader;
  });
  return answered * changing.reduce((sum, chance) => sum + chance, 0);
}

/** What has been asked so far. */
export interface Asked {
  /** Looks that were asked for, answered or not. */
  readonly looks: number;
  /** How many of the latest looks, in a row, told nothing to somebody who has pasted. */
  readonly unanswered: number;
  /** Looks after which to stop. */
  readonly maximum: number;
}

/**
 * Decides by the first rule that holds: confirmed; the looks have reached the maximum; no candidate left; likely and
 * settled; the latest looks told nothing; little to gain, whatever the verdict. Internal to the room.
 */
export function stopFor(
  session: Replay,
  verdict: Verdict,
  candidates: readonly number[],
  { looks, unanswered, maximum }: Asked,
): Stop {
  const because = (reason: StopReason | null): Stop => ({ stop: reason !== null, reason });
  if (verdict.level === 'confirmed') return because('confirmed');
  if (looks >= maximum) return because('asked-enough');
  if (candidates.length === 0) return because('nothing-to-ask');
  const open = (finding: number): boolean => chanceToDethrone(session, finding) >= settledChance;
  if (verdict.level === 'likely' && !candidates.some(open)) return because('settled');
  if (unanswered >= patience) return because('unanswered');
  const useful = worthsOf(session, candidates).some(({ worth }) => worth >= leastWorthInBits);
  return because(useful ? null : 'little-to-gain');
}

/**
 * When to stop asking. The user may always go on; this says when the wizard should no longer push. The reasons are keys,
 * the sentences are the interface's.
 */
import type { Question } from './choose-question.ts';
import type { Replay } from './replay.ts';
import { leadingCause, suppose } from './replay.ts';
import { expectsVendor } from './tables.ts';
import type { Verdict } from './verdict.ts';

/** Why asking may end. */
export type StopReason =
  /** The verdict is confirmed. */
  | 'confirmed'
  /** Likely, and no answer to the best remaining question makes another hypothesis the leader. */
  | 'settled'
  /** Likely, and the best remaining question is expected to tell next to nothing. */
  | 'little-to-gain'
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

/** Below this expected gain a likely verdict is not put off: a twentieth of a yes-or-no question. */
const settledGainInBits = 0.05;

function canChangeLeader(session: Replay, finding: string): boolean {
  const index = session.tables.findingIndex.get(finding) ?? -1;
  const table = session.tables.findings[index];
  if (table === undefined) return false;
  const leader = leadingCause(session);
  const vendor = expectsVendor(table.finding);
  return table.finding.outcomes.some(({ id }, outcome) => {
    const after = suppose(session, { finding: index, outcome, vendor, value: id });
    return leadingCause(after) !== leader;
  });
}

/**
 * Decides by the first rule that holds: confirmed; `asked` (answered or unknown) has reached the maximum; no question left;
 * likely with a next question that cannot change the leader; likely with little to gain. Internal to the room.
 */
export function stopFor(
  session: Replay,
  verdict: Verdict,
  next: Question | null,
  asked: number,
  maximum: number = maximumQuestions,
): Stop {
  const because = (reason: StopReason | null): Stop => ({ stop: reason !== null, reason });
  if (verdict.level === 'confirmed') return because('confirmed');
  if (asked >= maximum) return because('asked-enough');
  if (next === null) return because('nothing-to-ask');
  if (verdict.level !== 'likely') return because(null);
  if (!canChangeLeader(session, next.finding)) return because('settled');
  return because(next.gainInBits < settledGainInBits ? 'little-to-gain' : null);
}

/**
 * What to measure when only symptoms speak for the leading cause. By gain the leader may look settled, since naive Bayes
 * overstates what descriptions of one thing add up to; what is wanted then is not to tell hypotheses apart but to put the
 * leader to the test. A test is worth what it is expected to say for the leader if the leader is right:
 *
 *   score = P(answered) x sum over supporting outcomes of P(outcome | leader) x weight in bits / price
 *
 * The same holds when the leader is likely and lacks nothing but a decisive observation: then only findings with an outcome
 * that is decisive for it are tests.
 */
import { answerChance } from './answerability.ts';
import type { Question } from './choose-question.ts';
import { decidingForLeader, questionOf } from './choose-question.ts';
import type { Replay } from './replay.ts';
import { rankedCauses, rowsOf } from './replay.ts';
import type { FindingTable } from './tables.ts';
import { compareIds, expectsVendor } from './tables.ts';
import { priceNow } from './worth.ts';

/** A test that is expected to say less than this for the leader, in bits, is none. */
const leastSupportInBits = 0.5;

/** Expected weight of evidence in bits that a finding gives for a cause which is true; 0 if it says nothing of it. */
function expectedSupport(table: FindingTable, cause: number): number {
  const row = table.rowOf[cause] ?? -1;
  if (row < 0) return 0;
  const { weight } = rowsOf(table, expectsVendor(table.finding));
  let sum = 0;
  for (let at = row * table.width; at < (row + 1) * table.width; at += 1) {
    sum += (table.predicted[at] ?? 0) * Math.max(0, weight[at] ?? 0);
  }
  return sum / Math.LN2;
}

/** What a test of the leader has to be able to do: say something for it, or decide. */
export type TestKind = 'supporting' | 'deciding';

/** The best measurement that can test the leader, ties by id; null when there is none. Internal to the room. */
export function bestMeasurement(
  session: Replay,
  exclude: readonly string[],
  kind: TestKind = 'supporting',
): Question | null {
  const [leader] = rankedCauses(session);
  if (leader === undefined) return null;
  const deciding = decidingForLeader(session);
  const scored = session.tables.findings.flatMap((table, index) => {
    const { id, askable, symptom } = table.finding;
    const canTest = kind === 'supporting' || deciding.has(index);
    const isOpen = askable && canTest && !exclude.includes(id) && !session.mentioned.has(index);
    const support = isOpen && symptom !== true ? expectedSupport(table, leader) : 0;
    if (support < leastSupportInBits) return [];
    const score = (answerChance(session, table) * support) / priceNow(session, index, table);
    return [{ id, index, score }];
  });
  const [best] = scored.sort((a, b) => b.score - a.score || compareIds(a.id, b.id));
  return best === undefined ? null : questionOf(session, best.index, best.score);
}

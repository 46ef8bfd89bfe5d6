/**
 * How likely the person is to answer a question at all. It decides which question is asked and when asking ends, never what
 * is believed: "don't know" leaves every posterior as it is.
 *
 * A finding has a few imagined answers to start with, by the rights it takes; every question that the session has spoken of
 * is one more trial, weighed by how alike the two are (the mean of a Beta distribution):
 *
 *   P(answered) = (strength x P0 + weights of the answered) / (strength + weights of the answered and of the unknown)
 *
 * What the person's own words seem to speak of counts as a few answers of its own (`hints.ts`).
 * Counts only add up, so the order of the observations plays no part.
 */
import type { Cost } from './model.ts';
import type { Replay } from './replay.ts';
import type { FindingTable } from './tables.ts';

/**
 * Chance that a first question is answered, by rights. What a person has seen by themselves is nearly always answered.
 * A command needs a shell on the right host while it fails: the people of published incidents knew a finding of their own
 * eyes in more than half of the cases, any one that takes a command in about one of twelve. That count is biased (they
 * tell what mattered), so the values here are kinder: judgments, chosen on the evaluation, which is flat around them.
 */
const firstChance: Readonly<Record<Cost['privilege'], number>> = {
  none: 0.9,
  user: 0.4,
  root: 0.3,
};

/** How many trials `firstChance` counts as: two, so that a session soon speaks for itself. */
const strength = 2;

/** Answers that a finding is credited with when the person's words seem to speak of it: people describe what they have looked
 * at. Of the eight findings that fit the title of a published incident best, its people tell of two to three, six times what
 * chance would give. A judgment: on the evaluation 2 to 6 do about as well. */
const hintedAnswers = 3;

/** A finding that the same command answers: whoever could run it reads both, whoever could not reads neither. */
const groupWeight = 6;

/** Another view of the same fact, which needs much the same access. */
const clusterWeight = 2;

/** Any other finding: it tells of the person's access and patience in general. */
const otherWeight = 0.5;

/** What "don't know" to perishable evidence counts for evidence that a restart does not destroy: the moment may have gone
 * by, but logs and versions are still there. */
const outlivingShare = 0.25;

const ranks: Readonly<Record<Cost['privilege'], number>> = { none: 0, user: 1, root: 2 };

function likeness(asked: FindingTable, other: FindingTable): number {
  if (asked.group >= 0 && asked.group === other.group) return groupWeight;
  return asked.cluster === other.cluster ? clusterWeight : otherWeight;
}

/**
 * Probability in (0, 1) that a finding would be answered now. An answer is a good sign for everything that takes no more
 * rights, "don't know" (and a contradiction) a bad one for everything that takes no fewer; within a group rights play
 * no part, as there is one command. Internal to the room.
 */
export function answerChance(session: Replay, asked: FindingTable): number {
  const { privilege, perishable } = asked.finding.cost;
  let yes = strength * firstChance[privilege];
  let no = strength - yes;
  const own = session.tables.findingIndex.get(asked.finding.id) ?? -1;
  if (session.hinted.has(own)) yes += hintedAnswers;
  for (const index of session.mentioned) {
    const other = session.tables.findings[index];
    if (other === undefined || other === asked) continue;
    const weight = likeness(asked, other);
    const together = weight === groupWeight;
    const further = ranks[other.finding.cost.privilege] - ranks[privilege];
    if (session.seen.has(index)) {
      if (together || further >= 0) yes += weight;
    } else if (together || further <= 0) {
      const outlives = !together && other.finding.cost.perishable && !perishable;
      no += outlives ? weight * outlivingShare : weight;
    }
  }
  return yes / (yes + no);
}

/** The evaluation as a table, and the five worst vignettes with why they went wrong. */
import type { Contribution } from '#engine/index.ts';
import type { Evaluation, Played } from './evaluate.ts';
import { messages } from './messages.ts';
import type { Rate } from './score.ts';

const words = messages.table;
const worstShown = 5;
const factsShown = 3;

function share(rate: Rate): string {
  const percent = (value: number): string => (value * 100).toFixed(0).padStart(3);
  return `${percent(rate.rate)} %  (95 % interval ${percent(rate.low)} to ${percent(rate.high)} %)`;
}

function facts(contributions: readonly Contribution[], sign: 1 | -1): string {
  return contributions
    .filter(({ countedInBits }) => sign * countedInBits > 0.1)
    .sort((a, b) => sign * (b.countedInBits - a.countedInBits))
    .slice(0, factsShown)
    .map(({ finding, value, countedInBits }) => {
      const bits = `${countedInBits > 0 ? '+' : ''}${countedInBits.toFixed(1)}`;
      return `${finding}=${value} (${bits} bits)`;
    })
    .join(', ');
}

/** Why a vignette scored as it did, in one line. */
export function whyOf({ vignette, play, rank }: Played): string {
  const { belief, verdict } = play.assessment;
  const [leader] = belief.ranking;
  const [expected = ''] = vignette.expect;
  const at = rank === null ? undefined : belief.ranking[rank - 1];
  const parts: string[] = [];
  if (vignette.expect.length === 0) {
    const { cause = '', posterior = 0, contributions = [] } = leader ?? {};
    parts.push(messages.why.concluded(verdict.level, cause, posterior));
    const speaking = facts(contributions, 1);
    if (speaking !== '') parts.push(messages.why.for(speaking));
  } else if (at === undefined || leader === undefined) {
    parts.push(messages.why.missing(expected));
  } else {
    const { cause, posterior, contributions } = at;
    const because = belief.ruledOut.filter((reason) => reason.cause === cause);
    if (because.length > 0) {
      const values = because.map(({ finding, value }) => `${finding}=${value}`).join(', ');
      parts.push(messages.why.ruledOut(cause, values));
    } else if (at === leader) {
      parts.push(messages.why.first(cause, posterior));
    } else {
      parts.push(messages.why.behind(cause, posterior, rank ?? 0, leader.cause, leader.posterior));
    }
    const against = facts(contributions, -1);
    const speaking = at === leader ? '' : facts(leader.contributions, 1);
    if (against !== '') parts.push(messages.why.against(against));
    if (speaking !== '') parts.push(messages.why.for(speaking));
    if (contributions.length === 0) parts.push(messages.why.nothingKnown);
  }
  if (play.session.waiting.length > 0) {
    parts.push(messages.why.waiting(play.session.waiting.length));
  }
  return parts.join('; ');
}

/** The five vignettes with the highest Brier scores, worst first, ties by id. */
export function worstOf(played: readonly Played[]): readonly Played[] {
  return [...played]
    .sort((a, b) => b.brier - a.brier || (a.vignette.id < b.vignette.id ? -1 : 1))
    .slice(0, worstShown);
}

/** The table. Ends with a line end. */
export function describeEvaluation(evaluation: Evaluation, played: readonly Played[]): string {
  const { n, knowledge, causes, questions, brier, baselines } = evaluation;
  const rows: readonly (readonly [string, string])[] = [
    [words.top1, share(evaluation.top1)],
    [words.top3, share(evaluation.top3)],
    [words.inconclusive, share(evaluation.inconclusive)],
    [words.wrongOnNone, share(evaluation.wrongOnNone)],
    [words.questions, words.median(questions.median, questions.mean)],
    [words.brier, brier.toFixed(3)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = [
    words.title(n, knowledge, causes),
    '',
    ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    '',
    words.baselines,
    ...Object.entries(baselines).map(
      ([name, tops]) => `  ${name.padEnd(width)}  ${share(tops.top1)} / ${share(tops.top3)}`,
    ),
    '',
    words.worst,
    ...worstOf(played).map(
      (one) => `  ${one.vignette.id.padEnd(6)} ${one.brier.toFixed(2)}  ${whyOf(one)}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * What would be worth pasting next: commands rather than questions, because one output answers a whole group of findings.
 * A command is worth what the open findings of its group are expected to tell, the best in full and each further one of a
 * cluster by the damping share, times the chance of having the output; at most the uncertainty that is left. What a
 * restart destroys counts double, the same weight that its price has in the engine (`cost.ts`): it cannot be had later.
 */
import type { Question } from '#engine/index.ts';
import { assessSession } from './belief.ts';
import type { CommandText, Knowledge } from './knowledge.ts';
import { messages } from './messages.ts';
import { findingText } from './observation.ts';
import type { Session } from './session.ts';
import { causeTitle, findingTitle } from './show.ts';

/** Share that a second finding of one cluster counts: the engine's own (`clusterDamping`), which its door does not hand out. */
export const clusterShare = 0.3;

/** What a finding that a restart destroys counts against one that can be had tomorrow. */
const perishableFactor = 2;

/** Less is not worth anybody's terminal: the same bound as for a question. */
const leastGainInBits = 0.01;

/** Titles that a line can hold. */
const mostTitles = 3;

/** One command whose output would tell something now. */
export interface NextPaste {
  readonly run: string;
  readonly where: CommandText['where'];
  /** The open findings that it answers, the most telling first. */
  readonly findings: readonly string[];
  /** Expected information in bits. */
  readonly gainInBits: number;
  readonly isPerishable: boolean;
  /** What it answers, in one line. */
  readonly reason: string;
  /** Which causes the most telling of it tells apart. */
  readonly separates: string;
  /** The cost of its first finding in words, and whether a restart destroys any of it. */
  readonly cost: string;
}

function entropyLeft(knowledge: Knowledge, session: Session): number {
  const { belief } = assessSession(knowledge, session);
  const all = [...belief.ranking.map(({ posterior }) => posterior), belief.somethingElse];
  return all.reduce((sum, share) => (share > 0 ? sum - share * Math.log2(share) : sum), 0);
}

function jointGain(knowledge: Knowledge, questions: readonly Question[]): number {
  const counted = new Set<string>();
  return questions.reduce((sum, { finding, gainInBits, chance }) => {
    const cluster = knowledge.model.findings.find(({ id }) => id === finding)?.cluster ?? finding;
    const share = counted.has(cluster) ? clusterShare : 1;
    counted.add(cluster);
    return sum + gainInBits * chance * share;
  }, 0);
}

/** The command that most of the findings name; of several the first one's. */
function commandOf(knowledge: Knowledge, questions: readonly Question[]): CommandText | null {
  const named = questions.flatMap(
    ({ finding }) => findingText(knowledge, finding)?.commands.slice(0, 1) ?? [],
  );
  const counts = Map.groupBy(named, ({ run }) => run);
  const [best] = [...counts.values()].sort((a, b) => b.length - a.length);
  return best?.[0] ?? null;
}

function describe(
  knowledge: Knowledge,
  questions: readonly Question[],
  limit: number,
): NextPaste[] {
  const sorted = [...questions].sort(
    (a, b) => b.gainInBits - a.gainInBits || (a.finding < b.finding ? -1 : 1),
  );
  const command = commandOf(knowledge, sorted);
  const [first] = sorted;
  if (command === null || first === undefined) return [];
  const models = knowledge.model.findings.filter((model) =>
    sorted.some(({ finding }) => finding === model.id),
  );
  const isPerishable = models.some(({ cost }) => cost.perishable);
  const titles = sorted.map(({ finding }) => findingTitle(knowledge, finding));
  const causes = first.reason.causes.map((cause) => causeTitle(knowledge, cause));
  const cost = models.find(({ id }) => id === first.finding)?.cost;
  return [
    {
      run: command.run,
      where: command.where,
      findings: sorted.map(({ finding }) => finding),
      gainInBits: Math.min(limit, jointGain(knowledge, sorted)),
      isPerishable,
      reason: messages.answersAlso(
        titles.slice(0, mostTitles),
        Math.max(0, titles.length - mostTitles),
      ),
      separates: messages.reason(causes, first.reason.somethingElse),
      cost: cost === undefined ? '' : messages.cost({ ...cost, perishable: isPerishable }),
    },
  ];
}

/**
 * Commands worth running now, best first, ties by command. `open` is the engine's list of open questions; before anything
 * is known it rests on the priors alone.
 */
export function nextPastes(
  knowledge: Knowledge,
  session: Session,
  open: readonly Question[],
): readonly NextPaste[] {
  const limit = entropyLeft(knowledge, session);
  const groups = Map.groupBy(open, ({ finding }) => {
    const group = findingText(knowledge, finding)?.group;
    return group === undefined ? `finding ${finding}` : `group ${group}`;
  });
  const value = ({ gainInBits, isPerishable }: NextPaste): number =>
    gainInBits * (isPerishable ? perishableFactor : 1);
  return [...groups.values()]
    .flatMap((questions) => describe(knowledge, questions, limit))
    .filter(({ gainInBits }) => gainInBits >= leastGainInBits)
    .sort((a, b) => value(b) - value(a) || (a.run < b.run ? -1 : 1));
}

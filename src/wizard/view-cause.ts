/** A cause in the differential: how probable, what speaks for and against it, what was not checked, why it is ruled out. */
import type { CauseBelief, Contribution, RuledOut } from '#engine/index.ts';
import type { Knowledge } from './knowledge.ts';
import { messages } from './messages.ts';
import { causeTitle, findingTitle, showValue } from './show.ts';

/** One observation and what it counts for a cause. */
export interface EvidenceView {
  readonly finding: string;
  readonly title: string;
  readonly value: string;
  /** Counted weight in bits; positive speaks for the cause. */
  readonly bits: number;
  /** Share of the heaviest weight in the same list, 0 to 1, for a bar. */
  readonly share: number;
  /** Why it counts so, as the cause's author states it; empty when the cause says nothing. */
  readonly reason: string;
  readonly decisive: boolean;
}

/** One finding that bears on a cause and has no value. */
export interface UncheckedView {
  readonly finding: string;
  readonly title: string;
}

/** One row of the differential. */
export interface CauseView {
  readonly cause: string;
  readonly title: string;
  readonly summary: string;
  readonly layer: string;
  readonly actionClass: string;
  readonly posterior: number;
  readonly percent: string;
  /** Posterior as a share of the most probable hypothesis, 0 to 1, for a bar. */
  readonly share: number;
  /** Heaviest first. */
  readonly for: readonly EvidenceView[];
  readonly against: readonly EvidenceView[];
  /** By finding id. */
  readonly notChecked: readonly UncheckedView[];
}

/** A cause that an observation rules out. */
export interface RuledOutView {
  readonly cause: string;
  readonly title: string;
  /** Observations that rule it out; each must be taken back (`answer.removed`) to bring it back. */
  readonly because: readonly {
    readonly finding: string;
    readonly value: string;
    readonly sentence: string;
    readonly undo: string;
  }[];
}

/** Less than this is rounding. */
const leastBits = 1e-9;

function evidenceViews(
  knowledge: Knowledge,
  cause: string,
  contributions: readonly Contribution[],
): readonly EvidenceView[] {
  const size = ({ countedInBits }: Contribution): number => Math.abs(countedInBits);
  const heaviest = Math.max(leastBits, ...contributions.map(size));
  const reasons = Object.hasOwn(knowledge.causes, cause) ? knowledge.causes[cause]?.reasons : {};
  return [...contributions]
    .sort((a, b) => size(b) - size(a) || (a.finding < b.finding ? -1 : 1))
    .map((one) => ({
      finding: one.finding,
      title: findingTitle(knowledge, one.finding),
      value: showValue(knowledge, one.finding, one.value),
      bits: one.countedInBits,
      share: size(one) / heaviest,
      reason: reasons?.[one.finding] ?? '',
      decisive: one.decisive,
    }));
}

/** The view of one cause. `highest` is the posterior of the most probable hypothesis. */
export function viewCause(knowledge: Knowledge, belief: CauseBelief, highest: number): CauseView {
  const { cause, contributions, posterior } = belief;
  const text = Object.hasOwn(knowledge.causes, cause) ? knowledge.causes[cause] : undefined;
  const model = knowledge.model.causes.find(({ id }) => id === cause);
  const seen = new Set(contributions.map(({ finding }) => finding));
  const unseen = Object.keys(model?.likelihood ?? {}).filter((finding) => !seen.has(finding));
  return {
    cause,
    title: causeTitle(knowledge, cause),
    summary: text?.summary ?? '',
    layer: text?.layer ?? '',
    actionClass: text?.actionClass ?? '',
    posterior,
    percent: messages.percent(posterior),
    share: highest > 0 ? posterior / highest : 0,
    for: evidenceViews(
      knowledge,
      cause,
      contributions.filter(({ countedInBits }) => countedInBits > leastBits),
    ),
    against: evidenceViews(
      knowledge,
      cause,
      contributions.filter(({ countedInBits }) => countedInBits < -leastBits),
    ),
    notChecked: unseen
      .sort()
      .map((finding) => ({ finding, title: findingTitle(knowledge, finding) })),
  };
}

/** The ruled-out causes with their reasons, by cause id. */
export function viewRuledOut(
  knowledge: Knowledge,
  ruledOut: readonly RuledOut[],
): readonly RuledOutView[] {
  return [...Map.groupBy(ruledOut, ({ cause }) => cause)].map(([cause, reasons]) => ({
    cause,
    title: causeTitle(knowledge, cause),
    because: reasons.map(({ finding, value }) => {
      const title = findingTitle(knowledge, finding);
      const shown = showValue(knowledge, finding, value);
      return {
        finding,
        value,
        sentence: messages.ruledOut(shown, title),
        undo: messages.ruledOutUndo(title),
      };
    }),
  }));
}

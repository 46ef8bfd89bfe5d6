/** For every cause there is a set of answers that brings it to the top: the wizard can conclude it at all. */
import { updateBelief, type Model, type ModelCause, type Observed } from '#engine/index.ts';
import { causeById } from '#catalog/catalog.ts';
import { messages } from './messages.ts';
import type { Problem } from '#catalog/problem.ts';
import type { Rule } from '#catalog/rule.ts';

const name = 'causes-reachable';

/** How a set of answers leaves a cause: its posterior, negative while another or something else is ahead. */
function leadOf(model: Model, cause: ModelCause, observed: readonly Observed[]): number {
  const { ranking, somethingElse } = updateBelief(model, observed);
  const own = ranking.find((belief) => belief.cause === cause.id);
  if (own === undefined || own.ruledOut) return -1;
  const others = ranking.filter((belief) => belief !== own).map(({ posterior }) => posterior);
  return own.posterior - Math.max(somethingElse, ...others);
}

/** For each finding that the cause speaks of, the answer that speaks for it most: the greatest ratio to the background. */
function favorableAnswers(model: Model, cause: ModelCause): Observed[] {
  return model.findings.flatMap((finding): Observed[] => {
    const row = cause.likelihood[finding.id]?.probability;
    if (row === undefined) return [];
    const ratios = row.map((share, place) => share / (finding.background[place] ?? 1));
    const best = finding.outcomes[ratios.indexOf(Math.max(...ratios))];
    return best === undefined ? [] : [{ finding: finding.id, value: best.id }];
  });
}

/** All answers of all findings that the cause speaks of. */
function possibleAnswers(model: Model, cause: ModelCause): Observed[] {
  return model.findings
    .filter(({ id }) => cause.likelihood[id] !== undefined)
    .flatMap(({ id, outcomes }) => outcomes.map((outcome) => ({ finding: id, value: outcome.id })));
}

/**
 * Searches for answers that bring a cause to the top: first its most favorable answers all at once, then greedily, one
 * answer at a time, as the favorable ones may suit a neighbour still better. Returns null when neither does. Greedy
 * search may overlook a way; a cause that needs a cleverer one would not be found by the wizard either.
 */
export function findWayToTop(model: Model, cause: ModelCause): readonly Observed[] | null {
  const favorable = favorableAnswers(model, cause);
  if (leadOf(model, cause, favorable) > 0) return favorable;
  const possible = possibleAnswers(model, cause);
  let chosen: readonly Observed[] = [];
  let lead = leadOf(model, cause, chosen);
  for (;;) {
    const taken = new Set(chosen.map(({ finding }) => finding));
    const tried = possible
      .filter(({ finding }) => !taken.has(finding))
      .map((answer) => [...chosen, answer])
      .map((answers) => ({ answers, lead: leadOf(model, cause, answers) }))
      .sort((a, b) => b.lead - a.lead)[0];
    if (tried === undefined || tried.lead <= lead) return null;
    ({ answers: chosen, lead } = tried);
    if (lead > 0) return chosen;
  }
}

/** Reports causes that no set of answers brings above all others and above "something else". */
export const causesReachable: Rule = {
  name,
  why: 'A cause that never comes first is never concluded, whatever happened.',
  check: (catalog, model) =>
    model.causes.flatMap((cause): Problem[] => {
      const file = causeById(catalog, cause.id)?.file;
      if (file === undefined || findWayToTop(model, cause) !== null) return [];
      const answers = favorableAnswers(model, cause);
      const ahead = updateBelief(model, answers).ranking.find(
        (belief) => belief.cause !== cause.id,
      );
      const wording = messages.causes.unreachable(ahead?.cause);
      return [{ file, field: 'evidence', rule: name, ...wording }];
    }),
};

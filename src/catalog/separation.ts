/** How well a finding tells two causes apart: the yardstick of the rules and of the look-alike pairs. */
import type { Catalog, CauseItem } from './catalog.ts';
import { causeById } from './catalog.ts';
import type { Model, ModelCause, ModelFinding } from '#engine/index.ts';

/**
 * The least total variation distance that counts as a real difference: in at least one of five incidents the answer
 * would come out differently. "usual" against "sometimes" is .4; "always" against "usual" is .21.
 */
export const realDifference = 0.2;

/** Longest look that is still affordable in an incident, in seconds. */
const affordableSeconds = 900;

function rowOf(cause: ModelCause, finding: ModelFinding): readonly number[] {
  return cause.likelihood[finding.id]?.probability ?? finding.background;
}

/**
 * Total variation distance between what two causes say of a finding: half the sum of the absolute differences, 0 to 1.
 * A cause that does not mention the finding says its background.
 */
export function distanceBetween(a: ModelCause, b: ModelCause, finding: ModelFinding): number {
  const other = rowOf(b, finding);
  return (
    rowOf(a, finding).reduce(
      (sum, share, place) => sum + Math.abs(share - (other[place] ?? 0)),
      0,
    ) / 2
  );
}

/** True when someone on call can be asked to look: askable, no high risk to production, at most a quarter of an hour. */
export function isAffordable({ askable, cost }: ModelFinding): boolean {
  return askable && cost.risk !== 'high' && cost.seconds <= affordableSeconds;
}

/** A finding and how far it tells two causes apart. */
export interface Separation {
  readonly finding: string;
  readonly distance: number;
}

/** Affordable findings that tell two causes apart with a real difference, best first, ties by id. */
export function separationsOf(model: Model, a: ModelCause, b: ModelCause): readonly Separation[] {
  return model.findings
    .filter(isAffordable)
    .map((finding) => ({ finding: finding.id, distance: distanceBetween(a, b, finding) }))
    .filter(({ distance }) => distance >= realDifference)
    .sort((one, other) => other.distance - one.distance || (one.finding < other.finding ? -1 : 1));
}

/** Pairs of causes with different remedies that no affordable finding separates; those of one action class need not be. */
export function inseparablePairs(
  catalog: Catalog,
  model: Model,
): readonly (readonly [CauseItem, CauseItem])[] {
  return model.causes.flatMap((a, place) =>
    model.causes.slice(place + 1).flatMap((b): (readonly [CauseItem, CauseItem])[] => {
      const [one, other] = [causeById(catalog, a.id), causeById(catalog, b.id)];
      if (one === undefined || other === undefined) return [];
      const isApart =
        one.actionClass === other.actionClass || separationsOf(model, a, b).length > 0;
      return isApart ? [] : [[one, other]];
    }),
  );
}

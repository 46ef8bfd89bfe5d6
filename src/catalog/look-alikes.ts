/** Pairs of causes that are mistaken for each other, and what tells them apart: the material of the comparison pages. */
import type { ModelCause } from '#engine/index.ts';
import {
  type Catalog,
  causeById,
  type CauseItem,
  findingById,
  type FindingItem,
} from './catalog.ts';
import { modelOf } from './model-of.ts';
import { distanceBetween, separationsOf } from './separation.ts';

/** One test that tells two causes apart, as an author put it. */
export interface Tell {
  readonly finding: FindingItem;
  readonly tell: string;
  /** The cause whose file says so. */
  readonly saidBy: CauseItem;
}

/** A finding that separates two causes, by the numbers. */
export interface SeparatingFinding {
  readonly finding: FindingItem;
  /** Total variation distance of what the two say of it, 0 to 1. */
  readonly distance: number;
  /** P(outcome | cause), in the order of the finding's outcomes. */
  readonly first: readonly number[];
  readonly second: readonly number[];
}

/** Two look-alikes; `first.id < second.id`, so that each pair has one page. */
export interface LookAlikePair {
  readonly first: CauseItem;
  readonly second: CauseItem;
  readonly tells: readonly Tell[];
  /** Affordable findings with a real difference, best first. */
  readonly separations: readonly SeparatingFinding[];
}

function modelCauseOf(catalog: Catalog, id: string): ModelCause | undefined {
  return modelOf(catalog).causes.find((cause) => cause.id === id);
}

function tellsOf(catalog: Catalog, cause: CauseItem, other: CauseItem): Tell[] {
  return cause.lookAlikes
    .filter((alike) => alike.cause === other.id)
    .flatMap(({ finding: id, tell }) => {
      const finding = findingById(catalog, id);
      return finding === undefined ? [] : [{ finding, tell, saidBy: cause }];
    });
}

/** What tells any two causes apart, look-alikes or not. The order of the two does not matter. */
export function compareCauses(catalog: Catalog, one: CauseItem, other: CauseItem): LookAlikePair {
  const [first, second] = one.id < other.id ? [one, other] : [other, one];
  const [a, b] = [modelCauseOf(catalog, first.id), modelCauseOf(catalog, second.id)];
  const separations =
    a === undefined || b === undefined ? [] : separationsOf(modelOf(catalog), a, b);
  return {
    first,
    second,
    tells: [...tellsOf(catalog, first, second), ...tellsOf(catalog, second, first)],
    separations: separations.flatMap(({ finding: id, distance }) => {
      const finding = findingById(catalog, id);
      const compiled = modelOf(catalog).findings.find((item) => item.id === id);
      if (finding === undefined || compiled === undefined) return [];
      const rowOf = (cause: ModelCause | undefined) =>
        cause?.likelihood[id]?.probability ?? compiled.background;
      return [{ finding, distance, first: rowOf(a), second: rowOf(b) }];
    }),
  };
}

/** Every pair that at least one of the two names as a look-alike, each once, by the two ids. */
export function lookAlikePairs(catalog: Catalog): readonly LookAlikePair[] {
  return catalog.causes.flatMap((first) =>
    catalog.causes
      .filter((second) => first.id < second.id)
      .filter((second) => isAlike(first, second) || isAlike(second, first))
      .map((second) => compareCauses(catalog, first, second)),
  );
}

/** Path of the comparison of two causes: one page for both orders. */
export function comparePath(one: string, other: string): string {
  const [first, second] = one < other ? [one, other] : [other, one];
  return `/compare/${first}/${second}/`;
}

function isAlike(cause: CauseItem, other: CauseItem): boolean {
  return cause.lookAlikes.some((alike) => alike.cause === other.id);
}

/**
 * The causes that show most nearly the same, nearest first, ties by id: by the mean total variation distance over the
 * findings that either of the two speaks of. An author's look-alikes come from experience; this comes from the numbers.
 */
export function nearestCauses(
  catalog: Catalog,
  cause: CauseItem,
  count = 3,
): readonly { readonly cause: CauseItem; readonly distance: number }[] {
  const own = modelCauseOf(catalog, cause.id);
  if (own === undefined) return [];
  return modelOf(catalog)
    .causes.filter(({ id }) => id !== own.id)
    .flatMap((other) => {
      const item = causeById(catalog, other.id);
      const spoken = modelOf(catalog).findings.filter(
        ({ id }) => own.likelihood[id] !== undefined || other.likelihood[id] !== undefined,
      );
      if (item === undefined || spoken.length === 0) return [];
      const sum = spoken.reduce(
        (total, finding) => total + distanceBetween(own, other, finding),
        0,
      );
      return [{ cause: item, distance: sum / spoken.length }];
    })
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count);
}

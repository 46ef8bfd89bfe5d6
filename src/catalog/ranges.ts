/**
 * What a cause's version ranges say of each bin of a version finding. Relies on the boundaries of the ranges being
 * boundaries of bins (a content rule checks it), so that a bin lies in a range as a whole or not at all.
 */
import {
  compareVersions,
  parseVersion,
  type RangeStatus,
  type VersionScheme,
} from '#engine/index.ts';
import type { CauseItem, FindingItem, FindingOutcome } from './catalog.ts';
import { backgroundOf, normalize } from './distribution.ts';
import { rangeWeights } from './numbers.ts';

type Range = CauseItem['affected'][number]['ranges'][number];

/** All ranges of a cause that are checked against a finding, of all its products together. */
export function rangesOn(cause: CauseItem, findingId: string): readonly Range[] {
  return cause.affected
    .filter((product) => product.finding === findingId)
    .flatMap((product) => product.ranges);
}

/** Compares two boundaries; a missing one is the open end, which `open` stands for. NaN when one is no version. */
export function compareBoundaries(
  a: string | undefined,
  b: string | undefined,
  scheme: VersionScheme,
  open: 'lowest' | 'highest',
): number {
  if (a === undefined || b === undefined) {
    const difference = Number(b === undefined) - Number(a === undefined);
    return open === 'highest' ? -difference : difference;
  }
  const [left, right] = [parseVersion(a, scheme), parseVersion(b, scheme)];
  return left === null || right === null ? Number.NaN : compareVersions(left, right);
}

/** True when the bin lies in the range as a whole. */
export function holdsBin(
  range: Pick<Range, 'from' | 'before'>,
  bin: Pick<FindingOutcome, 'from' | 'before'>,
  scheme: VersionScheme,
): boolean {
  return (
    compareBoundaries(range.from, bin.from, scheme, 'lowest') <= 0 &&
    compareBoundaries(bin.before, range.before, scheme, 'highest') <= 0
  );
}

/** True for an outcome without bounds, which is chosen by its id only ("not-java"). */
export function isUnbounded(outcome: FindingOutcome): boolean {
  return [outcome.from, outcome.before, outcome.min, outcome.below].every(
    (bound) => bound === undefined,
  );
}

/**
 * Range status of each outcome of a version finding, or undefined when the cause has no ranges on it. A bin in no range
 * is unknown; in several, affected wins over unknown and unknown over fixed, which errs towards asking. An outcome
 * without bounds says that the product is not there: fixed, unless the cause's own evidence gives it more than `never`.
 */
export function statusesOf(
  cause: CauseItem,
  finding: FindingItem,
): readonly RangeStatus[] | undefined {
  const ranges = rangesOn(cause, finding.id);
  if (ranges.length === 0) return undefined;
  const scheme = finding.scheme ?? 'dotted';
  const words = cause.evidence.find((row) => row.finding === finding.id)?.values ?? {};
  return finding.outcomes.map((outcome) => {
    if (isUnbounded(outcome))
      return (words[outcome.value] ?? 'never') === 'never' ? 'fixed' : 'unknown';
    const found = ranges
      .filter((range) => holdsBin(range, outcome, scheme))
      .map(({ status }) => status);
    return (
      (['affected', 'unknown', 'fixed'] as const).find((status) => found.includes(status)) ??
      'unknown'
    );
  });
}

/** P(bin | cause) from ranges alone: the background, weighted by range status (see `rangeWeights`), summing to 1. */
export function rowFromStatuses(finding: FindingItem, statuses: readonly RangeStatus[]): number[] {
  return normalize(
    backgroundOf(finding).map((share, place) => share * rangeWeights[statuses[place] ?? 'unknown']),
  );
}

/**
 * Version boundaries mean something: those of causes are boundaries of their finding's bins, those of both are releases
 * that a file in `content/versions` dates.
 */
import { compareVersions, parseVersion } from '#engine/index.ts';
import { type Catalog, type CauseItem, findingById, type FindingItem } from '#catalog/catalog.ts';
import { messages } from './messages.ts';
import type { Problem, Wording } from '#catalog/problem.ts';
import { compareBoundaries } from '#catalog/ranges.ts';
import type { Rule } from '#catalog/rule.ts';

const name = 'versions-known';

type Range = CauseItem['affected'][number]['ranges'][number];
type Wrong = readonly [field: string, wording: Wording];

function isSame(a: string, b: string, finding: FindingItem): boolean {
  const scheme = finding.scheme ?? 'dotted';
  const [left, right] = [parseVersion(a, scheme), parseVersion(b, scheme)];
  return left !== null && right !== null && compareVersions(left, right) === 0;
}

function isReleased(catalog: Catalog, finding: FindingItem, version: string): boolean {
  return catalog.versions
    .filter(({ scheme }) => scheme === finding.scheme)
    .some(({ releases }) => releases.some((release) => isSame(release.version, version, finding)));
}

/** A boundary between two bins is written in both; it is reported where it stands first. */
function judgeFinding(catalog: Catalog, finding: FindingItem): Wrong[] {
  const seen = new Set<string>();
  return finding.outcomes.flatMap((outcome, place) =>
    (['from', 'before'] as const).flatMap((end): Wrong[] => {
      const version = outcome[end];
      if (version === undefined || seen.has(version)) return [];
      seen.add(version);
      if (isReleased(catalog, finding, version)) return [];
      return [[`outcomes[${place}].${end}`, messages.versions.unreleased(version)]];
    }),
  );
}

function judgeRange(finding: FindingItem, range: Range, field: string): Wrong[] {
  const bounds = finding.outcomes.flatMap(({ from, before }) => [from ?? [], before ?? []].flat());
  const ends = (['from', 'before'] as const).flatMap((end): Wrong[] => {
    const version = range[end];
    if (version === undefined || bounds.some((bound) => isSame(bound, version, finding))) return [];
    return [
      [`${field}.${end}`, messages.versions.offBins(version, finding.id, [...new Set(bounds)])],
    ];
  });
  const { from, before } = range;
  if (from === undefined || before === undefined) return ends;
  const scheme = finding.scheme ?? 'dotted';
  const isEmpty = compareBoundaries(from, before, scheme, 'lowest') >= 0;
  return isEmpty ? [...ends, [field, messages.versions.empty(from, before)]] : ends;
}

/** Two ranges of different status that share a version. */
function overlap(finding: FindingItem, a: Range, b: Range): boolean {
  if (a.status === b.status) return false;
  const scheme = finding.scheme ?? 'dotted';
  const startsInside = (start: string | undefined, end: string | undefined): boolean =>
    start === undefined || end === undefined || compareBoundaries(start, end, scheme, 'lowest') < 0;
  return startsInside(a.from, b.before) && startsInside(b.from, a.before);
}

function judgeCause(catalog: Catalog, cause: CauseItem): Wrong[] {
  const placed = cause.affected.flatMap(({ finding: id, ranges }, place) =>
    ranges.map((range, at) => ({ id, range, field: `affected[${place}].ranges[${at}]` })),
  );
  return placed.flatMap(({ id, range, field }, place): Wrong[] => {
    const finding = id === undefined ? undefined : findingById(catalog, id);
    if (finding === undefined) return [];
    if (finding.kind !== 'version') return [[field, messages.versions.notVersion(finding.id)]];
    const earlier = placed.slice(0, place).filter((other) => other.id === id);
    const clash = earlier.find((other) => overlap(finding, other.range, range));
    return [
      ...judgeRange(finding, range, field),
      ...(clash === undefined ? [] : [[field, messages.versions.clash(clash.field)] as const]),
    ];
  });
}

/** Reports boundaries that are no releases or no bin boundaries, and ranges that are empty or contradict each other. */
export const versionsKnown: Rule = {
  name,
  why: 'A range that cuts a bin in two cannot rule anything in or out; a version that never was misleads a reader.',
  check: (catalog) =>
    [
      ...catalog.findings.map((item) => ({ item, wrong: judgeFinding(catalog, item) })),
      ...catalog.causes.map((item) => ({ item, wrong: judgeCause(catalog, item) })),
    ].flatMap(({ item, wrong }) =>
      wrong.map(([field, wording]): Problem => ({
        file: item.file,
        field,
        rule: name,
        ...wording,
      })),
    ),
};

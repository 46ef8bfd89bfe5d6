/** Every claim's source key is a source of the same item, and every source of a cause supports something. */
import type { CaseItem, Catalog, CauseItem, Place, VersionsItem } from '#catalog/catalog.ts';
import { messages } from './messages.ts';
import { nearest } from '#catalog/nearest.ts';
import type { Problem } from '#catalog/problem.ts';
import type { Rule } from '#catalog/rule.ts';

const name = 'sources-stand';

/** The key of a claim that follows from the explanation in the body. */
const mechanism = 'mechanism';

/** A claim's key with its field. */
type Use = readonly [field: string, key: string | undefined];

function usesOfCause(cause: CauseItem): Use[] {
  return [
    ...cause.strings.map(({ source }, place): Use => [`strings[${place}].source`, source]),
    ...cause.affected.flatMap(({ ranges }, place) =>
      ranges.map(({ source }, at): Use => [`affected[${place}].ranges[${at}].source`, source]),
    ),
    ...cause.evidence.map(({ source }, place): Use => [`evidence[${place}].source`, source]),
    ...cause.fix.map(({ source }, place): Use => [`fix[${place}].source`, source]),
    ['ladder.source', cause.ladder?.source],
  ];
}

function usesOfCase(item: CaseItem): Use[] {
  return [
    ...item.environment.map(({ source }, place): Use => [`environment[${place}].source`, source]),
    ['ladder.source', item.ladder?.source],
  ];
}

function usesOfVersions(item: VersionsItem): Use[] {
  return item.releases.map(({ source }, place): Use => [`releases[${place}].source`, source]);
}

type Sourced = Place & Pick<CauseItem, 'sources'>;

/** Keys that no source has, keys that two have, and the key that means the body. */
function judgeKeys(item: Sourced, uses: readonly Use[]): Problem[] {
  const keys = item.sources.map(({ id }) => id);
  const problemAt = { file: item.file, rule: name };
  return [
    ...uses.flatMap(([field, key]): Problem[] => {
      if (key === undefined || key === mechanism || keys.includes(key)) return [];
      return [{ ...problemAt, field, ...messages.sources.unknown(key, nearest(key, keys), keys) }];
    }),
    ...keys.flatMap((key, place): Problem[] => {
      const field = `sources[${place}].id`;
      if (key === mechanism) return [{ ...problemAt, field, ...messages.sources.reserved(key) }];
      if (keys.indexOf(key) === place) return [];
      return [{ ...problemAt, field, ...messages.sources.doubled(key) }];
    }),
  ];
}

/** Sources that no claim points to and the body does not link. A case's sources support its story as a whole. */
function judgeUse(item: Sourced, uses: readonly Use[], body: string): Problem[] {
  const used = new Set(uses.map(([, key]) => key));
  return item.sources.flatMap(({ id, url }, place): Problem[] => {
    if (used.has(id) || body.includes(url)) return [];
    const field = `sources[${place}].id`;
    return [{ file: item.file, field, rule: name, ...messages.sources.unused(id) }];
  });
}

/** Likelihoods by "mechanism" alone, in a cause of which nothing has a source. */
function judgeSupport(cause: CauseItem): Problem[] {
  const keys = usesOfCause(cause).flatMap(([, key]) => key ?? []);
  if (keys.some((key) => key !== mechanism)) return [];
  return [{ file: cause.file, field: 'sources', rule: name, ...messages.sources.none }];
}

/** Reports keys without a source, double keys, unused sources, and causes that rest on nothing but themselves. */
export const sourcesStand: Rule = {
  name,
  why: 'A reader in a postmortem must be able to check every claim.',
  check: (catalog: Catalog) => [
    ...catalog.causes.flatMap((cause) => [
      ...judgeKeys(cause, usesOfCause(cause)),
      ...judgeUse(cause, usesOfCause(cause), cause.body),
      ...judgeSupport(cause),
    ]),
    ...catalog.cases.flatMap((item) => judgeKeys(item, usesOfCase(item))),
    ...catalog.findings.flatMap((item) => judgeKeys(item, [])),
    ...catalog.versions.flatMap((item) => [
      ...judgeKeys(item, usesOfVersions(item)),
      ...judgeUse(item, usesOfVersions(item), ''),
    ]),
  ],
};

/** The third layer: Fuse ranks and highlights the best candidates. The only file that knows Fuse. */
import Fuse from 'fuse.js';
import type { SearchRecord } from './record.ts';

/** Start and end of a highlighted stretch, end exclusive. */
export type Range = readonly [start: number, end: number];

/** A candidate in Fuse's order, with what to highlight. */
export interface RankedCandidate {
  readonly record: SearchRecord;
  readonly title: readonly Range[];
  readonly summary: readonly Range[];
}

/**
 * Threshold .25 and no field norm are the measured best for short fields of unequal length; `includeMatches` is
 * affordable because only candidates come here (Fuse is linear in the text it is given).
 */
const options = {
  keys: [
    { name: 'title', weight: 3 },
    { name: 'identifiers', weight: 2 },
    { name: 'summary', weight: 1 },
  ],
  useTokenSearch: true,
  threshold: 0.25,
  ignoreLocation: true,
  ignoreFieldNorm: true,
  includeMatches: true,
};

/** Fuse copies the pattern for each field; a pasted log line is cut to what a person would type. */
const longestQuery = 200;

function ranges(indices: readonly (readonly [number, number])[]): Range[] {
  return indices
    .filter(([start, end]) => end - start >= 1)
    .map(([start, end]) => [start, end + 1] as const)
    .sort((a, b) => a[0] - b[0]);
}

/** Ranks candidates by Fuse; those that Fuse does not match are left out. */
export function rankCandidates(
  query: string,
  candidates: readonly SearchRecord[],
): RankedCandidate[] {
  const fuse = new Fuse(candidates, options);
  return fuse.search(query.slice(0, longestQuery)).map(({ item, matches }) => ({
    record: item,
    title: ranges(matches?.find(({ key }) => key === 'title')?.indices ?? []),
    summary: ranges(matches?.find(({ key }) => key === 'summary')?.indices ?? []),
  }));
}

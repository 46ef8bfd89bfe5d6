/** Search as readers meet it: identifiers first, then index and Fuse, blended. Pure: no DOM, no I/O. */
import { exactScore, identifierEntries, type IdentifierEntry } from './identifiers.ts';
import { indexRecords, recordKey, type RecordIndex } from './index-records.ts';
import { rankCandidates, type Range, type RankedCandidate } from './rank-candidates.ts';
import type { SearchRecord } from './record.ts';

/** Candidates that Fuse ranks; more costs time and gains nothing on the measured corpus. */
const candidateCount = 20;
/** Fuse's order counts half of the index's: a mistyped term has the highest weight in Fuse's own order. */
const fuseShare = 0.5;
/** Reciprocal rank with this offset: the first place counts 1/3, the tenth 1/12. */
const rankOffset = 3;

/** One result, best first. */
export interface Hit {
  readonly record: SearchRecord;
  /** Above 1 when an exact string was hit, in (0, 1] otherwise. Comparable within one answer only. */
  readonly score: number;
  /** True when an identifier of the page was hit exactly. */
  readonly exact: boolean;
  readonly title: readonly Range[];
  readonly summary: readonly Range[];
}

/** A prepared corpus. */
export interface Corpus {
  readonly records: ReadonlyMap<string, SearchRecord>;
  readonly entries: readonly IdentifierEntry[];
  readonly index: RecordIndex;
}

/** Prepares a corpus once; `find` then answers in a few milliseconds. */
export function prepareCorpus(records: readonly SearchRecord[]): Corpus {
  return {
    records: new Map(records.map((record) => [recordKey(record), record])),
    entries: identifierEntries(records),
    index: indexRecords(records),
  };
}

const reciprocal = (rank: number): number => 1 / (rank + rankOffset);

/**
 * Answers a query, best first; empty for a blank query or when nothing fits. Ties break by key, so the same query
 * always answers the same. `limit` is the most hits to return.
 */
export function find(corpus: Corpus, query: string, limit = 30): Hit[] {
  const asked = query.trim().slice(0, 2000);
  if (asked === '') return [];
  const exact = new Map<string, number>();
  for (const entry of corpus.entries) {
    const score = exactScore(asked, entry);
    if (score > 0) exact.set(recordKey(entry.record), score);
  }
  const indexed = corpus.index.search(asked).map(({ id }) => String(id));
  const keys = [
    ...new Set([...exact.keys(), ...indexed.slice(0, Math.max(limit, candidateCount))]),
  ];
  const candidates = keys.slice(0, Math.max(candidateCount, exact.size));
  const ranked = new Map<string, { rank: number; candidate: RankedCandidate }>();
  rankCandidates(
    asked,
    candidates.flatMap((key) => corpus.records.get(key) ?? []),
  ).forEach((candidate, rank) => ranked.set(recordKey(candidate.record), { rank, candidate }));
  const best = reciprocal(0) * (1 + fuseShare);
  return keys
    .flatMap((key): Hit[] => {
      const record = corpus.records.get(key);
      if (record === undefined) return [];
      const at = indexed.indexOf(key);
      const fused = ranked.get(key);
      const blended =
        ((at < 0 ? 0 : reciprocal(at)) +
          fuseShare * (fused === undefined ? 0 : reciprocal(fused.rank))) /
        best;
      const exactness = exact.get(key);
      return [
        {
          record,
          score: exactness === undefined ? blended : 1 + exactness + blended / 10,
          exact: exactness !== undefined,
          title: fused?.candidate.title ?? [],
          summary: fused?.candidate.summary ?? [],
        },
      ];
    })
    .sort((a, b) => b.score - a.score || (recordKey(a.record) < recordKey(b.record) ? -1 : 1))
    .slice(0, limit);
}

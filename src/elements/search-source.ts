/** Fetches the search records once and prepares the corpus. Same origin; the query itself is never sent. */
import {
  prepareCorpus,
  prepareHints,
  type Corpus,
  type HintCorpus,
  type SearchRecord,
} from '#search/index.ts';

/** Prepares something of the records at the first call and keeps it; after a failure the next call tries again. */
function keeping<Prepared>(
  prepare: (records: readonly SearchRecord[]) => Prepared,
): () => Promise<Prepared> {
  let kept: Promise<Prepared> | undefined;
  return () => {
    kept ??= fetch('/api/v1/search.json')
      .then(async (response) => {
        if (!response.ok) throw new Error(`search records: ${String(response.status)}`);
        return prepare((await response.json()) as SearchRecord[]);
      })
      .catch((error: unknown) => {
        kept = undefined;
        throw error;
      });
    return kept;
  };
}

/** The prepared corpus. Rejects when the records cannot be had (offline before the first use); a later call retries. */
export const loadCorpus: () => Promise<Corpus> = keeping(prepareCorpus);

/** What a person's own words are looked up in. Rejects and retries in the same way. */
export const loadHints: () => Promise<HintCorpus> = keeping(prepareHints);

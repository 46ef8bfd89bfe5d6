/** Fetches the search records once and prepares the corpus. Same origin; the query itself is never sent. */
import { prepareCorpus, type Corpus, type SearchRecord } from '#search/index.ts';

let corpus: Promise<Corpus> | undefined;

/** The prepared corpus. Rejects when the records cannot be had (offline before the first use); a later call retries. */
export function loadCorpus(): Promise<Corpus> {
  corpus ??= fetch('/api/v1/search.json')
    .then(async (response) => {
      if (!response.ok) throw new Error(`search records: ${String(response.status)}`);
      return prepareCorpus((await response.json()) as SearchRecord[]);
    })
    .catch((error: unknown) => {
      corpus = undefined;
      throw error;
    });
  return corpus;
}

/** The second layer: an inverted index over all words, which finds the candidates. */
import MiniSearch from 'minisearch';
import type { SearchRecord } from './record.ts';
import { tokenize } from './tokens.ts';

/** A record in the index under its key. */
interface IndexedRecord {
  readonly key: string;
  readonly name: string;
  readonly title: string;
  readonly identifiers: string;
  readonly summary: string;
  readonly body: string;
}

/** What the index is asked for. */
export type RecordIndex = MiniSearch<IndexedRecord>;

/** Key of a record: kind and id, since a cause and a symptom may share an id. */
export function recordKey(record: Pick<SearchRecord, 'kind' | 'id'>): string {
  return `${record.kind}/${record.id}`;
}

/** How texts and queries become terms, in every index of the room. */
export const terms = {
  tokenize: (text: string) => tokenize(text),
  processTerm: (term: string) => term,
} as const;

/** How a term of a query may differ from a term of a text. */
export const leniency = {
  prefix: (term: string) => term.length > 2,
  fuzzy: (term: string) => (term.length > 3 && !/\d/u.test(term) ? 0.2 : false),
  weights: { fuzzy: 0.3, prefix: 0.5 },
} as const;

/** Builds the index; about 30 ms for a hundred pages, so it is built where it is used and not shipped. */
export function indexRecords(records: readonly SearchRecord[]): RecordIndex {
  const index = new MiniSearch<IndexedRecord>({
    idField: 'key',
    fields: ['name', 'title', 'identifiers', 'summary', 'body'],
    ...terms,
    searchOptions: {
      // Titles and exact strings say what a page is; the body only mentions.
      boost: { name: 2, title: 4, identifiers: 3, summary: 2, body: 1 },
      ...leniency,
    },
  });
  index.addAll(
    records.map((record) => ({
      key: recordKey(record),
      name: record.id,
      title: record.title,
      identifiers: record.identifiers.join('\n'),
      summary: record.summary,
      body: `${record.body} ${record.answers ?? ''}`,
    })),
  );
  return index;
}

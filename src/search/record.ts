/** What the search knows of one page. The catalog makes the records at build time. */

/** The kinds of page that search finds. */
export type RecordKind = 'cause' | 'case' | 'finding' | 'symptom';

/** One searchable page. */
export interface SearchRecord {
  readonly kind: RecordKind;
  readonly id: string;
  /** Path of the page, with slashes at both ends. */
  readonly url: string;
  readonly title: string;
  readonly summary: string;
  /** Exact strings: error texts, counters, sysctls, exceptions, codes, commands. They win over anything fuzzy. */
  readonly identifiers: readonly string[];
  /** The rest of the page's words. */
  readonly body: string;
  /** The answers of a finding with what they look like, which is how people speak of it; not in `body`. */
  readonly answers?: string;
  /** Facet of a cause or a case: the layer where the fault sits. */
  readonly layer?: string;
}

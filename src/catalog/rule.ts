/** The shape of a content rule; one file in `rules/` holds one. */
import type { Model } from '#engine/index.ts';
import type { Catalog } from './catalog.ts';
import type { Problem } from './problem.ts';

/** A check on the whole knowledge base that the schema of one item cannot make. */
export interface Rule {
  /** The file name; printed with each problem. */
  readonly name: string;
  /** What goes wrong for a user when the rule is broken. */
  readonly why: string;
  /** All problems, in a stable order. Never throws, whatever refers to nothing. */
  readonly check: (catalog: Catalog, model: Model) => readonly Problem[];
}

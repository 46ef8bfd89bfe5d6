/**
 * The ledger of published ids, `content/ids.txt`: one `kind/id` a line, `#` for comments. It only grows, so that a link
 * in somebody's postmortem answers for ever. An item is entered by `compile.ts --publish`; no code removes a line.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from './catalog.ts';

/** Path of the ledger, relative to the project's root. */
export const ledgerFile = 'content/ids.txt';

/** The kinds whose ids are URLs. Release facts have no page, so their ids are not published. */
export const publishedKinds = ['causes', 'cases', 'findings', 'symptoms'] as const;

/** Reads the ledger; without a file nothing has been published. */
export function readLedger(root: string): readonly string[] {
  const path = join(root, ledgerFile);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split(/\r?\n/u)
    .map((line) => line.replace(/#.*$/u, '').trim())
    .filter((line) => line !== '');
}

/** The `kind/id` of every item that is not yet in the ledger, sorted. */
export function unpublishedIds(catalog: Catalog): readonly string[] {
  const published = new Set(catalog.ledger);
  return publishedKinds
    .flatMap((kind) => catalog[kind].map(({ id }) => `${kind}/${id}`))
    .filter((id) => !published.has(id))
    .sort();
}

/** Appends the ids of new items to the ledger and returns them. */
export function publishIds(root: string, catalog: Catalog): readonly string[] {
  const added = unpublishedIds(catalog);
  if (added.length > 0) appendFileSync(join(root, ledgerFile), `${added.join('\n')}\n`);
  return added;
}

/**
 * The catalog for pages, read once. A build with a broken item fails, with every problem in one error.
 *
 * The environment variable `HALFOPEN_DRAFT=1` lets pages be built from what is sound, for work on pages while content is
 * being written; it never belongs into a release.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from './catalog.ts';
import { checkCatalog } from './check.ts';
import { messages } from './messages.ts';
import { toLine } from './problem.ts';

/** The newest change and the number of files under `content/`: when it is the same, so is the catalog. */
function stampOf(root: string): string {
  const entries = readdirSync(join(root, 'content'), { recursive: true, withFileTypes: true });
  const times = entries.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs);
  return `${String(times.length)} ${String(Math.max(...times))}`;
}

let loaded: { readonly root: string; readonly stamp: string; readonly catalog: Catalog } | null =
  null;

/**
 * The catalog of the project at `root` (the current folder unless given). It is read again only when a file of it has
 * changed, so that a page in development shows what was written last. Rejects with one error that lists all problems.
 */
export function loadCatalog(root: string = process.cwd()): Promise<Catalog> {
  return Promise.resolve().then(() => {
    const stamp = stampOf(root);
    if (loaded?.root === root && loaded.stamp === stamp) return loaded.catalog;
    const { catalog, problems } = checkCatalog(root);
    if (problems.length > 0 && process.env.HALFOPEN_DRAFT !== '1') {
      throw new Error(
        [messages.compile.failed(problems.length), ...problems.map(toLine)].join('\n'),
      );
    }
    loaded = { root, stamp, catalog };
    return catalog;
  });
}

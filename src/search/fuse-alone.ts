/** Fuse on its own, as a baseline for the evaluation: what a plain fuzzy search makes of the same words. */
import Fuse from 'fuse.js';
import type { SearchRecord } from './record.ts';

/**
 * Ids of the causes that Fuse ranks best for a text, best first. Token search over title, identifiers and summary with
 * the same options as the site, without index and without the exact layer.
 */
export function fuseAlone(records: readonly SearchRecord[], text: string): string[] {
  const causes = records.filter(({ kind }) => kind === 'cause');
  const fuse = new Fuse(causes, {
    keys: ['title', 'identifiers', 'summary'],
    useTokenSearch: true,
    threshold: 0.25,
    ignoreLocation: true,
    ignoreFieldNorm: true,
  });
  return fuse.search(text.slice(0, 2000)).map(({ item }) => item.id);
}

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { dist, isArticle, kindOf, readPages, type Page } from './support/dist.ts';

/** An article may load this much script, gzip: what opens the search on demand. */
const articleBudget = 4 * 1024;

const gzipSizes = new Map<string, number>();

/** Size of a file of the site after gzip; a file that is missing throws. */
function gzipSize(path: string): number {
  const known = gzipSizes.get(path);
  if (known !== undefined) return known;
  const size = gzipSync(readFileSync(join(dist, path))).length;
  gzipSizes.set(path, size);
  return size;
}

/** A script file and all that it imports at once; what it imports later, on demand, does not count. */
function followImports(path: string, seen: Set<string>): void {
  if (seen.has(path) || !existsSync(join(dist, path))) return;
  seen.add(path);
  const code = readFileSync(join(dist, path), 'utf8');
  for (const match of code.matchAll(/\b(?:from|import)\s*["'](\.{0,2}\/[^"']+)["']/g)) {
    const target = match[1] ?? '';
    followImports(target.startsWith('/') ? target : posix.join(dirname(path), target), seen);
  }
}

/** How much script a page loads with itself, in bytes after gzip. */
function weigh(page: Page): { files: number; bytes: number } {
  const files = new Set<string>();
  let inline = '';
  for (const tag of page.tags) {
    const { src, href, rel, type } = tag.attributes;
    if (tag.name === 'link' && rel === 'modulepreload' && href) followImports(href, files);
    if (tag.name !== 'script' || (type !== undefined && !/module|javascript/.test(type))) continue;
    if (src) followImports(src.split('?')[0] ?? '', files);
    else inline += tag.text;
  }
  const bytes = [...files].reduce((sum, file) => sum + gzipSize(file), 0);
  return { files: files.size, bytes: bytes + (inline === '' ? 0 : gzipSync(inline).length) };
}

describe('script weight', () => {
  const pages = readPages();

  it('is printed for every kind of page', (t) => {
    const rows = new Map<string, { pages: number; files: number; most: number }>();
    for (const page of pages) {
      const kind = kindOf(page.path);
      const { files, bytes } = weigh(page);
      const row = rows.get(kind) ?? { pages: 0, files: 0, most: 0 };
      rows.set(kind, {
        pages: row.pages + 1,
        files: Math.max(row.files, files),
        most: Math.max(row.most, bytes),
      });
    }
    t.diagnostic('page, pages of the kind, script files, script bytes after gzip (the most)');
    for (const [kind, { pages: count, files, most }] of [...rows].sort()) {
      t.diagnostic(`${kind.padEnd(40)} ${count} ${files} ${most}`);
    }
    assert.ok(rows.size > 0);
  });

  it('of an article is no more than what opens the search', () => {
    const articles = pages.filter((page) => isArticle(page.path));
    assert.ok(articles.length > 0, 'there are articles');
    assert.deepEqual(
      articles
        .map((page) => ({ path: page.path, ...weigh(page) }))
        .filter(({ bytes }) => bytes > articleBudget)
        .map(({ path, bytes }) => `${path}: ${bytes} bytes`),
      [],
    );
  });
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { dist, readPages, readSitemap, type Page, type Tag } from './support/dist.ts';

const pages = readPages();

/** What is wrong on which page, as lines. */
function collect(judge: (page: Page) => string[]): string[] {
  return pages.flatMap((page) => judge(page).map((fault) => `${page.path}: ${fault}`));
}

const named = (page: Page, name: string): Tag[] => page.tags.filter((tag) => tag.name === name);

describe('markup', () => {
  it('covers every page of the sitemap', () => {
    const paths = new Set(pages.map((page) => page.path));
    const listed = readSitemap().map((url) => url.pathname);
    assert.ok(listed.length > 0, 'the sitemap lists pages');
    assert.deepEqual(
      listed.filter((path) => !paths.has(path)),
      [],
    );
  });

  it('is valid HTML', async () => {
    const validator = new HtmlValidate(new FileSystemConfigLoader());
    const faults: string[] = [];
    for (const page of pages) {
      const file = page.path.endsWith('/') ? `${page.path}index.html` : page.path;
      const report = await validator.validateString(page.html, join(dist, file));
      for (const { messages } of report.results) {
        for (const { line, column, ruleId, message } of messages) {
          faults.push(`${page.path}:${line}:${column} ${ruleId}: ${message}`);
        }
      }
    }
    assert.deepEqual(faults, []);
  });

  it('has exactly one main heading a page', () => {
    const faults = collect((page) => {
      const { length } = named(page, 'h1');
      return length === 1 ? [] : [`${length} h1`];
    });
    assert.deepEqual(faults, []);
  });

  it('names the language, a title and the screen of each page', () => {
    const faults = collect((page) => [
      ...(named(page, 'html').some((tag) => tag.attributes.lang) ? [] : ['no lang']),
      ...(named(page, 'title').some((tag) => tag.text.trim()) ? [] : ['no title']),
      ...(named(page, 'meta').some((tag) => tag.attributes.name === 'viewport')
        ? []
        : ['no viewport']),
    ]);
    assert.deepEqual(faults, []);
  });

  it('gives every heading below the main one an anchor', () => {
    const faults = collect((page) =>
      page.tags
        .filter((tag) => /^h[2-6]$/.test(tag.name) && !tag.attributes.id)
        .map((tag) => `${tag.name} "${tag.text.trim()}" has no id`),
    );
    assert.deepEqual(faults, []);
  });

  it('leaves a space between words and the link, tag or emphasis beside them', () => {
    const faults = collect((page) =>
      [
        ...page.html.matchAll(
          /[\p{L}\d.:,;)](?:<a class="small"|<span class="(?:tag|decisive)|<a href)|<\/b>[\p{L}\d]/gu,
        ),
      ].map(({ index }) => page.html.slice(Math.max(0, index - 30), index + 30)),
    );
    assert.deepEqual(faults, []);
  });

  it('describes each page in words of its own', () => {
    const descriptions = pages.flatMap((page) =>
      named(page, 'meta')
        .filter(({ attributes }) => attributes.name === 'description')
        .map(({ attributes }) => attributes.content ?? ''),
    );
    assert.deepEqual(
      descriptions.filter((one, index) => one === '' || descriptions.indexOf(one) !== index),
      [],
    );
  });

  it('has a title of its own on every page', () => {
    const titles = pages.map((page) => named(page, 'title')[0]?.text.trim() ?? '');
    assert.deepEqual(
      titles.filter((title, index) => titles.indexOf(title) !== index),
      [],
    );
  });
});

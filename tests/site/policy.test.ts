import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { dist, listFiles, readPages, readSitemap, type Page } from './support/dist.ts';

const pages = readPages();
const ownOrigin = readSitemap()[0]?.origin ?? '';

/** What is wrong on which page, as lines. */
function collect(judge: (page: Page) => string[]): string[] {
  assert.ok(pages.length > 0, 'there are pages');
  return pages.flatMap((page) => judge(page).map((fault) => `${page.path}: ${fault}`));
}

/** Attributes by which a page loads something; a plain link loads nothing. */
const loading: Record<string, string[]> = {
  audio: ['src'],
  embed: ['src'],
  iframe: ['src'],
  image: ['href', 'xlink:href'],
  img: ['src', 'srcset'],
  input: ['src'],
  object: ['data'],
  script: ['src'],
  source: ['src', 'srcset'],
  track: ['src'],
  use: ['href', 'xlink:href'],
  video: ['src', 'poster'],
};

/** The relations of `<link>` that only name an address and load nothing. */
const namingRelations = ['alternate', 'author', 'canonical', 'license', 'next', 'prev', 'sitemap'];

const isForeign = (address: string) =>
  /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address) &&
  !address.startsWith('data:') &&
  !address.startsWith(`${ownOrigin}/`);

describe('content security policy', () => {
  it('is stated exactly once a page, and strict', () => {
    const faults = collect((page) => {
      const policies = page.tags
        .filter((tag) => tag.attributes['http-equiv']?.toLowerCase() === 'content-security-policy')
        .map((tag) => tag.attributes.content ?? '');
      const [policy = ''] = policies;
      return [
        ...(policies.length === 1 ? [] : [`${policies.length} policies`]),
        ...(/'unsafe-|\*|https?:/.test(policy) ? [`not strict: ${policy}`] : []),
        ...["default-src 'none'", "base-uri 'none'", "object-src 'none'", 'script-src', 'style-src']
          .filter((directive) => !policy.includes(directive))
          .map((directive) => `lacks ${directive}`),
      ];
    });
    assert.deepEqual(faults, []);
  });

  it('stands before every script and style of the page', () => {
    const faults = collect((page) => {
      const policy = page.tags.findIndex((tag) => tag.attributes['http-equiv'] !== undefined);
      return page.tags
        .filter((tag, index) => index < policy && ['script', 'style'].includes(tag.name))
        .filter((tag) => !tag.attributes.type?.includes('json'))
        .map((tag) => `<${tag.name}> before the policy`);
    });
    assert.deepEqual(faults, []);
  });

  it('is not in the way of the page itself: no style attribute and no inline event handler', () => {
    const faults = collect((page) =>
      page.tags.flatMap((tag) =>
        Object.keys(tag.attributes)
          .filter((name) => name === 'style' || name.startsWith('on'))
          .map((name) => `<${tag.name} ${name}="${tag.attributes[name] ?? ''}">`),
      ),
    );
    assert.deepEqual(faults, []);
  });
});

describe('third parties', () => {
  it('are loaded by no page', () => {
    const faults = collect((page) =>
      page.tags.flatMap((tag) => {
        const isNaming = (tag.attributes.rel ?? '')
          .split(/\s+/)
          .every((relation) => namingRelations.includes(relation));
        const names = tag.name === 'link' && !isNaming ? ['href'] : (loading[tag.name] ?? []);
        return names
          .flatMap((name) => (tag.attributes[name] ?? '').split(','))
          .map((address) => address.trim())
          .filter(isForeign)
          .map((address) => `<${tag.name}> loads ${address}`);
      }),
    );
    assert.deepEqual(faults, []);
  });

  it('are loaded by no style sheet', () => {
    const faults = listFiles('.css').flatMap((file) => {
      const text = readFileSync(join(dist, file), 'utf8');
      return [...text.matchAll(/(?:url\(\s*["']?|@import\s+["'])([^"')]+)/g)]
        .map((match) => match[1] ?? '')
        .filter(isForeign)
        .map((address) => `/${file}: ${address}`);
    });
    assert.deepEqual(faults, []);
  });
});

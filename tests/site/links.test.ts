import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { LinkChecker, LinkState, type LinkResult } from 'linkinator';
import { createSiteServer, listen } from '../../scripts/serve.ts';
import { dist, readPages, readSitemap } from './support/dist.ts';

const server = createSiteServer(dist);

/** A triage session stands in the fragment, which then names no place on the page. */
const isSession = (fragment: string) => fragment.includes('=');

describe('links', { timeout: 300_000 }, () => {
  const pages = readSitemap();
  const publicOrigin = pages[0]?.origin ?? '';
  let links: LinkResult[] = [];
  let origin = '';

  const isOwn = (link: string) =>
    link.startsWith(`${origin}/`) || link.startsWith(`${publicOrigin}/`);

  before(async () => {
    origin = `http://127.0.0.1:${await listen(server, 0)}`;
    const result = await new LinkChecker().check({
      path: `${origin}/`,
      recurse: true,
      checkFragments: true,
      checkCss: true,
      concurrency: 20,
      // The site's own addresses are checked wherever it will be published; nothing else is asked for.
      urlRewriteExpressions: [
        { pattern: new RegExp(`^${RegExp.escape(publicOrigin)}`), replacement: origin },
      ],
      linksToSkip: (link) => Promise.resolve(!isOwn(link)),
      fragmentsToSkip: (fragment) => Promise.resolve(isSession(fragment)),
    });
    links = result.links;
  });

  after(() => {
    server.close();
    server.closeAllConnections();
  });

  it('are checked on at least as many pages as the sitemap lists', () => {
    const scanned = new Set(
      links.filter((link) => link.state === LinkState.OK).map((link) => new URL(link.url).pathname),
    );
    assert.ok(pages.length > 0, 'the sitemap lists pages');
    assert.ok(
      scanned.size >= pages.length,
      `${scanned.size} scanned, ${pages.length} in the sitemap`,
    );
  });

  it('and forms lead to every page of the sitemap', () => {
    const forms = readPages().flatMap((page) => page.tags.filter((tag) => tag.name === 'form'));
    const reached = new Set([
      ...links.map((link) => new URL(link.url).pathname),
      ...forms.map((form) => form.attributes.action),
    ]);
    assert.deepEqual(
      pages.map((page) => page.pathname).filter((path) => !reached.has(path)),
      [],
    );
  });

  it('lead to a page or a heading that exists', () => {
    const broken = links
      .filter((link) => link.state === LinkState.BROKEN)
      .map((link) => `${link.parent ?? '?'} -> ${link.url} (${link.status ?? 'no answer'})`);
    assert.deepEqual([...new Set(broken)], []);
  });
});

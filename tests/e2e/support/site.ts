import { test as base } from '@playwright/test';
import { createSiteServer, listen } from '../../../scripts/serve.ts';
import { dist } from '../../site/support/dist.ts';

/**
 * Playwright's `test`, with the built site served to each worker on a port of its own: `page.goto('/triage/')`.
 * Import it, and `expect`, from here in every spec.
 */
export const test = base.extend<object, { siteOrigin: string }>({
  siteOrigin: [
    // Playwright reads the names of the wanted fixtures from this parameter.
    // eslint-disable-next-line no-empty-pattern -- the fixture wants none
    async ({}, use) => {
      const server = createSiteServer(dist);
      const port = await listen(server, 0);
      await use(`http://127.0.0.1:${port}`);
      server.close();
      server.closeAllConnections();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ siteOrigin }, use) => use(siteOrigin),
});

export { expect } from '@playwright/test';

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readSitemap } from '../site/support/dist.ts';
import { expect, test } from './support/site.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** How many pages one test visits: enough to share a browser page, few enough to run side by side. */
const groupSize = 12;

/** Paths of the site in groups, by their first part. */
function groupPaths(paths: string[]): [name: string, paths: string[]][] {
  const bySection = Map.groupBy(paths, (path) => /^\/[^/]*/.exec(path)?.[0] ?? '/');
  return [...bySection].flatMap(([section, members]) =>
    Array.from(
      { length: Math.ceil(members.length / groupSize) },
      (_, index): [string, string[]] => [
        index === 0 ? section : `${section} (${index + 1})`,
        members.slice(index * groupSize, (index + 1) * groupSize),
      ],
    ),
  );
}

/** What axe finds wrong on the open page, as lines. */
async function inspect(page: Page, label: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(standards)
    .setLegacyMode()
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) => `${label}: ${id} at ${node.target.join(' ')}: ${node.failureSummary ?? ''}`,
    ),
  );
}

const paths = readSitemap().map((url) => url.pathname);

test('the sitemap lists pages to inspect', () => {
  expect(paths.length).toBeGreaterThan(0);
});

for (const [name, members] of groupPaths(['/404.html', ...paths])) {
  test(`axe finds nothing on ${name} in light and dark`, async ({ page }) => {
    test.setTimeout(20_000 * members.length);
    const faults: string[] = [];
    for (const path of members) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(path);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        faults.push(...(await inspect(page, `${path} (${colorScheme})`)));
      }
    }
    expect(faults).toEqual([]);
  });
}

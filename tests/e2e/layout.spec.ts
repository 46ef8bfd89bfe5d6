import type { Page } from '@playwright/test';
import { expect, test } from './support/site.ts';
import { openTriage, pasteText, seed } from './support/triage.ts';

const concluded = {
  confirmed:
    '#failure-point=closed-after-handshake&connection-plateau=65387&jdk-version=7u40&fd-highest=65535',
  likely:
    '#affected-connections=new-only&failing-share=all&failure-point=closed-after-handshake&first-closer=server&connection-plateau=65387&nofile-limit=999999&recovery=never&rst-shape=bare-window-0&trigger=connection-count',
} as const;

/** How far the page goes on below its footer, in CSS pixels. */
async function emptyBelowFooter(page: Page): Promise<number> {
  return page.evaluate(() => {
    const footer = document.querySelector('.site-footer')?.getBoundingClientRect().bottom ?? 0;
    return document.documentElement.scrollHeight - (footer + window.scrollY);
  });
}

for (const [level, link] of Object.entries(concluded)) {
  test(`a verdict that is ${level} gives its steps the whole width`, async ({ page }) => {
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await openTriage(page, link);
      const verdict = page.locator(`.verdict.${level}`);
      await expect(verdict).toBeVisible();
      const whole = await verdict.boundingBox();
      const command = await verdict.locator('.steps > li').first().boundingBox();
      expect((command?.width ?? 0) / (whole?.width ?? 1), `${String(width)} px`).toBeGreaterThan(
        0.85,
      );
    }
  });
}

test('the page ends at its footer, however long the paste is', async ({ page }) => {
  await openTriage(page);
  await pasteText(page, seed);
  await expect(page.locator('.sheet')).toBeVisible();
  expect(await emptyBelowFooter(page)).toBeLessThan(2);
});

/** Above this, by the definition of Web Vitals, a page's layout is not stable. */
const unstable = 0.1;

for (const path of [
  '/triage/',
  '/search/?q=RST',
  '/causes/',
  '/causes/jdk7u40-epoll-npe-fd-64k/',
]) {
  test(`nothing moves while ${path} loads`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
          const sum = Number(document.documentElement.dataset['shift'] ?? '0') + entry.value;
          document.documentElement.dataset['shift'] = String(sum);
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const shift = await page.evaluate(() => document.documentElement.dataset['shift'] ?? '0');
    expect(Number(shift)).toBeLessThan(unstable);
  });
}

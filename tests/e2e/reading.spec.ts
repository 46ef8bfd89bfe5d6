import { expect, test } from './support/site.ts';

test('search from any page by keyboard finds an exact counter first', async ({ page }) => {
  const scripts: string[] = [];
  page.on('response', (response) => {
    if (/\.js$|search\.json$/u.test(response.url())) scripts.push(response.url());
  });
  await page.goto('/causes/');
  const before = scripts.length;
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('TcpExtListenOverflows');
  const options = page.getByRole('option');
  await expect(options.first()).toBeVisible();
  expect(scripts.some((url) => url.endsWith('/search.json'))).toBe(true);
  // What waits for the key, and the loader that it shares with the triage.
  expect(before).toBeLessThanOrEqual(2);
  await page.keyboard.press('ArrowDown');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/(?:causes|findings)\//u);
});

test('the search page keeps query and facet in its address', async ({ page }) => {
  await page.goto('/search/?q=too%20many%20open%20files');
  await expect(page.locator('.hits li').first()).toBeVisible();
  await page.getByRole('button', { name: /^Causes/ }).click();
  await expect(page).toHaveURL(/kind=cause/u);
  await page.reload();
  await expect(page.getByRole('button', { name: /^Causes/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page.locator('.hits mark').first()).toBeVisible();
});

test('the words of a search go on to the triage, and not into an address', async ({ page }) => {
  await page.goto('/search/?q=certificate%20expired');
  await page.getByRole('link', { name: 'Let the triage ask about these words' }).click();
  await expect(page.locator('p.words q')).toHaveText('certificate expired');
  expect(page.url()).not.toContain('certificate');
  await page.getByRole('button', { name: 'Start over' }).click();
  await page.reload();
  await expect(page.locator('#words')).toHaveValue('');
});

test('a search that finds nothing leads on to the symptoms and the triage', async ({ page }) => {
  await page.goto('/search/?q=%E2%98%83');
  const main = page.locator('main');
  await expect(main.getByRole('status')).toContainText('Nothing fits');
  await expect(main.getByRole('link', { name: 'Triage: paste' })).toHaveAttribute(
    'href',
    '/triage/',
  );
  await main.getByRole('link', { name: 'All symptoms' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Symptoms' })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a symptom leads to its causes, a cause to its case, and the triage says what it needs', async ({
    page,
  }) => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Symptoms' }).first().click();
    await page.locator('main table a').first().click();
    await expect(page.locator('.differential tr').first()).toBeVisible();
    await page.locator('.differential a').first().click();
    await expect(page.getByRole('heading', { name: 'Confirm it' })).toBeVisible();
    await page.goto('/triage/');
    await expect(page.locator('main noscript p').first()).toContainText('needs JavaScript');
    await expect(
      page.locator('main noscript').getByRole('link', { name: 'collect.sh' }),
    ).toBeVisible();
    await expect(page.locator('main noscript li a').first()).toBeVisible();
  });
});

test('no page scrolls sideways at 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const paths = [
    '/',
    '/triage/',
    '/triage/#failure-point=closed-after-handshake&connection-plateau=65387',
    '/causes/',
    '/causes/jdk7u40-epoll-npe-fd-64k/',
    '/cases/netty-reset-at-65387-2013/',
    '/findings/failure-point/',
    '/symptoms/connections-stop-near-65536/',
    '/search/?q=epoll',
    '/about/method/',
  ];
  for (const path of paths) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const excess = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(excess, path).toBeLessThanOrEqual(0);
  }
});

import { expect, test } from './support/site.ts';
import { openTriage, pasteText, seed } from './support/triage.ts';

test('a diagnosis by keyboard alone, from the first page to a verdict', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Start triage' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('halfopen-triage #step')).toBeVisible();
  const ask = page.getByRole('button', { name: 'Nothing to paste: ask me' });
  await ask.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.question #step')).toBeFocused();
  for (let asked = 0; asked < 14; asked += 1) {
    if (await page.locator('.verdict').isVisible()) break;
    const before = await page.locator('.question #step').textContent();
    // The keyboard goes from the heading to the answers: "Don't know" is always there.
    await page.getByRole('button', { name: 'Don’t know' }).focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => {
        const verdict = await page.locator('.verdict').count();
        return verdict > 0 || (await page.locator('.question #step').textContent()) !== before;
      })
      .toBe(true);
  }
  await expect(page.getByRole('heading', { name: 'Inconclusive' })).toBeFocused();
  await expect(page.getByRole('heading', { name: 'What to collect next' })).toBeVisible();
});

test('a line in one’s own words offers what it may speak of, and can be taken back', async ({
  page,
}) => {
  await openTriage(page);
  const question = page.locator('.question #step');
  const line = page.getByLabel('What do you see, in a line?');
  await line.fill('<b>certificate</b> expired, handshake fails');
  await line.press('Enter');
  await expect(question).toBeFocused();
  await expect(page.locator('p.words q')).toHaveText(/<b>certificate<\/b> expired/u);
  await expect(page.locator('p.words q b')).toHaveCount(0);
  const fitting = page.getByRole('region', { name: 'Pages that fit your words' });
  await expect(fitting.getByRole('link').first()).toHaveAttribute('href', /^\/causes\/tls-/u);
  expect(page.url()).not.toContain('certificate');
  await page.reload();
  await expect(page.locator('p.words q')).toHaveText(/expired, handshake fails/u);
  const before = (await question.textContent()) ?? '';
  const spoken = page.getByRole('list', { name: 'Your words may speak of:' });
  await spoken.getByRole('button').first().click();
  await expect(question).not.toHaveText(before);
  await page.getByRole('button', { name: 'Forget it' }).click();
  await expect(page.locator('p.words')).toHaveCount(0);
  await expect(spoken).toHaveCount(0);
});

test('an error and a figure in one’s own words are read, shown with where they stand, and taken back with them', async ({
  page,
}) => {
  await openTriage(page);
  const line = page.getByLabel('What do you see, in a line?');
  await line.fill('clients get connection reset past 65,387 connections');
  await line.press('Enter');
  const known = page.getByRole('region', { name: 'What is known' });
  await expect(known.getByRole('button', { name: 'in your words' })).toHaveCount(2);
  await expect(known).toContainText('65387');
  expect(page.url()).toContain('connection-plateau=65387');
  expect(page.url()).not.toContain('clients');
  await page.reload();
  await expect(known.getByRole('button', { name: 'in your words' })).toHaveCount(2);
  await known.getByRole('button', { name: 'in your words' }).first().click();
  await expect(page.getByRole('region', { name: 'Lines of paste 1' })).toContainText('past 65,387');
  await page.getByRole('button', { name: 'Forget it' }).click();
  await expect(known.getByRole('button', { name: 'in your words' })).toHaveCount(0);
  expect(page.url()).not.toContain('connection-plateau');
});

test('words that cannot be looked up are kept, said, and tried again', async ({ page }) => {
  await page.route('**/api/v1/search.json', (route) => route.abort());
  await openTriage(page);
  const line = page.getByLabel('What do you see, in a line?');
  await line.fill('certificate expired');
  await line.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Nothing was changed');
  await expect(line).toHaveValue('certificate expired');
  await page.unroute('**/api/v1/search.json');
  await line.press('Enter');
  await expect(page.locator('p.words q')).toHaveText('certificate expired');
});

test('back and forward walk through the answers, and a reload loses nothing', async ({ page }) => {
  await openTriage(page);
  await page.getByRole('button', { name: 'Nothing to paste: ask me' }).click();
  const question = page.locator('.question #step');
  const first = await question.textContent();
  await page.locator('.look input[type=radio]').first().check();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(question).not.toHaveText(first ?? '');
  const second = await question.textContent();
  await page.getByRole('button', { name: 'Don’t know' }).click();
  await expect(question).not.toHaveText(second ?? '');
  await page.goBack();
  await expect(question).toHaveText(second ?? '');
  await page.goBack();
  await expect(page.locator('halfopen-triage #step')).toBeVisible();
  await page.goForward();
  await expect(question).toHaveText(second ?? '');
  const address = page.url();
  await page.reload();
  await expect(question).toHaveText(second ?? '');
  expect(page.url()).toBe(address);
  await expect(page.locator('.known').first().locator('> li')).toHaveCount(1);
});

test('one look takes several answers, and the next one begins empty', async ({ page }) => {
  await openTriage(page);
  await page.getByRole('button', { name: 'Nothing to paste: ask me' }).click();
  await page.locator('.look input[value=syn-unanswered]').check();
  await page.getByLabel(/^Error that the client reports/).selectOption('connect-timeout');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page).toHaveURL(/failure-point=syn-unanswered/);
  expect(page.url()).toContain('client-error=connect-timeout');
  expect(page.url()).toContain('trigger=unknown');
  await expect(page.locator('.known').first().locator('> li')).toHaveCount(2);
  await expect(page.locator('.look input[type=radio]:checked')).toHaveCount(0);
  for (const select of await page.locator('.look select').all()) {
    await expect(select).toHaveValue('');
  }
});

test('an answer can be changed and removed later without losing the others', async ({ page }) => {
  await openTriage(page, '#failure-point=syn-unanswered&listen-overflows=rising');
  await expect(page.locator('.known > li')).toHaveCount(2);
  await page.getByRole('button', { name: /^Change Where/ }).click();
  await page.locator('.answers .choice').nth(2).click();
  await expect(page.locator('.known > li')).toHaveCount(2);
  expect(page.url()).toContain('listen-overflows=rising');
  expect(page.url()).not.toContain('syn-unanswered');
  await page.getByRole('button', { name: /^Remove Where/ }).click();
  await expect(page.locator('.known > li')).toHaveCount(1);
});

test('hostile input is shown as text, said to be empty, or kept as not understood', async ({
  page,
}) => {
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  await openTriage(page);
  await page.getByRole('button', { name: 'Read it' }).click();
  await expect(page.getByRole('alert').first()).toContainText('nothing to read');
  const attack = `<img src=x onerror=alert(1)><script>alert(2)</script>\nnet.core.somaxconn = 128\nulimit -n\n1024 <b>bold</b>`;
  await page.getByLabel('Evidence', { exact: true }).fill(attack);
  await page.getByRole('button', { name: 'Read it' }).click();
  await expect(page.locator('halfopen-triage img, halfopen-triage script')).toHaveCount(0);
  await openTriage(
    page,
    '#no-such-finding=1&failure-point=%3Cscript%3E&__proto__=x&k=000000000000',
  );
  await expect(page.getByText('no-such-finding=1')).toBeVisible();
  await expect(page.getByText(/this is [0-9a-f]{12}/u)).toBeVisible();
  expect(dialogs).toBe(0);
});

test('eleven megabytes leave the page responsive, and what fits is read', async ({ page }) => {
  await openTriage(page);
  await page.getByLabel('Taken on').selectOption('server');
  await page.evaluate(() => {
    const box = document.querySelector<HTMLTextAreaElement>('#evidence');
    if (box !== null) box.value = `ulimit -n\n1024\n${`${'x'.repeat(99)}\n`.repeat(110_000)}`;
  });
  await page.getByRole('button', { name: 'Read it' }).click();
  // While the worker reads, the page takes input: were it read on the page's own thread, this would wait.
  await page.keyboard.press('/');
  await page.keyboard.type('epoll');
  await expect(page.locator('halfopen-search').getByRole('option').first()).toBeVisible();
  await expect(page.getByText(/Only the first 10 MB were read/u).first()).toBeVisible();
  await expect(page.locator('.known')).toContainText('1024');
});

test('two kernels in one paste are both shown, and the user decides', async ({ page }) => {
  await openTriage(page);
  const uname = (version: string): string =>
    `Linux web1 ${version} #1 SMP Wed Feb 15 13:33:49 UTC 2012 x86_64 x86_64 x86_64 GNU/Linux\n`;
  await page.getByLabel('Taken on').selectOption('server');
  await pasteText(page, uname('3.0.13-0.27-default') + uname('5.15.0-91-generic'));
  const decision = page.getByRole('group', { name: /cannot both hold/ });
  await expect(decision).toContainText('3.0.13-0.27-default');
  await expect(decision).toContainText('5.15.0-91-generic');
  await decision.getByRole('button', { name: /5\.15/ }).click();
  expect(page.url()).toContain('kernel-version=5.15.0-91-generic');
});

test('the report holds verdict, evidence, what was not checked, and the link', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openTriage(page);
  await pasteText(page, seed);
  await page.getByRole('button', { name: 'Copy the report (Markdown)' }).click();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  for (const section of [
    'Verdict',
    'Evidence for',
    'Evidence against',
    'Ruled out',
    'Not checked',
    'Session',
  ]) {
    expect(report).toContain(`## ${section}`);
  }
  expect(report).toContain('/triage/#k=');
  // No address and no host name leaves with a report.
  expect(report).not.toMatch(/10\.95\.196\.\d+|linux-152k/u);
});

test('nothing that is typed or pasted leaves the page', async ({ page, siteOrigin }) => {
  const requests: string[] = [];
  page.on('request', (request) =>
    requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`),
  );
  await openTriage(page);
  await pasteText(page, seed);
  await page.getByText('Say in a line what you see').click();
  await page.getByLabel('What do you see, in a line?').fill('resets at linux-152k');
  await page.getByRole('button', { name: 'Ask me about this' }).click();
  await expect(page.locator('p.words')).toBeVisible();
  expect(requests.every((request) => request.startsWith(`GET ${siteOrigin}/`))).toBe(true);
  expect(requests.join('\n')).not.toMatch(/65387|linux-152k|10\.95/u);
});

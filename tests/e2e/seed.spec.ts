import { expect, test } from './support/site.ts';
import { addToLink, openTriage, pasteText, ranking, seed } from './support/triage.ts';

const flagship = 'jdk7u40-epoll-npe-fd-64k';

test.describe('the incident that the project started with', () => {
  test('pasted whole, it is read, asks whose host it is, and ranks the true cause first', async ({
    page,
  }) => {
    await openTriage(page);
    await pasteText(page, seed);
    const facts = page.locator('halfopen-triage');
    await expect(facts).toContainText('3.0.13-0.27-default');
    await expect(facts).toContainText('999999');
    await expect(page.getByRole('group', { name: /host linux-152k/ })).toBeVisible();
    await page
      .getByRole('group', { name: /host linux-152k/ })
      .getByRole('button', { name: 'the server' })
      .click();
    await addToLink(page, 'connection-plateau=65387');
    await expect.poll(() => ranking(page)).toContain(flagship);
    expect((await ranking(page))[0]).toBe(flagship);
    // The trace is the client's: its JDK is kept on the client's side and does not speak for the server.
    expect(page.url()).toContain('jdk-version@client=');
    expect(page.url()).not.toMatch(/jdk-version=/u);
  });

  test('the server’s JDK and highest descriptor confirm it; a later JDK rules it out until taken back', async ({
    page,
  }) => {
    await openTriage(page, '#failure-point=closed-after-handshake&connection-plateau=65387');
    await addToLink(page, 'jdk-version=7u40&fd-highest=65535');
    await expect(page.getByRole('heading', { name: /^Confirmed:/ })).toBeVisible();
    await openTriage(
      page,
      '#failure-point=closed-after-handshake&connection-plateau=65387&jdk-version=8u202',
    );
    const ruledOut = page.locator('.ruled-out');
    await expect(ruledOut).toContainText('8u202');
    await ruledOut.getByRole('button', { name: 'Take it back' }).first().click();
    await expect.poll(async () => (await ranking(page))[0]).toBe(flagship);
  });

  test('its link shows the same in another browser', async ({ page, browser, siteOrigin }) => {
    await openTriage(page);
    await pasteText(page, seed);
    await addToLink(page, 'connection-plateau=65387');
    const here = await ranking(page);
    const verdict = await page.locator('halfopen-triage #step').textContent();
    const other = await (await browser.newContext()).newPage();
    await other.goto(page.url().replace(/^https?:\/\/[^/]+/u, siteOrigin));
    await expect(other.locator('halfopen-triage .ranking')).toBeVisible();
    expect(await ranking(other)).toEqual(here);
    expect(verdict).not.toBeNull();
  });
});

import { expect, test } from './support/site.ts';
import { capture, dropFiles, faults, unplaced } from './support/intake.ts';
import { openTriage } from './support/triage.ts';

test('two captures of one connection are read together, with the frames of both', async ({
  page,
}) => {
  await openTriage(page);
  await dropFiles(page, [
    { name: 'client.pcap', bytes: capture('pairs/rst-injected-client.pcap') },
    { name: 'server.pcap', bytes: capture('pairs/rst-injected-server.pcap') },
  ]);
  await expect(page).toHaveURL(/rst-origin=sender-lacks-it/);
  const known = page.locator('.known > li', { hasText: 'the sender never sent it' });
  await expect(known).toContainText(
    'capture frame 22 of client.pcap; not among frames 1-33 of server.pcap',
  );
  // The server's capture says what it was compared with, and leads to the frame at the client.
  const server = page.locator('.pane', { hasText: 'server.pcap' }).last();
  await expect(server).toContainText('Compared with client.pcap, which was taken at the other end');
  await server.getByRole('button', { name: 'Frame 22 of client.pcap' }).first().press('Enter');
  const client = page.locator('.pane').first();
  await expect(client.locator('.line:focus')).toContainText('RST');
  await expect(client.locator('.line:focus')).toContainText(
    'read from two captures together: not among frames 1-33 of server.pcap',
  );
  expect(await faults(page)).toEqual([]);
  // Neither the link nor what is stored holds what a comparison needs.
  const stored = await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)));
  expect(stored).not.toContain('isEstablished');
  await page.reload();
  await expect(page.locator('.pane').last()).toContainText('Compared with client.pcap');
  await expect(known).toContainText('not among frames 1-33 of server.pcap');
});

test('where two captures were taken is asked when the packets do not show it', async ({ page }) => {
  await openTriage(page);
  await dropFiles(page, [
    { name: 'client.pcap', bytes: unplaced(capture('pairs/syn-lost-client.pcap')) },
    { name: 'server.pcap', bytes: unplaced(capture('pairs/syn-lost-server.pcap')) },
  ]);
  const server = page.locator('.pane', { hasText: 'server.pcap' }).last();
  await expect(server).toContainText('do not show which capture was taken at the client');
  await expect(page).not.toHaveURL(/syn-fate/);
  await server.getByRole('button', { name: 'the server', exact: true }).press('Enter');
  await expect(page).toHaveURL(/syn-fate=lost-on-path/);
  await expect(server).toContainText('2 facts were read from both together');
  await expect(server.getByRole('button', { name: 'the server', exact: true })).toHaveCount(0);
  expect(await faults(page)).toEqual([]);
});

import { gzipSync } from 'node:zlib';
import type { Locator } from '@playwright/test';
import { expect, test } from './support/site.ts';
import { capture, dropFiles, dropText, faults, pasteAnywhere } from './support/intake.ts';
import { openTriage, seed } from './support/triage.ts';

const serverFacts = [
  'uname -a',
  'Linux web1 5.15.0-91-generic #101-Ubuntu SMP Tue Nov 14 13:30:08 UTC 2023 x86_64 GNU/Linux',
  ...Array.from({ length: 60 }, (_, at) => `prose of line ${String(at)}, which nobody knows`),
  'ulimit -n',
  '1024',
].join('\n');

test('text that is pasted outside every field is read, and its lines lead to what they gave and back', async ({
  page,
}) => {
  await openTriage(page);
  await pasteAnywhere(page, serverFacts);
  await page.getByRole('button', { name: 'the server', exact: true }).first().click();
  const pane = page.locator('.pane');
  await expect(pane.locator('.understood').first()).toContainText('Linux web1');
  await expect(pane.locator('.fold')).toContainText('not understood');
  // From the line to the observation.
  await pane.getByRole('button', { name: /^Kernel of the server/ }).click();
  const known = page.locator('.known > li', { hasText: '5.15.0-91-generic' });
  await expect(known).toBeFocused();
  // And back.
  await known.getByRole('button', { name: /^pasted line/ }).click();
  await expect(pane.locator('.line:focus')).toContainText('Linux web1');
  // What was folded opens.
  await expect(pane).not.toContainText('prose of line 30,');
  await pane.locator('.fold button').first().click();
  await expect(pane).toContainText('prose of line 30,');
});

test('a reading is corrected, set aside and taken back from its line, by keyboard', async ({
  page,
}) => {
  await openTriage(page);
  await pasteAnywhere(page, serverFacts);
  await page.getByRole('button', { name: 'the server', exact: true }).first().click();
  await expect(page).toHaveURL(/kernel-version=5\.15\.0-91-generic/);
  const reading = page.locator('.reading', { hasText: 'Kernel of the server' });
  await reading.getByRole('button', { name: /^Correct/ }).focus();
  await page.keyboard.press('Enter');
  await expect(reading.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(reading).toBeFocused();
  await reading.getByRole('button', { name: /^Correct/ }).press('Enter');
  await reading.getByRole('textbox').fill('4.4.0-21-generic');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/kernel-version=4\.4\.0-21-generic/);
  await expect(reading).toContainText('it was read as 5.15.0-91-generic');
  await reading.getByRole('button', { name: /^As it was read/ }).click();
  await expect(page).toHaveURL(/kernel-version=5\.15/);
  await reading.getByRole('button', { name: /^Set aside/ }).click();
  await expect(page).not.toHaveURL(/kernel-version/);
  await expect(reading).toContainText('set aside');
  await expect(reading.getByRole('button', { name: /^Correct/ })).toHaveCount(0);
  await reading.getByRole('button', { name: /^Take back/ }).click();
  await expect(page).toHaveURL(/kernel-version=5\.15/);
  // The wrong host was stated: that is corrected from the line, too.
  await reading.getByRole('button', { name: /^Correct/ }).click();
  await reading.getByLabel('Taken on').selectOption({ label: 'the client' });
  await reading.getByRole('button', { name: 'Use this' }).click();
  await expect(page).toHaveURL(/kernel-version@client=5\.15/);
  await expect(reading).toContainText('not used here');
  expect(await faults(page)).toEqual([]);
});

test('two hosts in one paste are settled in one step when both are the server’s', async ({
  page,
}) => {
  await openTriage(page);
  const other = serverFacts.replaceAll('web1', 'web2').replace('1024', '4096');
  await pasteAnywhere(page, `${serverFacts}\n${'\n'.repeat(5)}${other.replace('5.15', '6.1')}`);
  const all = page.getByRole('group', { name: /facts of these .* groups/ });
  await expect(all).toBeVisible();
  await all.getByRole('button', { name: 'the server', exact: true }).focus();
  await page.keyboard.press('Enter');
  // Two kernels of one server cannot both be: that is decided next, and the keyboard is there.
  const decision = page.getByRole('group', { name: /cannot both hold/ }).first();
  await expect(decision.getByRole('button').first()).toBeFocused();
});

test('text and several files are dropped anywhere; each has its pane and its provenance', async ({
  page,
}) => {
  await openTriage(page);
  await dropText(page, 'java.net.ConnectException: Connection refused (Connection refused)\n');
  await expect(page.locator('.pane')).toHaveCount(1);
  await dropFiles(page, [
    { name: 'limits.txt', bytes: Buffer.from('$ ulimit -n\n1024\n') },
    { name: 'windows.txt', bytes: Buffer.from('\uFEFF$ ulimit -n\r\n1024\r\n', 'utf16le') },
    { name: 'log.gz', bytes: gzipSync(Buffer.from('net.core.somaxconn = 128\n')) },
  ]);
  await expect(page.locator('.pane')).toHaveCount(4);
  for (const name of ['limits.txt', 'windows.txt', 'log.gz']) {
    const pane = page.locator('.pane', { hasText: name });
    await expect(pane.locator('summary')).toContainText(/[1-9]\d* facts? read/);
  }
});

test('a capture gives connections, a ladder and observations with frame numbers', async ({
  page,
}) => {
  await openTriage(page);
  await dropFiles(page, [
    { name: 'idle.pcap', bytes: capture('reset-after-idle.pcap') },
    { name: 'blocks.pcapng.gz', bytes: gzipSync(capture('rst-injected-blocks.pcapng')) },
  ]);
  await expect(page.locator('.pane')).toHaveCount(2);
  const pane = page.locator('.pane', { hasText: 'idle.pcap' });
  await pane.locator('summary').first().click();
  await pane
    .getByRole('button', { name: /192\.0\.2\.20:\d+ → 192\.0\.2\.100/ })
    .first()
    .click();
  await expect(pane.getByRole('img', { name: /^Packets between/ })).toBeVisible();
  await pane
    .locator('.ladder-row')
    .getByRole('button', { name: /^frames? / })
    .first()
    .click();
  await expect(pane.locator('.line:focus')).toContainText('192.0.2.');
  await expect(page.locator('.known')).toContainText('capture frames 10-11 of idle.pcap');
  expect(page.url()).not.toMatch(/192\.0\.2|192%2E/u);
  expect(await faults(page)).toEqual([]);
});

test('two captures that disagree are both shown with their frames, and the user decides', async ({
  page,
}) => {
  await openTriage(page);
  await dropFiles(page, [
    { name: 'one.pcap', bytes: capture('reset-after-idle.pcap') },
    { name: 'two.pcap', bytes: capture('close-at-once.pcap') },
  ]);
  const decision = page.getByRole('group', { name: /^Where in its life .* cannot both hold/ });
  await expect(decision).toContainText('What was said before');
  const second = decision.getByRole('button', { name: /frame \d+ of two\.pcap/ });
  await expect(second).toContainText('server closes right after handshake');
  await second.click();
  await expect(page).toHaveURL(/failure-point=closed-after-handshake/);
  const one = page.locator('.pane', { hasText: 'one.pcap' });
  await expect(one.locator('.reading.aside')).toContainText('Where in its life');
});

test('text of which nothing is understood is said to be so, and shown', async ({ page }) => {
  await openTriage(page);
  await pasteAnywhere(page, 'we had lunch\nand it was good\n');
  await expect(page.getByRole('status').first()).toContainText(
    'Nothing was understood in 2 lines.',
  );
  await expect(page.locator('.pane')).toContainText('and it was good');
  await expect(page.getByLabel('Evidence', { exact: true })).toBeVisible();
});

test('after a reload the text is gone, said to be, and what was read stays', async ({ page }) => {
  await openTriage(page);
  await pasteAnywhere(page, serverFacts);
  await page.getByRole('button', { name: 'the server', exact: true }).first().click();
  await expect(page).toHaveURL(/kernel-version/);
  const stored = await page.evaluate(() =>
    JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]),
  );
  expect(stored).not.toContain('prose of line');
  await page.reload();
  const pane = page.locator('.pane');
  await expect(pane).toContainText('the text is gone');
  await expect(pane.locator('.understood').first()).toContainText('Linux web1');
  await expect(page.locator('.known')).toContainText('pasted line 2');
});

test('markup in a paste appears as text, and binary, damaged and cut files are plain messages', async ({
  page,
}) => {
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  await openTriage(page);
  const attack = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  await pasteAnywhere(page, `${attack}\nulimit -n\n1024 \n$ ulimit -n ${attack}\n${attack}`);
  await expect(page.locator('.pane')).toContainText(attack);
  await expect(page.locator('halfopen-triage :is(img, script)')).toHaveCount(0);
  const pcap = capture('reset-after-idle.pcap');
  await dropFiles(page, [
    { name: `${attack}.bin`, bytes: Buffer.from(Array.from({ length: 5000 }, (_, at) => at % 7)) },
    { name: 'cut.pcap', bytes: pcap.subarray(0, pcap.length - 9) },
    { name: 'lies.pcap', bytes: Buffer.concat([pcap.subarray(0, 24), Buffer.alloc(64, 0xff)]) },
    { name: 'broken.gz', bytes: gzipSync(pcap).subarray(0, 200) },
  ]);
  await expect(page.locator('.pane')).toHaveCount(5);
  const paneOf = (name: string): Locator =>
    page.locator('.pane').filter({ has: page.locator('summary', { hasText: name }) });
  await expect(paneOf('.bin')).toContainText('does not look like text');
  await expect(paneOf('cut.pcap')).toContainText('ends inside this frame');
  await expect(paneOf('lies.pcap')).toContainText('cannot be');
  await expect(page.getByRole('alert').filter({ hasText: 'broken.gz' })).toContainText('damaged');
  await expect(page.locator('halfopen-triage :is(img, script)')).toHaveCount(0);
  expect(dialogs).toBe(0);
});

test('reading a large file shows progress, can be cancelled, and what was known stays', async ({
  page,
}) => {
  await openTriage(page, '#failure-point=syn-unanswered');
  await page.evaluate((base64) => {
    // 250 MB, made in the page of one small capture: a driver cannot hand over so much.
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const [header, frames] = [bytes.slice(0, 24), bytes.slice(24)];
    const piece = new Uint8Array(frames.length * Math.ceil(1e6 / frames.length));
    for (let at = 0; at < piece.length; at += frames.length) piece.set(frames, at);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(
      new File([header, ...Array.from({ length: 250 }, () => piece)], 'large.pcap'),
    );
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }),
    );
  }, capture('reset-after-idle.pcap').toString('base64'));
  await expect(page.getByRole('progressbar')).toHaveAttribute('max', /\d+/u);
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(page.getByRole('alert')).toContainText('large.pcap was cancelled');
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(page.locator('.known')).toContainText('SYN gets no answer');
  // The next paste is read by another worker.
  await dropText(page, 'net.ipv4.tcp_tw_recycle = 1\n');
  await expect(page.locator('.pane')).toHaveCount(1);
});

test('the report quotes only lines that were shown masked and confirmed', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openTriage(page);
  await pasteAnywhere(page, seed);
  const report = async (): Promise<string> => {
    await page.getByRole('button', { name: 'Copy the report (Markdown)' }).click();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  await page.getByRole('button', { name: 'Quote the lines in the report' }).click();
  const form = page.getByRole('form', { name: /all that the report will quote/ });
  await expect(form.locator('code').first()).toBeVisible();
  const draft = await form.textContent();
  expect(draft).toMatch(/ip4-private-1/);
  expect(draft).not.toMatch(/10\.95\.196|linux-152k/u);
  expect(await faults(page)).toEqual([]);
  // Not before it is confirmed.
  expect(await report()).not.toContain('Quoted evidence');
  const boxes = form.getByRole('checkbox');
  const count = await boxes.count();
  await boxes.first().uncheck();
  await form.getByRole('button', { name: 'Quote these' }).click();
  await expect(
    page.getByText(`The report quotes ${String(count - 1)} lines, masked.`),
  ).toBeVisible();
  const quoted = await report();
  expect(quoted).toContain('## Quoted evidence');
  expect(quoted).toContain('ip4-private-1');
  expect(quoted).not.toMatch(/10\.95\.196|linux-152k/u);
  expect(page.url()).not.toContain('ip4');
});

test('what is worth pasting is offered from the start and follows what is known', async ({
  page,
}) => {
  await openTriage(page);
  const next = page.getByRole('region', { name: /^What to paste/ });
  await expect(next.getByRole('heading')).toHaveText('What to paste first');
  await expect(next.getByRole('link', { name: 'collect.sh' })).toHaveAttribute('href', '/collect/');
  const first = await next.locator('li pre').first().textContent();
  await next.getByLabel('You can look at').selectOption('server');
  await expect(next.locator('.where', { hasText: 'on the client' })).toHaveCount(0);
  await expect(next.locator('.where', { hasText: 'on the server' }).first()).toBeVisible();
  await openTriage(page, '#failure-point=closed-after-handshake&connection-plateau=65387');
  await next.locator('summary').first().click();
  await expect(next.locator('li pre').first()).toBeVisible();
  expect(await next.locator('li pre').first().textContent()).not.toBe(first);
});

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect } from './site.ts';

/** The report that the project started with, as its author would paste it. */
export const seed = readFileSync(
  new URL('../../unit/evidence/fixtures/seed-2013.txt', import.meta.url),
  'utf8',
);

/** Opens the triage page and waits for the wizard. */
export async function openTriage(page: Page, fragment = ''): Promise<void> {
  await page.goto(`/triage/${fragment}`);
  await expect(page.locator('halfopen-triage #step')).toBeVisible();
}

/** Pastes text through the box and waits until it has been read. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.getByLabel('Evidence', { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Read it' }).click();
  await expect(page.getByRole('heading', { name: 'What is known' })).toBeVisible();
}

/** Adds an observation by the address, as a link would. */
export async function addToLink(page: Page, entry: string): Promise<void> {
  await page.evaluate((text) => {
    window.location.hash = `${window.location.hash}&${text}`;
  }, entry);
}

/** The ids of the ranked causes, best first, as the page links to them. */
export async function ranking(page: Page): Promise<string[]> {
  const links = page.locator('.ranking li a[href^="/causes/"]');
  const paths = await links.evaluateAll((all) =>
    all.map((link) => link.getAttribute('href') ?? ''),
  );
  return paths.map((path) => path.split('/')[2] ?? '');
}

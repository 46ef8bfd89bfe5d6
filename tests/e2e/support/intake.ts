import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** A capture of the fixtures. */
export function capture(name: string): Buffer {
  return readFileSync(new URL(`../../unit/evidence/capture/captures/${name}`, import.meta.url));
}

/** The capture as if no router were on the way: every TTL of its Ethernet frames is 64. */
export function unplaced(pcap: Buffer): Buffer {
  const bytes = Buffer.from(pcap);
  for (let at = 24; at < bytes.length; at += 16 + bytes.readUInt32LE(at + 8)) bytes[at + 38] = 64;
  return bytes;
}

/** A file as it is dropped. */
export interface Dropped {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Pastes text anywhere on the page, outside every field. */
export async function pasteAnywhere(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

async function drop(page: Page, text: string, files: readonly Dropped[]): Promise<void> {
  const encoded = files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }));
  await page.evaluate(
    ([dropped, all]) => {
      const dataTransfer = new DataTransfer();
      if (dropped !== '') dataTransfer.setData('text/plain', dropped);
      for (const { name, base64 } of all) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        dataTransfer.items.add(new File([bytes], name));
      }
      for (const type of ['dragover', 'drop']) {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
        document.body.dispatchEvent(event);
      }
    },
    [text, encoded] as const,
  );
}

/** Drops text on the page. */
export async function dropText(page: Page, text: string): Promise<void> {
  await drop(page, text, []);
}

/** Drops files on the page. */
export async function dropFiles(page: Page, files: readonly Dropped[]): Promise<void> {
  await drop(page, '', files);
}

/** What axe finds wrong with the wizard as it is now. */
export async function faults(page: Page): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).include('halfopen-triage').setLegacyMode();
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

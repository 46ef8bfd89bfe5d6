/** What `npm run knowledge` has compiled; both files are ours, so they are trusted once they are JSON of the right kind. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SearchRecord } from '#search/index.ts';
import type { Knowledge } from '#wizard/index.ts';
import { BadInput } from './bad-input.ts';
import { messages } from './messages.ts';

const folder = join(import.meta.dirname, '..', '..', '.halfopen');

async function readCompiled(name: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(folder, name), 'utf8'));
  } catch {
    throw new BadInput(`.halfopen/${name}`, messages.noKnowledge);
  }
}

function isKnowledge(value: unknown): value is Knowledge {
  return typeof value === 'object' && value !== null && 'model' in value && 'findings' in value;
}

function isRecords(value: unknown): value is readonly SearchRecord[] {
  return Array.isArray(value);
}

/** The compiled knowledge. */
export async function readKnowledge(): Promise<Knowledge> {
  const read = await readCompiled('knowledge.json');
  if (!isKnowledge(read)) throw new BadInput('.halfopen/knowledge.json', messages.noKnowledge);
  return read;
}

/** The compiled search records. */
export async function readSearchRecords(): Promise<readonly SearchRecord[]> {
  const read = await readCompiled('search.json');
  if (!isRecords(read)) throw new BadInput('.halfopen/search.json', messages.noKnowledge);
  return read;
}

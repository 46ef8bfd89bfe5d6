/** Finds the labs: every `<cause>.lab.ts` in the folder above. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Lab } from './lab.ts';

/** Folder of the labs. */
export const labsFolder = join(import.meta.dirname, '..');
const ending = '.lab.ts';

/** Ids of all labs, sorted. */
export function labIds(): readonly string[] {
  return readdirSync(labsFolder)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
}

/** Loads the lab of a cause. Its file exports it as `lab`. */
export async function loadLab(id: string): Promise<Lab> {
  const url = pathToFileURL(join(labsFolder, `${id}${ending}`)).href;
  const { lab } = (await import(url)) as { readonly lab?: Lab };
  if (lab === undefined) throw new Error(`${id}${ending} exports no lab`);
  if (lab.id !== id) throw new Error(`${id}${ending} holds the lab of ${lab.id}`);
  return lab;
}

/** The real knowledge, compiled from `content/` as it is now, and the document that started the project. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkCatalog } from '#catalog/check.ts';
import { compileKnowledgeOf } from '#catalog/compile-knowledge.ts';
import type { Knowledge } from '#wizard/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { catalog } = checkCatalog(root);

/** Knowledge as the browser and the terminal read it. */
export const knowledge: Knowledge = compileKnowledgeOf(catalog);

/** Path of the seed. */
export const seedFile = fileURLToPath(
  new URL('../unit/evidence/fixtures/seed-2013.txt', import.meta.url),
);

/** The whole seed, as somebody would paste it. */
export const seed = readFileSync(seedFile, 'utf8');

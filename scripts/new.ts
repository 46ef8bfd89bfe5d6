// Begins an item of the knowledge base: `npm run new -- cause|case|finding ID` writes an annotated template.
import { existsSync, writeFileSync } from 'node:fs';
import { messages } from '#catalog/messages.ts';
import { pathOf, templateOf, type TemplateKind } from '#catalog/template.ts';
import { id as idSchema } from '#schema/words.ts';
import { inProject } from './child.ts';

const kinds: readonly TemplateKind[] = ['cause', 'case', 'finding'];
const words = messages.template;

/** Writes the template, and returns the exit status: 0 when it is there, 2 when nothing was written. */
export function beginItem(args: readonly string[], place = inProject): number {
  const [name, id, ...more] = args;
  const kind = kinds.find((known) => known === name);
  if (kind === undefined || id === undefined || more.length > 0) {
    console.error(words.usage);
    return 2;
  }
  if (!idSchema.safeParse(id).success) {
    console.error(messages.files.name(id).message);
    return 2;
  }
  const path = pathOf(kind, id);
  if (existsSync(place(path))) {
    console.error(words.exists(path));
    return 2;
  }
  writeFileSync(place(path), templateOf(kind), { flag: 'wx' });
  console.log(words.written(path));
  return 0;
}

if (import.meta.main) process.exitCode = beginItem(process.argv.slice(2));

/**
 * Compiles `content/` to `.halfopen/knowledge.json` and `.halfopen/search.json`.
 *
 * As a script (`node src/catalog/compile.ts`) it prints one line for each problem, `file: field: rule: message - remedy`,
 * and exits with 1 when there is one; nothing is written then. `--draft` writes what the sound items give all the same.
 * `--publish` first enters the ids of new items in the ledger `content/ids.txt`.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCatalog } from './check.ts';
import { compileKnowledgeOf } from './compile-knowledge.ts';
import { publishIds } from './ledger.ts';
import { messages } from './messages.ts';
import { type Problem, toLine } from './problem.ts';
import { readCatalog } from './read.ts';
import { compileSearchRecords } from './search-records.ts';

/** Writes beside the target and renames, so that a reader never sees half a file. */
function writeJson(path: string, value: unknown): void {
  const draft = `${path}.${String(process.pid)}`;
  writeFileSync(draft, JSON.stringify(value));
  renameSync(draft, path);
}

/**
 * Compiles the knowledge base at `root` and returns its problems. The two files are written when there is no problem, or
 * when `isDraft` asks for what there is.
 */
export function compileKnowledge(root: string, isDraft = false): readonly Problem[] {
  const { catalog, problems } = checkCatalog(root);
  if (problems.length > 0 && !isDraft) return problems;
  const folder = join(root, '.halfopen');
  mkdirSync(folder, { recursive: true });
  writeJson(join(folder, 'knowledge.json'), compileKnowledgeOf(catalog));
  writeJson(join(folder, 'search.json'), compileSearchRecords(catalog));
  return problems;
}

if (import.meta.main) {
  const root = process.cwd();
  if (process.argv.includes('--publish')) {
    for (const id of publishIds(root, readCatalog(root).catalog))
      console.log(messages.compile.published(id));
  }
  const problems = compileKnowledge(root, process.argv.includes('--draft'));
  for (const problem of problems) console.error(toLine(problem));
  if (problems.length > 0) console.error(messages.compile.failed(problems.length));
  process.exitCode = problems.length > 0 ? 1 : 0;
}

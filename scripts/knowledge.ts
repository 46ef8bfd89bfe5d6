// Compiles content/ to .halfopen/knowledge.json by src/catalog/compile.ts, which also checks the content rules. As a script
// it then prints what the knowledge does not cover.
import { existsSync, readFileSync } from 'node:fs';
import { checkCatalog } from '#catalog/check.ts';
import { readVignettes } from '#cli/vignette.ts';
import { readKnowledge } from '#cli/read-knowledge.ts';
import { inProject, runNode } from './child.ts';
import { describeGaps, gapsOf } from './coverage.ts';
import { root } from './root.mjs';
import { incidentSets, ownObservations } from './vignette-sets.ts';
import { Stamp, takeFingerprint } from './fingerprint.ts';
import { withLock } from './lock.mjs';

const sources = [
  'content',
  'src/schema',
  'src/catalog',
  'src/engine',
  'src/search',
  'package-lock.json',
];
const stamp = new Stamp('knowledge');

/**
 * Compiles the knowledge, with everything that the compiler prints on standard error.
 * @param onlyWhenStale leave a result alone that was made from the very same sources
 * @param args arguments for the compiler
 * @returns exit status: 0 when the knowledge is there and keeps the content rules
 */
export function compileKnowledge(
  onlyWhenStale: boolean,
  args: readonly string[] = [],
): Promise<number> {
  return withLock('knowledge', async () => {
    const fingerprint = takeFingerprint(sources);
    const isFresh =
      stamp.matches(fingerprint) && existsSync(inProject('.halfopen', 'knowledge.json'));
    if (onlyWhenStale && isFresh) return 0;
    stamp.clear();
    const status = await runNode(['src/catalog/compile.ts', ...args], { stdio: ['ignore', 2, 2] });
    if (status === 0) stamp.write(fingerprint);
    return status;
  });
}

async function main(): Promise<number> {
  const status = await compileKnowledge(false, process.argv.slice(2));
  if (!existsSync(inProject('.halfopen', 'knowledge.json'))) return status;
  const { catalog } = checkCatalog(root);
  const cases = ownObservations(catalog).map(({ facts }) => ({
    facts: new Map(Object.entries(facts)),
  }));
  const incidents = incidentSets.flatMap((name) =>
    readVignettes(name, readFileSync(inProject('tests', 'scenarios', name), 'utf8')),
  );
  console.log(describeGaps(gapsOf(catalog, await readKnowledge(), [...cases, ...incidents])));
  return status;
}

if (import.meta.main) process.exitCode = await main();

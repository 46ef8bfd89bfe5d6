// Compiles content/ to .halfopen/knowledge.json by src/catalog/compile.ts, which also checks the content rules.
import { existsSync } from 'node:fs';
import { inProject, runNode } from './child.ts';
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

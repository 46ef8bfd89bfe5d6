// Builds the production site into dist/: first the knowledge with its rules, then its accuracy, then Astro.
import { existsSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { inProject, runNodeAndRead, tools } from './child.ts';
import { Stamp, takeFingerprint } from './fingerprint.ts';
import { compileKnowledge } from './knowledge.ts';
import { withLock } from './lock.mjs';
import { measureAccuracy } from './measure.ts';

const sources = [
  'content',
  'src',
  'public',
  'scripts',
  'tests/scenarios',
  'astro.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];
const stamp = new Stamp('dist');

/**
 * Builds the site.
 * @param onlyWhenStale leave a site alone that was built from the very same sources
 * @returns exit status
 */
export function buildSite(onlyWhenStale: boolean): Promise<number> {
  return withLock('build', async () => {
    const fingerprint = takeFingerprint(sources, process.env.SITE_URL);
    const isFresh = stamp.matches(fingerprint) && existsSync(inProject('dist', 'index.html'));
    if (onlyWhenStale && isFresh) return 0;
    const knowledge = await compileKnowledge(onlyWhenStale);
    if (knowledge !== 0) return knowledge;
    await measureAccuracy(onlyWhenStale);
    stamp.clear();
    const { status, output } = await runNodeAndRead([tools.astro, 'build']);
    if (status !== 0) return status;
    // Astro reports some mistakes, such as a reference to nothing, and still ends well.
    if (/\[ERROR\]/.test(stripVTControlCharacters(output))) {
      console.error('halfopen: Astro reported an error above, so the build counts as failed');
      return 1;
    }
    stamp.write(fingerprint);
    return 0;
  });
}

if (import.meta.main) process.exitCode = await buildSite(false);

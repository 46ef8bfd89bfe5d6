import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(import.meta.dirname, '..', '..', '..');

/** Names that say nothing about what is inside. */
const banned = [
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'misc',
  'shared',
  'manager',
  'handler',
  'data',
  'lib',
];

/** Every file and folder below a folder of the project, by path. Recorded evidence keeps the names it came with. */
function list(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return ['fixtures', 'captures'].includes(entry.name) ? [path] : [path, ...list(path)];
  });
}

const paths = ['src', 'scripts', 'tests'].flatMap(list);
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** Whether a name follows its folder's convention. */
function isWellFormed(path: string): boolean {
  const name = nameOf(path);
  if (name === 'README.md') return true;
  if (/^src\/(?:components|layouts)\/.*\.astro$/.test(path))
    return /^[A-Z][A-Za-z0-9]*\.astro$/.test(name);
  // A route may be a parameter, `[id].astro`; with an underscore in front it is no route.
  if (path.startsWith('src/pages/')) {
    return /^(?:_?[a-z0-9]+(?:[-.][a-z0-9]+)*|\[(?:\.\.\.)?[a-zA-Z]+\](?:\.[a-z0-9]+)*)$/.test(
      name,
    );
  }
  return /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(name);
}

describe('names of files and folders', () => {
  it('finds files to judge', () => {
    assert.ok(paths.includes('scripts/launch.mjs'));
    assert.ok(paths.includes('tests/unit/walls/names.test.ts'));
  });

  it('say what is inside', () => {
    const stems = (path: string) => nameOf(path).toLowerCase().split(/[-.]/);
    assert.deepEqual(
      paths
        // A lab is named as its cause.
        .filter((path) => !path.endsWith('.lab.ts'))
        .filter((path) => stems(path).some((stem) => banned.includes(stem))),
      [],
    );
  });

  it('are in kebab case, and in Pascal case for components and layouts', () => {
    assert.deepEqual(
      paths.filter((path) => !isWellFormed(path)),
      [],
    );
  });
});

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { walls } from '../../../eslint.walls.mjs';

const root = join(import.meta.dirname, '..', '..', '..');

// The snippets are in no file, so the rules that need types are off.
const eslint = new ESLint({ cwd: root, overrideConfig: tseslint.configs.disableTypeChecked });

const wallRules = [
  'halfopen/walls',
  'no-restricted-globals',
  'no-restricted-properties',
  'no-console',
];

/** What the walls say about a snippet, were it in that file. */
async function lint(path: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: join(root, path) });
  assert.ok(result, `${path} is linted`);
  assert.equal(result.fatalErrorCount, 0, JSON.stringify(result.messages));
  return result.messages
    .filter((message) => wallRules.includes(message.ruleId ?? ''))
    .map((message) => `${message.ruleId ?? ''}: ${message.message}`);
}

const inFrontMatter = (code: string) => `---\n${code}\n---\n<p>text</p>\n`;
const inScript = (code: string) => `<p>text</p>\n<script>\n${code}\n</script>\n`;

/** For each room: what it may not do, and what it may. */
const cases: Record<string, { path: string; bad: string[]; good: string[] }> = {
  schema: {
    path: 'src/schema/cause.ts',
    bad: ["import { rank } from '#engine/rank.ts';", "import { z } from 'astro:content';"],
    good: ["import { z } from 'astro/zod';", "import { words } from './words.ts';"],
  },
  engine: {
    path: 'src/engine/rank.ts',
    bad: [
      "import { load } from '#catalog/load.ts';",
      "import { readFileSync } from 'node:fs';",
      "import type { Reading } from '#evidence/reading.ts';",
      "export { load } from '#catalog/load.ts';",
      "export * from '#catalog/load.ts';",
      "export const later = () => import('#catalog/load.ts');",
      "export type Load = typeof import('#catalog/load.ts');",
      'export const now = Date.now();',
      'export const luck = Math.random();',
    ],
    good: ["import { floor } from './model.ts';"],
  },
  evidence: {
    path: 'src/evidence/parse.ts',
    bad: ["import { rank } from '#engine/rank.ts';", "import yaml from 'js-yaml';"],
    good: ["import { line } from './reading.ts';"],
  },
  search: {
    path: 'src/search/rank.ts',
    bad: ["import { rank } from '#engine/rank.ts';", "import { setup } from 'xstate';"],
    good: ["import Fuse from 'fuse.js';", "import MiniSearch from 'minisearch';"],
  },
  wizard: {
    path: 'src/wizard/machine.ts',
    bad: [
      "import { find } from '#search/find.ts';",
      "import { load } from '#catalog/load.ts';",
      "import { html } from 'lit';",
      'window.close();',
      "void fetch('/x');",
    ],
    good: [
      "import { setup } from 'xstate';",
      "import { rank } from '#engine/rank.ts';",
      "import { parse } from '#evidence/parse.ts';",
    ],
  },
  catalog: {
    path: 'src/catalog/load.ts',
    bad: [
      "import { machine } from '#wizard/machine.ts';",
      "import { exec } from 'node:child_process';",
    ],
    good: [
      "import { getCollection } from 'astro:content';",
      "import { causeSchema } from '#schema/cause.ts';",
      "import { rank } from '#engine/rank.ts';",
      "import { index } from '#search/index.ts';",
      "import { load } from 'js-yaml';",
    ],
  },
  elements: {
    path: 'src/elements/triage.ts',
    bad: [
      "import { load } from '#catalog/load.ts';",
      "import { rank } from '#engine/rank.ts';",
      "import { unsafeHTML } from 'lit/directives/unsafe-html.js';",
      "import { setup } from 'xstate';",
      "document.body.innerHTML = 'x';",
    ],
    good: [
      "import { html } from 'lit';",
      "import { repeat } from 'lit/directives/repeat.js';",
      "import { machine } from '#wizard/machine.ts';",
      "import { find } from '#search/find.ts';",
      "import type { Ranking } from '#engine/rank.ts';",
      'document.title;',
      'localStorage.clear();',
    ],
  },
  components: {
    path: 'src/components/Menu.astro',
    bad: [
      inFrontMatter("import { load } from '#catalog/load.ts';"),
      inFrontMatter("import '#elements/menu.ts';"),
      inFrontMatter("import { z } from '#schema/cause.ts';"),
      inScript("import '#catalog/load.ts';"),
      inScript('document.title;'),
      inScript("localStorage.getItem('x');"),
    ],
    good: [
      inFrontMatter("import Icon from './Icon.astro';"),
      inFrontMatter("import type { Ladder } from '#schema/ladder.ts';"),
      inScript("import '#elements/menu.ts';"),
    ],
  },
  layouts: {
    path: 'src/layouts/Page.astro',
    bad: [
      inFrontMatter("import { load } from '#catalog/load.ts';"),
      inFrontMatter("import Home from '#pages/index.astro';"),
      inScript("import '#wizard/machine.ts';"),
    ],
    good: [
      inFrontMatter("import Menu from '#components/Menu.astro';"),
      inFrontMatter("import '#styles/base.css';"),
      inScript("import '#elements/menu.ts';"),
    ],
  },
  pages: {
    path: 'src/pages/index.astro',
    bad: [
      inFrontMatter("import { rank } from '#engine/rank.ts';"),
      inFrontMatter("import { getCollection } from 'astro:content';"),
      inFrontMatter("import Page from '../layouts/Page.astro';"),
      inScript("import '#wizard/machine.ts';\ndocument.title;"),
    ],
    good: [
      inFrontMatter("import { load } from '#catalog/load.ts';"),
      inFrontMatter("import Page from '#layouts/Page.astro';"),
      inFrontMatter("import { machine } from '#wizard/machine.ts';"),
      inScript("import '#elements/menu.ts';"),
    ],
  },
  styles: {
    path: 'src/styles/tokens.ts',
    bad: ["import { rank } from '#engine/rank.ts';"],
    good: ["import { color } from './color.ts';"],
  },
  cli: {
    path: 'src/cli/diagnose.ts',
    bad: ["import { load } from '#catalog/load.ts';", "import { setup } from 'xstate';"],
    good: [
      "import { parseArgs } from 'node:util';",
      "import { machine } from '#wizard/machine.ts';",
      "import { parse } from '#evidence/parse.ts';",
      "import { rank } from '#engine/rank.ts';",
      "import { find } from '#search/find.ts';",
    ],
  },
  'content.config.ts': {
    path: 'src/content.config.ts',
    bad: ["import { load } from '#catalog/load.ts';"],
    good: [
      "import { glob } from 'astro/loaders';",
      "import { causeSchema } from '#schema/cause.ts';",
    ],
  },
  'env.d.ts': {
    path: 'src/env.d.ts',
    bad: ["import type { Cause } from '#schema/cause.ts';"],
    good: ['/// <reference types="astro/client" />'],
  },
};

describe('the walls', () => {
  for (const [room, { path, bad, good }] of Object.entries(cases)) {
    it(`${room}: keeps out what is not in its row`, async () => {
      for (const code of bad) {
        assert.notDeepEqual(await lint(path, code), [], `nothing said about ${code} in ${path}`);
      }
    });

    it(`${room}: lets in what is in its row`, async () => {
      for (const code of good) assert.deepEqual(await lint(path, code), [], `${code} in ${path}`);
    });
  }

  it('forbids to climb, and the long form inside a room', async () => {
    for (const specifier of ['../engine/rank.ts', './../engine/rank.ts', '#wizard/link.ts']) {
      const messages = await lint('src/wizard/machine.ts', `import { x } from '${specifier}';`);
      assert.equal(messages.length, 1, specifier);
    }
  });

  it('lets a folder inside a room reach the rest of the room by the long form only', async () => {
    const from = (specifier: string) =>
      lint('src/catalog/rules/sources.ts', `import { x } from '${specifier}';`);
    assert.equal((await from('../rule.ts')).length, 1);
    assert.equal((await from('#catalog/rules/other.ts')).length, 1);
    assert.deepEqual(await from('#catalog/rule.ts'), []);
    assert.deepEqual(await from('./other.ts'), []);
  });

  it('forbids a module name that is not literal', async () => {
    const messages = await lint(
      'src/wizard/machine.ts',
      'export const open = (name: string) => import(name);',
    );
    assert.equal(messages.length, 1);
  });

  it('forbids a room that is not in the table', async () => {
    assert.equal((await lint('src/other/x.ts', "import { x } from './y.ts';")).length, 1);
  });

  it('says nothing about tests', async () => {
    assert.deepEqual(
      await lint('tests/unit/x.test.ts', "import { x } from '#engine/rank.ts';"),
      [],
    );
  });

  it('has a row and a test for everything directly under src/', () => {
    const rooms = readdirSync(join(root, 'src'));
    assert.deepEqual(
      rooms.filter((room) => !Object.hasOwn(walls, room)),
      [],
    );
    assert.deepEqual(Object.keys(cases).sort(), Object.keys(walls).sort());
  });
});

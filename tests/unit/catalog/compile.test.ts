import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import { compileKnowledge } from '#catalog/compile.ts';
import { inFolder, soundToy, writeToy } from './support/toy-catalog.ts';
import type { Toy } from './support/toy.ts';

const script = fileURLToPath(new URL('../../../src/catalog/compile.ts', import.meta.url));

/** A toy with one problem of the schema and one of a rule. */
function brokenToy(): Toy {
  const toy = soundToy();
  toy.symptoms['cold-tea'].summary = 'Too short.';
  toy.cases['fuse-2019'].observations[1].value = 'half';
  return toy;
}

function run(root: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, lines: stderr.trim().split('\n') };
}

describe('compileKnowledge', () => {
  it('writes both files, whole, and nothing beside them', () => {
    inFolder((root) => {
      writeToy(root, soundToy());
      assert.deepEqual(compileKnowledge(root), []);
      assert.deepEqual(readdirSync(join(root, '.halfopen')).sort(), [
        'knowledge.json',
        'search.json',
      ]);
      const knowledge = JSON.parse(
        readFileSync(join(root, '.halfopen/knowledge.json'), 'utf8'),
      ) as {
        knowledge: string;
        model: { knowledge: string; causes: unknown[] };
      };
      assert.equal(knowledge.knowledge, knowledge.model.knowledge);
      assert.equal(knowledge.model.causes.length, 3);
      const records: unknown = JSON.parse(
        readFileSync(join(root, '.halfopen/search.json'), 'utf8'),
      );
      assert.ok(Array.isArray(records) && records.length === 3 + 3 + 5 + 1);
    });
  });

  it('writes nothing when there is a problem, unless a draft is wanted', () => {
    inFolder((root) => {
      writeToy(root, brokenToy());
      assert.equal(compileKnowledge(root).length, 2);
      assert.ok(!existsSync(join(root, '.halfopen')));
      assert.equal(compileKnowledge(root, true).length, 2);
      assert.ok(existsSync(join(root, '.halfopen/knowledge.json')));
    });
  });
});

describe('compile.ts as a script', () => {
  it('ends with 0 and without a word for sound knowledge', () => {
    inFolder((root) => {
      writeToy(root, soundToy());
      assert.deepEqual(run(root), { status: 0, stdout: '', lines: [''] });
    });
  });

  it('ends with 1 and prints one line for each problem with file, field, rule, message and remedy', () => {
    inFolder((root) => {
      writeToy(root, brokenToy());
      const { status, lines } = run(root);
      assert.equal(status, 1);
      assert.equal(lines.length, 3);
      assert.match(
        lines[0] ?? '',
        /^content\/symptoms\/cold-tea\.yaml: summary: schema: .+ - .+$/u,
      );
      assert.match(
        lines[1] ?? '',
        /^content\/cases\/fuse-2019\.mdx: observations\[1\]\.value: values-fit: "half" .+ - .+$/u,
      );
      assert.match(lines[2] ?? '', /^2 problems/u);
    });
  });

  it('enters new ids in the ledger when told to publish', () => {
    inFolder((root) => {
      const toy = soundToy();
      toy.ledger = toy.ledger.filter((id) => id !== 'causes/blown-fuse');
      writeToy(root, toy);
      assert.equal(run(root).status, 1);
      assert.deepEqual(run(root, '--publish'), {
        ...{ status: 0, stdout: 'published: causes/blown-fuse\n', lines: [''] },
      });
    });
  });

  it('says so when it is not run in a project', () => {
    inFolder((root) => {
      const { status, lines } = run(root);
      assert.equal(status, 1);
      assert.match(lines[0] ?? '', /^content\/causes: .*no such folder/u);
    });
  });
});

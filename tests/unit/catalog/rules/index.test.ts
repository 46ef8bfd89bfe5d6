import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { compileModel } from '#catalog/compile-model.ts';
import { rules } from '#catalog/rules/index.ts';
import { catalogOf, soundToy } from '../support/toy-catalog.ts';

const folder = new URL('../../../../src/catalog/rules/', import.meta.url);

describe('rules', () => {
  it('lists every rule of the folder, each under the name of its file', () => {
    const files = readdirSync(folder)
      .filter((file) => file !== 'index.ts' && file !== 'messages.ts')
      .map((file) => file.replace('.ts', ''));
    assert.deepEqual(rules.map(({ name }) => name).sort(), files.sort());
  });

  it('has a test for every rule', () => {
    const tests = readdirSync(new URL('.', import.meta.url));
    for (const { name } of rules) assert.ok(tests.includes(`${name}.test.ts`), name);
  });

  it('finds nothing wrong with the sound toy', () => {
    const catalog = catalogOf(soundToy());
    const model = compileModel(catalog);
    assert.deepEqual(
      rules.flatMap((rule) => rule.check(catalog, model)),
      [],
    );
  });

  it('finds nothing in an empty knowledge base and does not throw', () => {
    const empty = {
      ...catalogOf(soundToy()),
      ...{ causes: [], cases: [], findings: [], symptoms: [], versions: [], ledger: [] },
    };
    assert.deepEqual(
      rules.flatMap((rule) => rule.check(empty, compileModel(empty))),
      [],
    );
  });
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { dist, listFiles } from './support/dist.ts';

/** The lists that are published. */
const kinds = ['causes', 'cases', 'findings', 'symptoms'];

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(dist, path), 'utf8'));
}

/** A published list: the items under the name of the list, and where the schema of one item is. */
function readList(kind: string): { items: { id: string }[]; schema: object } {
  const list = readJson(`api/v1/${kind}.json`) as Record<string, unknown>;
  const { schema, [kind]: items } = list;
  assert.ok(typeof schema === 'string', `api/v1/${kind}.json names its schema`);
  assert.ok(Array.isArray(items), `api/v1/${kind}.json holds a list`);
  return { items: items as { id: string }[], schema: readJson(schema) as object };
}

describe('published JSON', () => {
  it('can be parsed, every file', () => {
    const files = listFiles('.json', 'api/v1');
    assert.ok(files.length > 0, 'there are files in api/v1');
    for (const file of files) assert.doesNotThrow(() => readJson(file), file);
  });

  for (const kind of kinds) {
    it(`${kind}: every item keeps the published schema and has a file of its own`, () => {
      const { items, schema } = readList(kind);
      const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
      const validate = ajv.compile(schema);
      assert.ok(items.length > 0, `${kind} are published`);
      for (const item of items) {
        assert.ok(validate(item), `${item.id}: ${JSON.stringify(validate.errors)}`);
        const file = `api/v1/${kind}/${item.id}.json`;
        assert.ok(existsSync(join(dist, file)), `${file} is published`);
        assert.deepEqual(readJson(file), item, `${file} says the same as the list`);
      }
    });
  }
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { dist, listFiles } from './support/dist.ts';

/** The lists that are published, and the name of the schema of one item. */
const kinds = { causes: 'cause', cases: 'case', findings: 'finding' } as const;

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(dist, path), 'utf8'));
}

/** The items of a published list: the list itself, or what stands under the name of the list. */
function readItems(list: string): { id: string }[] {
  const content = readJson(`api/v1/${list}.json`);
  const items = Array.isArray(content) ? content : (content as Record<string, unknown>)[list];
  assert.ok(Array.isArray(items), `api/v1/${list}.json holds a list`);
  return items as { id: string }[];
}

describe('published JSON', () => {
  it('can be parsed, every file', () => {
    const files = listFiles('.json', 'api/v1');
    assert.ok(files.length > 0, 'there are files in api/v1');
    for (const file of files) assert.doesNotThrow(() => readJson(file), file);
  });

  for (const [list, kind] of Object.entries(kinds)) {
    it(`${list}: every item keeps the published schema and has a file of its own`, () => {
      const schema = readJson(`api/v1/schema/${kind}.json`) as object;
      const validate = new Ajv2020({
        allErrors: true,
        strict: false,
        validateFormats: false,
      }).compile(schema);
      const items = readItems(list);
      assert.ok(items.length > 0, `${list} are published`);
      for (const item of items) {
        assert.ok(validate(item), `${item.id}: ${JSON.stringify(validate.errors)}`);
        const file = `api/v1/${list}/${item.id}.json`;
        assert.ok(existsSync(join(dist, file)), `${file} is published`);
        assert.deepEqual(readJson(file), item, `${file} says the same as the list`);
      }
    });
  }
});

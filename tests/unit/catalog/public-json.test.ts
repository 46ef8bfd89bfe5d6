import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { publicItem, publicList, publicSchema } from '#catalog/public-json.ts';
import { catalogOf, soundToy } from './support/toy-catalog.ts';

const catalog = catalogOf(soundToy());
const kinds = ['causes', 'cases', 'findings', 'symptoms'] as const;

describe('publicList', () => {
  it('publishes every item under the name of the kind, with its id and address', () => {
    for (const kind of kinds) {
      const list = publicList(catalog, kind);
      assert.equal(list.knowledge, catalog.version);
      assert.deepEqual(
        list[kind]?.map(({ id, url }) => [id, url]),
        catalog[kind].map(({ id }) => [id, `/${kind}/${id}/`]),
      );
      for (const item of list[kind] ?? [])
        assert.deepEqual(publicItem(catalog, kind, item.id), item);
    }
  });

  it('publishes no path of a file', () => {
    for (const kind of kinds)
      assert.doesNotMatch(JSON.stringify(publicList(catalog, kind)), /content\//u);
  });
});

describe('publicItem', () => {
  it('names the cases of a cause and gives its body', () => {
    const cause = publicItem(catalog, 'causes', 'blown-fuse');
    assert.deepEqual(cause?.cases, ['fuse-2019']);
    assert.match(String(cause.body), /How it works/u);
  });

  it('is undefined for an id that does not exist', () => {
    assert.equal(publicItem(catalog, 'causes', 'gone'), undefined);
  });
});

describe('publicSchema', () => {
  it('accepts every published item and refuses one that lacks a field or has another', () => {
    for (const kind of kinds) {
      const ajv = new Ajv2020({ strict: false, validateFormats: false });
      const validate = ajv.compile(publicSchema(kind));
      for (const item of publicList(catalog, kind)[kind] ?? []) {
        const published: unknown = JSON.parse(JSON.stringify(item));
        assert.ok(validate(published), `${item.id}: ${ajv.errorsText(validate.errors)}`);
        const { title: _title, ...without } = item;
        assert.ok(!validate(without));
        assert.ok(!validate({ ...item, odd: 1 }));
      }
    }
  });

  it('carries the documentation of the fields', () => {
    assert.match(JSON.stringify(publicSchema('causes')), /Mechanism and consequence/u);
  });
});

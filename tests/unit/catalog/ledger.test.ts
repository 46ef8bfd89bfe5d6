import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ledgerFile, publishIds, unpublishedIds } from '#catalog/ledger.ts';
import { readCatalog } from '#catalog/read.ts';
import { inFolder, soundToy, writeToy } from './support/toy-catalog.ts';

describe('publishIds', () => {
  it('appends new ids once and keeps every line that was there', () => {
    inFolder((root) => {
      const toy = soundToy();
      toy.ledger = ['# first edition', 'causes/gone', 'causes/blown-fuse'];
      writeToy(root, toy);
      const added = publishIds(root, readCatalog(root).catalog);
      assert.equal(added.length, 2 + 3 + 5 + 1);
      const text = readFileSync(join(root, ledgerFile), 'utf8');
      assert.ok(text.startsWith('# first edition\ncauses/gone\ncauses/blown-fuse\ncases/'));
      const { catalog } = readCatalog(root);
      assert.deepEqual(unpublishedIds(catalog), []);
      assert.deepEqual(publishIds(root, catalog), []);
      assert.equal(readFileSync(join(root, ledgerFile), 'utf8'), text);
    });
  });
});

describe('unpublishedIds', () => {
  it('leaves out release facts, which have no page', () => {
    inFolder((root) => {
      writeToy(root, { ...soundToy(), ledger: [] });
      const ids = unpublishedIds(readCatalog(root).catalog);
      assert.ok(ids.every((id) => !id.startsWith('versions/')));
      assert.deepEqual(ids, [...ids].sort());
    });
  });
});

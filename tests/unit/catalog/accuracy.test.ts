import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readAccuracy } from '#catalog/accuracy.ts';
import { inFolder } from './support/toy-catalog.ts';

describe('readAccuracy', () => {
  it('is null when the build measured nothing', () => {
    assert.equal(inFolder(readAccuracy), null);
  });

  it('gives the measured sets as they were written', () => {
    const sets = [{ name: 'toy', expecting: 2, none: 1 }];
    const read = inFolder((root) => {
      mkdirSync(join(root, '.halfopen'));
      writeFileSync(join(root, '.halfopen/accuracy.json'), JSON.stringify(sets));
      return readAccuracy(root);
    });
    assert.deepEqual(read, { sets });
  });
});

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

  it('gives what was measured as it was written', () => {
    const measured = { sets: [{ name: 'toy', expecting: 2, none: 1 }], calibration: [] };
    const read = inFolder((root) => {
      mkdirSync(join(root, '.halfopen'));
      writeFileSync(join(root, '.halfopen/accuracy.json'), JSON.stringify(measured));
      return readAccuracy(root);
    });
    assert.deepEqual(read, measured);
  });
});

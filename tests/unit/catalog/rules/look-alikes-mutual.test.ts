import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lookAlikesMutual } from '#catalog/rules/look-alikes-mutual.ts';
import { onlyTextOf, placesOf } from '../support/judge.ts';

describe('lookAlikesMutual', () => {
  it('accepts look-alikes that name each other and a finding that separates them', () => {
    assert.deepEqual(placesOf(lookAlikesMutual), []);
  });

  it('reports the side that is missing, at the file to change', () => {
    const places = placesOf(lookAlikesMutual, (toy) => {
      toy.causes['blown-fuse'].lookAlikes = [];
    });
    assert.deepEqual(places, ['causes/blown-fuse.mdx lookAlikes']);
  });

  it('reports a finding that does not separate them, and proposes those that do', () => {
    const text = onlyTextOf(lookAlikesMutual, (toy) => {
      Object.assign(toy.causes['blown-fuse'].lookAlikes[0] ?? {}, { finding: 'kettle-model' });
    });
    assert.match(text, /kettle-model does not separate it from empty-kettle/u);
    assert.match(text, /name one that does: lamp-dark, cord-load, water-level/u);
  });

  it('reports a cause that looks like itself', () => {
    const text = onlyTextOf(lookAlikesMutual, (toy) => {
      toy.causes['faulty-switch'].lookAlikes = [
        { cause: 'faulty-switch', finding: 'smell', tell: 'None.' },
      ];
    });
    assert.match(text, /itself/u);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nearest } from '#catalog/nearest.ts';

describe('nearest', () => {
  it('finds the candidate with the fewest edits', () => {
    assert.equal(
      nearest('listen-overflow', ['listen-queue', 'listen-overflows']),
      'listen-overflows',
    );
    assert.equal(nearest('kitten', ['mitten', 'sitting']), 'mitten');
  });

  it('proposes nothing that is too far away', () => {
    assert.equal(nearest('kettle', ['switch', 'fuse']), undefined);
    assert.equal(nearest('ab', ['cd']), undefined);
    assert.equal(nearest('anything', []), undefined);
  });

  it('finds a candidate itself, and any candidate with one letter replaced', () => {
    const words = fc.uniqueArray(fc.stringMatching(/^[a-m]{6,12}$/u), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(words, fc.nat(), (candidates, place) => {
        const word = candidates[place % candidates.length] ?? '';
        assert.equal(nearest(word, candidates), word);
        assert.equal(nearest(`z${word.slice(1)}`, [word]), word);
      }),
    );
  });
});

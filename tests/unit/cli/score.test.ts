import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { updateBelief } from '#engine/index.ts';
import { brierOf, mean, median, rankOf, wilson } from '#cli/score.ts';
import { toyKnowledge } from '../wizard/toy-knowledge.ts';

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 5e-4, `${actual} is not ${expected}`);

describe('wilson', () => {
  it('gives the published interval of 8 out of 10', () => {
    const { rate, low, high } = wilson(8, 10);
    assert.equal(rate, 0.8);
    near(low, 0.4902);
    near(high, 0.9433);
  });

  it('knows nothing of nothing', () => {
    assert.deepEqual(wilson(0, 0), { rate: 0, low: 0, high: 1 });
  });

  it('holds the rate inside of an interval between 0 and 1', () => {
    const parts = fc.tuple(fc.nat(500), fc.nat(500)).filter(([a, b]) => a + b > 0);
    fc.assert(
      fc.property(parts, ([hits, misses]) => {
        const { rate, low, high } = wilson(hits, hits + misses);
        assert.ok(low >= 0 && high <= 1 && low <= rate + 1e-9 && rate <= high + 1e-9);
        assert.ok(low < high);
      }),
    );
  });
});

describe('rankOf', () => {
  it('is the place of the first expected cause, of which any counts', () => {
    assert.equal(rankOf(['a', 'b', 'c'], ['c', 'b']), 2);
    assert.equal(rankOf(['a'], ['z']), null);
    assert.equal(rankOf(['a'], []), null);
  });
});

describe('brierOf', () => {
  const belief = updateBelief(toyKnowledge.model, []);

  it('is the squared distance from the truth over all hypotheses', () => {
    // Four hypotheses at 1/4: (3/4)^2 + 3 x (1/4)^2.
    near(brierOf(belief, ['burnt-coil']), 0.75);
    near(brierOf(belief, []), 0.75);
  });

  it('takes a list of expected causes as one hypothesis', () => {
    // (1/2)^2 + 2 x (1/4)^2.
    near(brierOf(belief, ['burnt-coil', 'blown-fuse']), 0.375);
  });

  it('is worst for a cause that is not known', () => {
    near(brierOf(belief, ['ghost']), 1.25);
  });
});

describe('median', () => {
  it('is the middle value, or the mean of the two in the middle', () => {
    assert.equal(median([9, 1, 2]), 2);
    assert.equal(median([4, 1, 2, 9]), 3);
    assert.equal(median([]), 0);
  });
});

describe('mean', () => {
  it('is the sum by the number, and 0 of nothing', () => {
    assert.equal(mean([1, 2, 6]), 3);
    assert.equal(mean([]), 0);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { connectDelayOf, lookupTimeOf } from '#evidence/parsers/programs/timings.ts';

describe('connectDelayOf', () => {
  it('knows the steps of repeated SYNs', () => {
    assert.equal(connectDelayOf([0.0003, 1.029316, 2.053923, 5.127324]), 'syn-retries');
    assert.equal(connectDelayOf([0, 0.0003, 3.004]), 'syn-retries');
    assert.equal(connectDelayOf([63.2]), 'near-63s');
  });

  it('knows the steps of Linux 6.5 and later, whose first repetitions come each second', () => {
    assert.equal(connectDelayOf([0.0003, 4.09, 6.108, 10.364, 18.556, 34.688]), 'syn-retries');
    assert.equal(connectDelayOf([68.732]), 'near-63s');
    assert.equal(connectDelayOf([75.2]), null);
  });

  it('knows a spread below a second', () => {
    assert.equal(connectDelayOf([0.0003, 0.118201, 0.430917, 0.87144]), 'sub-second-spread');
  });

  it('says nothing of delays between the steps, and of few rows', () => {
    assert.equal(connectDelayOf([0.0003, 1.6]), null);
    assert.equal(connectDelayOf([0.0003, 1.02, 1.6]), null);
    assert.equal(connectDelayOf([0.0003, 0.0004]), null);
    assert.equal(connectDelayOf([0, 0, 0]), null);
  });

  it('calls a connect prompt only when all of ten or more are', () => {
    const prompt = fc.double({ min: 0.0001, max: 0.029, noNaN: true });
    fc.assert(
      fc.property(fc.array(prompt, { minLength: 10 }), (times) => {
        assert.equal(connectDelayOf(times), 'none');
        assert.notEqual(connectDelayOf([...times, 0.2]), 'none');
      }),
    );
  });
});

describe('lookupTimeOf', () => {
  const fast = Array.from({ length: 20 }, () => 0.004);

  it('knows the steps of the resolver and a spread', () => {
    assert.equal(lookupTimeOf([...fast, 5.009], 0), 'multiple-of-5s');
    assert.equal(lookupTimeOf([1.14, 2.079, 3.321], 0), 'slow-spread');
    assert.equal(lookupTimeOf(fast, 0), 'fast');
  });

  it('tells failures at once from failures after a wait', () => {
    assert.equal(lookupTimeOf([0.004, 0.006], 2), 'fails-at-once');
    assert.equal(lookupTimeOf([10.007], 1), 'fails-after-timeout');
  });

  it('says nothing when only some fail, or when both kinds of slowness show', () => {
    assert.equal(lookupTimeOf([0.004, 0.006], 1), null);
    assert.equal(lookupTimeOf([5.009, 1.2, 2.3], 0), null);
    assert.equal(lookupTimeOf([0.004], 0), null);
  });
});

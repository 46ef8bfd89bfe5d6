import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { priceOf } from '#engine/cost.ts';
import type { Cost } from '#engine/model.ts';
import { cheap } from './support/toy-models.ts';

describe('priceOf', () => {
  it('gives the worked number of its doc comment', () => {
    const cost: Cost = { seconds: 30, privilege: 'user', risk: 'none', perishable: true };
    assert.equal(priceOf(cost), 54);
  });

  it('rises with time, privilege and risk', () => {
    const dearer: readonly Partial<Cost>[] = [
      { seconds: 11 },
      { privilege: 'user' },
      { risk: 'low' },
    ];
    for (const part of dearer) assert.ok(priceOf({ ...cheap, ...part }) > priceOf(cheap));
    assert.ok(priceOf({ ...cheap, privilege: 'root' }) > priceOf({ ...cheap, privilege: 'user' }));
    assert.ok(priceOf({ ...cheap, risk: 'high' }) > priceOf({ ...cheap, risk: 'low' }));
  });

  it('discounts what a restart destroys', () => {
    assert.ok(priceOf({ ...cheap, perishable: true }) < priceOf(cheap));
  });

  it('is positive and finite for any seconds', () => {
    fc.assert(
      fc.property(fc.double(), (seconds) => {
        const price = priceOf({ ...cheap, seconds });
        assert.ok(price > 0 && Number.isFinite(price));
      }),
    );
  });
});

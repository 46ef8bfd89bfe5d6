import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadCatalog } from '#catalog/index.ts';
import {
  drawFrom,
  ownObservations,
  withOneWrong,
  withUnknowns,
} from '../../../scripts/vignette-sets.ts';

const catalog = await loadCatalog();
const own = ownObservations(catalog);

describe('drawFrom', () => {
  it('is the same for the same texts, and spread over [0, 1)', () => {
    assert.equal(drawFrom('a', 'b'), drawFrom('a', 'b'));
    const draws = Array.from({ length: 2000 }, (_, at) => drawFrom('x', String(at)));
    assert.ok(draws.every((draw) => draw >= 0 && draw < 1));
    const low = draws.filter((draw) => draw < 0.3).length / draws.length;
    assert.ok(Math.abs(low - 0.3) < 0.05, String(low));
  });
});

describe('ownObservations', () => {
  it('has a vignette for each case, with its cause and without a paste', () => {
    assert.deepEqual(
      own.map(({ id, expect, evidence }) => [id, expect, evidence]),
      catalog.cases.map(({ id, cause }) => [id, cause, '']),
    );
  });
});

describe('withUnknowns', () => {
  it('takes answers away and changes none', () => {
    const damaged = withUnknowns(catalog);
    let [kept, all] = [0, 0];
    damaged.forEach(({ facts }, at) => {
      const whole = own[at]?.facts ?? {};
      for (const [finding, value] of Object.entries(facts)) assert.equal(value, whole[finding]);
      kept += Object.keys(facts).length;
      all += Object.keys(whole).length;
    });
    assert.ok(kept < all && kept / all > 0.5, `${String(kept)} of ${String(all)}`);
  });
});

describe('withOneWrong', () => {
  it('replaces exactly one answer of each case', () => {
    withOneWrong(catalog).forEach(({ id, facts }, at) => {
      const whole = own[at]?.facts ?? {};
      assert.deepEqual(Object.keys(facts).sort(), Object.keys(whole).sort());
      const changed = Object.keys(facts).filter((finding) => facts[finding] !== whole[finding]);
      assert.equal(changed.length, 1, id);
    });
  });
});

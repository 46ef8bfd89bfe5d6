import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { causesSeparable } from '#catalog/rules/causes-separable.ts';
import { onlyTextOf, placesOf } from '../support/judge.ts';
import type { Toy } from '../support/toy.ts';

/** Makes two causes say the same of everything. */
function twins(toy: Toy): void {
  toy.causes['empty-kettle'].evidence = toy.causes['blown-fuse'].evidence;
}

describe('causesSeparable', () => {
  it('accepts causes that something affordable tells apart', () => {
    assert.deepEqual(placesOf(causesSeparable), []);
  });

  it('reports two causes that say the same of everything, once', () => {
    assert.match(onlyTextOf(causesSeparable, twins), /tells it from empty-kettle/u);
  });

  it('accepts twins with the same remedy', () => {
    const places = placesOf(causesSeparable, (toy) => {
      twins(toy);
      toy.causes['empty-kettle'].actionClass = 'replace-fuse';
    });
    assert.deepEqual(places, []);
  });

  it('does not count a difference that is too small to be seen', () => {
    const withLamp = (values: Record<string, string>) => (toy: Toy) => {
      twins(toy);
      const rows = structuredClone(toy.causes['blown-fuse'].evidence);
      Object.assign(rows[0], { values, decisive: [] });
      toy.causes['empty-kettle'].evidence = rows;
    };
    // Against "always", .96: usual beside rare is .90, usual alone .75.
    assert.equal(placesOf(causesSeparable, withLamp({ yes: 'usual', no: 'rare' })).length, 1);
    assert.equal(placesOf(causesSeparable, withLamp({ yes: 'usual' })).length, 0);
  });

  it('does not count what nobody can be asked, what is risky and what takes too long', () => {
    for (const unaffordable of [
      { askable: false },
      { cost: { seconds: 10, privilege: 'none', risk: 'high', perishable: false } },
      { cost: { seconds: 3600, privilege: 'none', risk: 'none', perishable: false } },
    ]) {
      const places = placesOf(causesSeparable, (toy) => {
        for (const finding of Object.values(toy.findings)) Object.assign(finding, unaffordable);
      });
      assert.equal(places.length, 3);
    }
  });
});

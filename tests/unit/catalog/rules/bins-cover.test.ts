import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { binsCover } from '#catalog/rules/bins-cover.ts';
import { onlyTextOf, placesOf } from '../support/judge.ts';
import type { Toy, ToyOutcome } from '../support/toy.ts';

/** Gives the number finding three bins with these bounds. */
function withBins(...bounds: Partial<ToyOutcome>[]): (toy: Toy) => void {
  return (toy) => {
    const outcomes = bounds.map((bound, place) => ({
      ...{ value: `bin-${place}`, label: 'Bin', background: 'sometimes' },
      ...bound,
    }));
    Object.assign(toy.findings['water-level'], { outcomes });
  };
}

describe('binsCover', () => {
  it('accepts bins that meet, from 0 or from an open end', () => {
    assert.deepEqual(placesOf(binsCover), []);
    assert.deepEqual(
      placesOf(binsCover, withBins({ below: 5 }, { min: 5, below: 9 }, { min: 9 })),
      [],
    );
    assert.deepEqual(placesOf(binsCover, withBins({ below: 5 }, {}, { min: 5 })), []);
  });

  it('reports a gap, an overlap and bins out of order', () => {
    for (const bounds of [
      [{ below: 5 }, { min: 6 }],
      [{ below: 5 }, { min: 4 }],
      [{ min: 0 }, { min: 5 }],
    ]) {
      assert.deepEqual(placesOf(binsCover, withBins(...bounds)), [
        'findings/water-level.yaml outcomes[1].min',
      ]);
    }
    assert.notDeepEqual(placesOf(binsCover, withBins({ min: 5 }, { below: 5 })), []);
  });

  it('reports an empty bin and an end that is not open', () => {
    assert.match(
      onlyTextOf(binsCover, withBins({ below: 5 }, { min: 5, below: 5 }, { min: 5 })),
      /not lower/u,
    );
    assert.match(
      onlyTextOf(binsCover, withBins({ below: 5 }, { min: 5, below: 9 })),
      /above the last/u,
    );
    assert.match(
      onlyTextOf(binsCover, withBins({ min: 1, below: 5 }, { min: 5 })),
      /below the first/u,
    );
    assert.match(onlyTextOf(binsCover, withBins({}, {})), /without a single bin/u);
  });

  it('reports bounds of another kind', () => {
    const places = placesOf(binsCover, (toy) => {
      toy.findings['water-level'].outcomes[0].from = '1';
      toy.findings.smell.outcomes[1].min = 0;
    });
    assert.deepEqual(places, [
      'findings/smell.yaml outcomes[1]',
      'findings/water-level.yaml outcomes[0]',
    ]);
  });

  it('compares versions as versions, and reports what is none', () => {
    const bins = (from: string, before: string) => (toy: Toy) => {
      const [old, young] = toy.findings['kettle-model'].outcomes;
      old.before = before;
      young.from = from;
    };
    assert.deepEqual(placesOf(binsCover, bins('2.1', '2.1.0')), []);
    assert.deepEqual(placesOf(binsCover, bins('2.10', '2.1')), [
      'findings/kettle-model.yaml outcomes[1].from',
    ]);
    assert.notDeepEqual(placesOf(binsCover, bins('two', 'two')), []);
    assert.match(
      onlyTextOf(binsCover, (toy) => {
        toy.findings['kettle-model'].outcomes[0].from = '0';
      }),
      /below the first/u,
    );
  });
});

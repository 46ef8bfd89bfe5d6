import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { updateBelief } from '#engine/index.ts';
import { compileModel } from '#catalog/compile-model.ts';
import { causesReachable, findWayToTop } from '#catalog/rules/causes-reachable.ts';
import { onlyTextOf, placesOf } from '../support/judge.ts';
import { catalogOf, soundToy, type Toy } from '../support/toy-catalog.ts';

/** Leaves a cause nothing that speaks for it more than for its commoner neighbour. */
function overshadow(toy: Toy): void {
  toy.causes['empty-kettle'].evidence = toy.causes['blown-fuse'].evidence.map((row: object) => ({
    ...row,
    decisive: [],
  }));
}

describe('causesReachable', () => {
  it('accepts causes that some answers bring to the top', () => {
    assert.deepEqual(placesOf(causesReachable), []);
  });

  it('reports a cause that a commoner one with the same evidence always beats', () => {
    assert.match(onlyTextOf(causesReachable, overshadow), /blown-fuse stays ahead/u);
  });

  it('reports a cause whose evidence says nothing', () => {
    const places = placesOf(causesReachable, (toy) => {
      // The words of the background: what is seen is the same whether it is at work or not.
      const mute = {
        'lamp-dark': { yes: 'rare', no: 'usual' },
        smell: { yes: 'rare', no: 'always' },
      };
      toy.causes['faulty-switch'].affected = [];
      toy.causes['faulty-switch'].prior = 'rare';
      toy.causes['faulty-switch'].evidence = ['lamp-dark', 'smell', 'lamp-dark', 'smell'].map(
        (finding) => ({
          ...{ finding, values: mute[finding as keyof typeof mute] },
          ...{ reason: 'None.', source: 'mechanism' },
        }),
      );
    });
    assert.deepEqual(places, ['causes/faulty-switch.mdx evidence']);
  });
});

describe('findWayToTop', () => {
  it('gives answers after which the cause is first, above something else', () => {
    const model = compileModel(catalogOf(soundToy()));
    for (const cause of model.causes) {
      const way = findWayToTop(model, cause);
      assert.ok(way !== null && way.length > 0);
      const belief = updateBelief(model, way);
      assert.equal(belief.ranking[0]?.cause, cause.id);
      assert.ok(belief.ranking[0].posterior > belief.somethingElse);
    }
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Model, type ModelFinding, updateBelief } from '#engine/index.ts';
import { compileModel } from '#catalog/compile-model.ts';
import { causesReachable, findWayToTop } from '#catalog/rules/causes-reachable.ts';
import { onlyTextOf, placesOf } from '../support/judge.ts';
import { catalogOf, soundToy } from '../support/toy-catalog.ts';
import type { Toy } from '../support/toy.ts';

/** Leaves a cause nothing that speaks for it more than for its commoner neighbour. */
function overshadow(toy: Toy): void {
  const { evidence } = structuredClone(toy.causes['blown-fuse']);
  for (const row of evidence) row.decisive = [];
  toy.causes['empty-kettle'].evidence = evidence;
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
      const because = { reason: 'None.', source: 'mechanism' };
      const mute = { finding: 'lamp-dark', values: { yes: 'rare', no: 'usual' }, ...because };
      const evidence = [mute, mute, mute, mute];
      Object.assign(toy.causes['faulty-switch'], { prior: 'rare', affected: [], evidence });
    });
    assert.deepEqual(places, ['causes/faulty-switch.mdx evidence']);
  });
});

describe('findWayToTop', () => {
  it('finds none when something else stays ahead, though no other cause does', () => {
    const finding: ModelFinding = {
      ...{ id: 'lamp', kind: 'choice', cluster: 'lamp', askable: true },
      outcomes: [{ id: 'yes' }, { id: 'no' }],
      background: [0.5, 0.5],
      cost: { seconds: 1, privilege: 'none', risk: 'none', perishable: false },
    };
    const withRow = (probability: readonly number[]) => ({
      ...{ id: 'only', prior: 0.4, likelihood: { lamp: { probability, decisive: [] } } },
    });
    const modelOf = (row: readonly number[]): Model => ({
      ...{ knowledge: 'toy', causes: [withRow(row)], somethingElse: 0.6, findings: [finding] },
    });
    assert.equal(findWayToTop(modelOf([0.5, 0.5]), withRow([0.5, 0.5])), null);
    assert.notEqual(findWayToTop(modelOf([0.9, 0.1]), withRow([0.9, 0.1])), null);
  });

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

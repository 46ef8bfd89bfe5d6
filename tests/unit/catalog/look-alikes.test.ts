import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareCauses, comparePath, lookAlikePairs, nearestCauses } from '#catalog/look-alikes.ts';
import { modelOf } from '#catalog/model-of.ts';
import { distanceBetween, isAffordable, separationsOf } from '#catalog/separation.ts';
import { catalogOf, changedCatalog, soundToy } from './support/toy-catalog.ts';

const catalog = catalogOf(soundToy());
const [fuse, empty, faulty] = catalog.causes;
const model = modelOf(catalog);
const [fuseModel, emptyModel] = model.causes;
assert.ok(fuse && empty && faulty && fuseModel && emptyModel);

describe('lookAlikePairs', () => {
  it('gives each pair once, whoever names the other', () => {
    const oneSided = changedCatalog((toy) => {
      toy.causes['blown-fuse'].lookAlikes = [];
    });
    for (const given of [catalog, oneSided]) {
      assert.deepEqual(
        lookAlikePairs(given).map(({ first, second }) => [first.id, second.id]),
        [['blown-fuse', 'empty-kettle']],
      );
    }
  });
});

describe('compareCauses', () => {
  it('gives the tells of both files and the separating findings, best first', () => {
    const { first, tells, separations } = compareCauses(catalog, empty, fuse);
    assert.equal(first.id, 'blown-fuse');
    assert.deepEqual(
      tells.map(({ tell, saidBy }) => [saidBy.id, tell]),
      [
        ['blown-fuse', 'Dark: the fuse.'],
        ['empty-kettle', 'Lit: it is empty.'],
      ],
    );
    assert.equal(separations[0]?.finding.id, 'lamp-dark');
    assert.ok(Math.abs((separations[0].first[0] ?? 0) - 0.96) < 1e-9);
    assert.ok(Math.abs((separations[0].second[0] ?? 0) - 0.01) < 1e-9);
    const distances = separations.map(({ distance }) => distance);
    assert.deepEqual(
      distances,
      [...distances].sort((a, b) => b - a),
    );
  });

  it('compares causes that are no look-alikes as well', () => {
    const { tells, separations } = compareCauses(catalog, fuse, faulty);
    assert.deepEqual(tells, []);
    assert.ok(separations.length > 0);
  });
});

describe('nearestCauses', () => {
  it('gives the others by the mean difference, nearest first, never the cause itself', () => {
    const near = nearestCauses(catalog, fuse);
    assert.deepEqual(near.map(({ cause }) => cause.id).sort(), ['empty-kettle', 'faulty-switch']);
    assert.ok((near[0]?.distance ?? 1) <= (near[1]?.distance ?? 0));
    assert.equal(nearestCauses(catalog, fuse, 1).length, 1);
  });
});

describe('comparePath', () => {
  it('is one address for both orders', () => {
    assert.equal(comparePath('b', 'a'), '/compare/a/b/');
    assert.equal(comparePath('a', 'b'), '/compare/a/b/');
  });
});

describe('distanceBetween', () => {
  it('is half the sum of the differences: .95 for .96 against .01 of two answers', () => {
    const lamp = model.findings.find(({ id }) => id === 'lamp-dark');
    assert.ok(lamp);
    assert.ok(Math.abs(distanceBetween(fuseModel, emptyModel, lamp) - 0.95) < 1e-9);
    assert.equal(distanceBetween(fuseModel, fuseModel, lamp), 0);
  });

  it('takes the background for a cause that says nothing of the finding', () => {
    const kettle = model.findings.find(({ id }) => id === 'kettle-model');
    assert.ok(kettle);
    assert.equal(distanceBetween(fuseModel, emptyModel, kettle), 0);
  });
});

describe('separationsOf', () => {
  it('leaves out what is not affordable', () => {
    const lamp = model.findings.find(({ id }) => id === 'lamp-dark');
    assert.ok(lamp && isAffordable(lamp));
    const without = {
      ...model,
      findings: model.findings.map((finding) => ({
        ...finding,
        askable: finding.id !== 'lamp-dark',
      })),
    };
    const found = separationsOf(without, fuseModel, emptyModel).map(({ finding }) => finding);
    assert.ok(!found.includes('lamp-dark') && found.includes('water-level'));
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { referencesExist } from '#catalog/rules/references-exist.ts';
import { onlyTextOf, placesOf } from '../support/judge.ts';
import { changedCatalog } from '../support/toy-catalog.ts';
import { compileModel } from '#catalog/compile-model.ts';

describe('referencesExist', () => {
  it('accepts a catalog in which every id exists', () => {
    assert.deepEqual(placesOf(referencesExist), []);
  });

  it('reports each kind of reference to nothing, at its field', () => {
    const places = placesOf(referencesExist, (toy) => {
      toy.causes['blown-fuse'].evidence[1].finding = 'gone';
      toy.causes['blown-fuse'].lookAlikes = [{ cause: 'gone', finding: 'gone', tell: 'None.' }];
      toy.causes['faulty-switch'].affected[0].finding = 'gone';
      toy.cases['fuse-2019'].cause = 'gone';
      toy.cases['fuse-2019'].observations[1].finding = 'gone';
      toy.symptoms['cold-tea'].observations = { gone: 'yes' };
    });
    assert.deepEqual(places, [
      'causes/blown-fuse.mdx evidence[1].finding',
      'causes/blown-fuse.mdx lookAlikes[0].cause',
      'causes/blown-fuse.mdx lookAlikes[0].finding',
      'causes/faulty-switch.mdx affected[0].finding',
      'cases/fuse-2019.mdx cause',
      'cases/fuse-2019.mdx observations[1].finding',
      'symptoms/cold-tea.yaml observations.gone',
    ]);
  });

  it('proposes the id that was probably meant', () => {
    const text = onlyTextOf(referencesExist, (toy) => {
      toy.cases['fuse-2019'].cause = 'blown-fuze';
    });
    assert.match(text, /did you mean "blown-fuse"\?/u);
  });

  it('does not report a reference to an item that is there but broken', () => {
    const catalog = changedCatalog((toy) => {
      toy.cases['fuse-2019'].cause = 'gone';
    });
    const broken = { ...catalog, broken: new Set(['causes/gone']) };
    assert.deepEqual(referencesExist.check(broken, compileModel(broken)), []);
  });
});

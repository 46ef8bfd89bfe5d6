import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileModel } from '#catalog/compile-model.ts';
import { idsPermanent } from '#catalog/rules/ids-permanent.ts';
import { onlyTextOf, placesOf } from '../support/judge.ts';
import { changedCatalog } from '../support/toy-catalog.ts';

describe('idsPermanent', () => {
  it('accepts a ledger that names every item and nothing else', () => {
    assert.deepEqual(placesOf(idsPermanent), []);
  });

  it('reports a published id that answers no more, whatever its kind', () => {
    const gone = [
      'causes/gone',
      'cases/gone',
      'findings/gone',
      'symptoms/gone',
      'odd/smell',
      'smell',
    ];
    const places = placesOf(idsPermanent, (toy) => {
      toy.ledger.push(...gone);
    });
    assert.deepEqual(
      places,
      gone.map((entry) => `ids.txt ${entry}`),
    );
  });

  it('accepts a published id that is an alias now, of the same kind only', () => {
    const places = placesOf(idsPermanent, (toy) => {
      toy.ledger.push('causes/dead-fuse', 'cases/old', 'symptoms/cool-tea');
      toy.ledger.push('findings/dead-fuse');
      toy.causes['blown-fuse'].aliases = ['dead-fuse'];
      toy.cases['fuse-2019'].aliases = ['old'];
      toy.symptoms['cold-tea'].aliases = ['cool-tea'];
    });
    assert.deepEqual(places, ['ids.txt findings/dead-fuse']);
  });

  it('reports an item that is not in the ledger, with the command that enters it', () => {
    const text = onlyTextOf(idsPermanent, (toy) => {
      toy.ledger.splice(toy.ledger.indexOf('causes/blown-fuse'), 1);
    });
    assert.match(text, /causes\/blown-fuse is not in the ledger - .*--publish/u);
  });

  it('reports an alias that is taken', () => {
    const places = placesOf(idsPermanent, (toy) => {
      toy.causes['blown-fuse'].aliases = ['empty-kettle', 'both'];
      toy.causes['faulty-switch'].aliases = ['both'];
    });
    assert.deepEqual(places, [
      'causes/blown-fuse.mdx aliases[0]',
      'causes/blown-fuse.mdx aliases[1]',
      'causes/faulty-switch.mdx aliases[0]',
    ]);
  });

  it('counts a broken item as answering', () => {
    const catalog = changedCatalog((toy) => {
      toy.ledger.push('causes/gone');
    });
    const broken = { ...catalog, broken: new Set(['causes/gone']) };
    assert.deepEqual(idsPermanent.check(broken, compileModel(broken)), []);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { redirectsOf } from '#catalog/redirects.ts';
import { catalogOf, changedCatalog, soundToy } from './support/toy-catalog.ts';

describe('redirectsOf', () => {
  it('leads every alias to the item that took its place', () => {
    const catalog = changedCatalog((toy) => {
      toy.causes['blown-fuse'].aliases = ['dead-fuse', 'no-fuse'];
      toy.cases['fuse-2019'].aliases = ['fuse'];
      toy.symptoms['cold-tea'].aliases = ['cool-tea'];
    });
    assert.deepEqual(redirectsOf(catalog), [
      { from: '/causes/dead-fuse/', to: '/causes/blown-fuse/' },
      { from: '/causes/no-fuse/', to: '/causes/blown-fuse/' },
      { from: '/cases/fuse/', to: '/cases/fuse-2019/' },
      { from: '/symptoms/cool-tea/', to: '/symptoms/cold-tea/' },
    ]);
  });

  it('is empty when nothing was renamed', () => {
    assert.deepEqual(redirectsOf(catalogOf(soundToy())), []);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileModel } from '#catalog/compile-model.ts';
import { findingsUsed } from '#catalog/rules/findings-used.ts';
import { placesOf } from '../support/judge.ts';
import { changedCatalog } from '../support/toy-catalog.ts';

describe('findingsUsed', () => {
  it('accepts findings that evidence or version ranges speak of', () => {
    assert.deepEqual(placesOf(findingsUsed), []);
  });

  it('reports a finding that no cause speaks of', () => {
    const places = placesOf(findingsUsed, (toy) => {
      toy.findings.shape = toy.findings.smell;
      Object.assign(toy.causes['faulty-switch'], { affected: [] });
    });
    assert.deepEqual(places, ['findings/kettle-model.yaml', 'findings/shape.yaml']);
  });

  it('says nothing while a cause is broken, which may be the one that uses it', () => {
    const catalog = changedCatalog((toy) => {
      toy.findings.shape = toy.findings.smell;
    });
    const broken = { ...catalog, broken: new Set(['causes/odd']) };
    assert.deepEqual(findingsUsed.check(broken, compileModel(broken)), []);
  });
});

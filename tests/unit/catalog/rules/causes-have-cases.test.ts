import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileModel } from '#catalog/compile-model.ts';
import { causesHaveCases } from '#catalog/rules/causes-have-cases.ts';
import { onlyTextOf, placesOf } from '../support/judge.ts';
import { changedCatalog } from '../support/toy-catalog.ts';
import type { Toy } from '../support/toy.ts';

function without(toy: Toy): void {
  toy.cases['fuse-2019'].cause = 'empty-kettle';
}

describe('causesHaveCases', () => {
  it('accepts causes with a case each', () => {
    assert.deepEqual(placesOf(causesHaveCases), []);
  });

  it('reports a cause without a case, with the line to write', () => {
    assert.match(onlyTextOf(causesHaveCases, without), /"cause: blown-fuse"/u);
  });

  it('says nothing while a case is broken, which may be the one', () => {
    const broken = { ...changedCatalog(without), broken: new Set(['cases/odd']) };
    assert.deepEqual(causesHaveCases.check(broken, compileModel(broken)), []);
  });
});

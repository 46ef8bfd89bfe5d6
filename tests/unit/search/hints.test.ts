import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hintsFor, prepareHints } from '#search/index.ts';
import { toyRecords } from './toy-records.ts';

const corpus = prepareHints(toyRecords);

describe('hintsFor', () => {
  it('points at causes with how well they fit, and at findings', () => {
    const { causes, findings } = hintsFor(corpus, 'too few spoons, drawer empty');
    assert.equal(Object.keys(causes)[0], 'spoon-limit');
    assert.deepEqual(findings, ['drawer-count']);
    for (const likeness of Object.values(causes)) assert.ok(likeness > 0 && likeness <= 1);
  });

  it('never looks at a case, so that an incident cannot find itself', () => {
    assert.deepEqual(hintsFor(corpus, '97'), { causes: {}, findings: [] });
    assert.deepEqual(
      hintsFor(prepareHints(toyRecords.filter(({ kind }) => kind === 'case')), 'spoon drawer'),
      { causes: {}, findings: [] },
    );
  });

  it('gives an exact string its full weight', () => {
    assert.equal(hintsFor(corpus, 'ESPOON').causes['spoon-limit'], 1);
  });

  it('points nowhere for blank words and for markup', () => {
    assert.deepEqual(hintsFor(corpus, '  \n'), { causes: {}, findings: [] });
    assert.deepEqual(hintsFor(corpus, '<<>>&&""'), { causes: {}, findings: [] });
  });
});

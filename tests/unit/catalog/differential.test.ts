import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { updateBelief } from '#engine/index.ts';
import { differentialOf, differentialOfSymptom } from '#catalog/differential.ts';
import { modelOf } from '#catalog/model-of.ts';
import { catalogOf, soundToy } from './support/toy-catalog.ts';

const catalog = catalogOf(soundToy());

describe('differentialOf', () => {
  it('ranks as the engine does, and sums to one with something else', () => {
    const observed = [{ finding: 'lamp-dark', value: 'yes' }];
    const { ranking, somethingElse } = differentialOf(catalog, observed);
    assert.deepEqual(
      ranking.map(({ cause, posterior }) => [cause.id, posterior]),
      updateBelief(modelOf(catalog), observed).ranking.map(({ cause, posterior }) => [
        cause,
        posterior,
      ]),
    );
    assert.equal(ranking[0]?.cause.id, 'blown-fuse');
    const sum = ranking.reduce((total, { posterior }) => total + posterior, somethingElse);
    assert.ok(Math.abs(sum - 1) < 1e-9);
  });

  it('says which observations speak for a cause and which against it', () => {
    const { ranking } = differentialOf(catalog, [
      { finding: 'lamp-dark', value: 'no' },
      { finding: 'water-level', value: '10' },
    ]);
    const empty = ranking.find(({ cause }) => cause.id === 'empty-kettle');
    assert.deepEqual(empty?.speakFor, ['water-level', 'lamp-dark']);
    const fuse = ranking.find(({ cause }) => cause.id === 'blown-fuse');
    assert.ok(fuse?.speakAgainst.includes('lamp-dark'));
  });

  it('marks a cause that a version rules out, and puts it last', () => {
    const { ranking } = differentialOf(catalog, [{ finding: 'kettle-model', value: '2.2' }]);
    assert.deepEqual([ranking.at(-1)?.cause.id, ranking.at(-1)?.ruledOut], ['faulty-switch', true]);
  });

  it('asks only what is not known yet, at most as many as wanted, with the leader after each answer', () => {
    const { questions } = differentialOf(catalog, [{ finding: 'lamp-dark', value: 'yes' }], 2);
    assert.equal(questions.length, 2);
    assert.ok(
      questions.every(({ finding, gainInBits }) => finding.id !== 'lamp-dark' && gainInBits > 0),
    );
    const all = differentialOf(catalog, []).questions;
    const lamp = all.find(({ finding }) => finding.id === 'lamp-dark');
    assert.equal(lamp?.answers.find(({ value }) => value === 'yes')?.leader?.id, 'blown-fuse');
    assert.deepEqual(
      lamp.answers.map(({ value }) => value),
      ['yes', 'no'],
    );
  });

  it('names no leader when something else leads', () => {
    const { questions } = differentialOf(
      { ...catalog, causes: catalog.causes.filter(({ id }) => id === 'blown-fuse') },
      [{ finding: 'water-level', value: '10' }],
    );
    const lamp = questions.find(({ finding }) => finding.id === 'lamp-dark');
    assert.equal(lamp?.answers.find(({ value }) => value === 'no')?.leader, null);
  });

  it('ignores what the catalog does not know', () => {
    const { ranking } = differentialOf(catalog, [{ finding: 'gone', value: 'yes' }]);
    assert.deepEqual(ranking, differentialOf(catalog, []).ranking);
  });
});

describe('differentialOfSymptom', () => {
  it('is the differential of the observations that the symptom amounts to', () => {
    const [symptom] = catalog.symptoms;
    assert.ok(symptom);
    assert.deepEqual(
      differentialOfSymptom(catalog, symptom),
      differentialOf(catalog, [{ finding: 'lamp-dark', value: 'yes' }]),
    );
  });
});

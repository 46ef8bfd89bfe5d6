import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileKnowledgeOf, observationsOf } from '#catalog/compile-knowledge.ts';
import { changedCatalog } from './support/toy-catalog.ts';

const catalog = changedCatalog((toy) => {
  Object.assign(toy.findings.smell, {
    cost: {
      seconds: 5,
      privilege: 'root',
      risk: 'low',
      riskNote: 'It may bite.',
      perishable: true,
    },
    group: 'nose',
  });
});
const knowledge = compileKnowledgeOf(catalog);

describe('compileKnowledgeOf', () => {
  it('carries the version, the model and every item by its id', () => {
    assert.equal(knowledge.knowledge, catalog.version);
    assert.equal(knowledge.model.knowledge, catalog.version);
    assert.deepEqual(Object.keys(knowledge.causes), [
      'blown-fuse',
      'empty-kettle',
      'faulty-switch',
    ]);
    assert.deepEqual(Object.keys(knowledge.cases), ['empty-2019', 'fuse-2019', 'switch-2019']);
    assert.deepEqual(Object.keys(knowledge.symptoms), ['cold-tea']);
    assert.equal(Object.keys(knowledge.findings).length, 5);
  });

  it('gives a finding its question, answers, commands and risk', () => {
    const { smell } = knowledge.findings;
    assert.equal(smell?.riskNote, 'It may bite.');
    assert.equal(smell.group, 'nose');
    assert.deepEqual(smell.outcomes[0], { id: 'yes', label: 'Yes', looks: 'it is' });
    assert.equal(smell.commands[0]?.run, 'look');
  });

  it('gives a cause its reasons by finding, its first aid and its confirmation', () => {
    const cause = knowledge.causes['blown-fuse'];
    assert.deepEqual(Object.keys(cause?.reasons ?? {}).sort(), [
      'cord-load',
      'lamp-dark',
      'smell',
      'water-level',
    ]);
    assert.deepEqual(cause?.mitigate, [{ do: 'Use a pan.', risk: 'None.', restart: 'no' }]);
    assert.deepEqual(cause.confirm, [{ do: 'Look at it.', reading: 'It is plain to see.' }]);
  });

  it('gives cases and symptoms their observations as finding and value alone', () => {
    assert.deepEqual(knowledge.cases['fuse-2019']?.observations, [
      { finding: 'lamp-dark', value: 'yes' },
      { finding: 'water-level', value: '900' },
    ]);
    assert.deepEqual(knowledge.symptoms['cold-tea']?.observations, [
      { finding: 'lamp-dark', value: 'yes' },
    ]);
  });

  it('survives JSON unchanged: no field is undefined', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(knowledge)), knowledge);
    assert.ok(!Object.hasOwn(knowledge.findings['lamp-dark'] ?? {}, 'unit'));
  });
});

describe('observationsOf', () => {
  it('sorts by finding', () => {
    assert.deepEqual(
      observationsOf({ b: '1', a: '2' }).map(({ finding }) => finding),
      ['a', 'b'],
    );
  });
});

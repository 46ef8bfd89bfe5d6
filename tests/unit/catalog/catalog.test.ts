import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as lookUps from '#catalog/catalog.ts';
import { changedCatalog } from './support/toy-catalog.ts';

const catalog = changedCatalog((toy) => {
  toy.causes['blown-fuse'].aliases = ['dead-fuse'];
  toy.cases['fuse-2019'].aliases = ['old-case'];
  toy.symptoms['cold-tea'].aliases = ['cool-tea'];
  toy.cases['fuse-2021'] = { ...toy.cases['fuse-2019'], title: 'A later one' };
  Object.assign(toy.cases['fuse-2021'], { date: '2021', aliases: [] });
  toy.bodies['cases/fuse-2021'] = '## What happened\n';
  Object.assign(toy.findings.smell, { group: 'senses' });
  Object.assign(toy.findings['lamp-dark'], { group: 'senses' });
});

describe('look-ups of the catalog', () => {
  it('find an item by its id and by an alias', () => {
    assert.equal(lookUps.causeById(catalog, 'dead-fuse')?.id, 'blown-fuse');
    assert.equal(lookUps.caseById(catalog, 'old-case')?.id, 'fuse-2019');
    assert.equal(lookUps.symptomById(catalog, 'cool-tea')?.id, 'cold-tea');
    assert.equal(lookUps.findingById(catalog, 'smell')?.id, 'smell');
    for (const find of [
      lookUps.causeById,
      lookUps.caseById,
      lookUps.symptomById,
      lookUps.findingById,
    ]) {
      assert.equal(find(catalog, 'gone'), undefined);
    }
  });

  it('give the cases of a cause, newest first', () => {
    assert.deepEqual(
      lookUps.casesOfCause(catalog, 'blown-fuse').map(({ id }) => id),
      ['fuse-2021', 'fuse-2019'],
    );
    assert.deepEqual(lookUps.casesOfCause(catalog, 'gone'), []);
  });

  it('give the causes, cases and symptoms that use a finding', () => {
    const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);
    assert.deepEqual(ids(lookUps.causesUsingFinding(catalog, 'kettle-model')), ['faulty-switch']);
    assert.deepEqual(ids(lookUps.casesUsingFinding(catalog, 'kettle-model')), ['switch-2019']);
    assert.deepEqual(ids(lookUps.symptomsUsingFinding(catalog, 'lamp-dark')), ['cold-tea']);
    assert.deepEqual(ids(lookUps.symptomsUsingFinding(catalog, 'toString')), []);
  });

  it('give the symptoms by where the connection fails, those that show anywhere last', () => {
    const places = ['before-it-boils', 'after-it-boils'];
    const withPlaces = changedCatalog((toy) => {
      const { smell } = toy.findings;
      const outcomes = places.map((value) => ({ value, label: value, background: 'rare' }));
      Object.assign(toy.findings, { 'failure-point': { ...smell, outcomes } });
      const cold = toy.symptoms['cold-tea'];
      for (const [id, title, observations] of [
        ['a-anywhere', 'A spoon', {}],
        ['b-late', 'Zinc', { 'failure-point': 'after-it-boils' }],
        ['c-late', 'apple', { 'failure-point': 'after-it-boils' }],
        ['d-early', 'Lid', { 'failure-point': 'before-it-boils' }],
      ] as const) {
        Object.assign(toy.symptoms, { [id]: { ...cold, title, observations } });
      }
    });
    assert.deepEqual(
      lookUps.symptomsInOrder(withPlaces).map(({ title }) => title),
      [
        'Lid',
        'apple',
        'Zinc',
        'A spoon',
        withPlaces.symptoms.find(({ id }) => id === 'cold-tea')?.title,
      ],
    );
  });

  it('give the findings that one command answers, without the finding itself', () => {
    const smell = lookUps.findingById(catalog, 'smell');
    const load = lookUps.findingById(catalog, 'cord-load');
    assert.ok(smell && load);
    assert.deepEqual(
      lookUps.groupOfFinding(catalog, smell).map(({ id }) => id),
      ['lamp-dark'],
    );
    assert.deepEqual(lookUps.groupOfFinding(catalog, load), []);
    assert.equal(lookUps.outcomeOf(smell, 'yes')?.label, 'Yes');
    assert.equal(lookUps.outcomeOf(smell, 'gone'), undefined);
  });

  it('give the findings of a cause sorted, those of version ranges included, each once', () => {
    const cause = lookUps.causeById(catalog, 'faulty-switch');
    assert.ok(cause);
    assert.deepEqual(lookUps.findingsOfCause(cause), [
      'cord-load',
      'kettle-model',
      'lamp-dark',
      'smell',
      'water-level',
    ]);
  });
});

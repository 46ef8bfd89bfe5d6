import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emptySession, openLink, viewSession } from '#wizard/index.ts';
import { toyKnowledge } from './toy-knowledge.ts';

function nearest(fragment: string) {
  return viewSession(toyKnowledge, openLink(toyKnowledge, emptySession, fragment)).nearest;
}

describe('nearestCases', () => {
  it('compares a case fact by fact', () => {
    const [first] = nearest('smell=burnt&boils=7');
    assert.equal(first?.case, 'kitchen-2013');
    assert.deepEqual(
      first.facts.map(({ finding, theirs, ours, compared }) => [finding, theirs, ours, compared]),
      [
        ['smell', 'burnt', 'burnt', 'same'],
        ['boils', '5000', '7', 'different'],
        ['lamp', 'on', null, 'not-checked'],
      ],
    );
    assert.deepEqual([first.same, first.different], [1, 1]);
  });

  it('counts numbers of one bin as the same', () => {
    assert.equal(nearest('boils=101')[0]?.facts[0]?.compared, 'same');
  });

  it('puts the case first that shares the rarer fact', () => {
    assert.deepEqual(
      nearest('lamp=off&boils=5000').map((one) => one.case),
      ['office-2020', 'kitchen-2013'],
    );
  });

  it('names no case that shares nothing, and compares no fact of another side', () => {
    assert.deepEqual(nearest(''), []);
    assert.deepEqual(nearest('lamp@client=off'), []);
    assert.deepEqual(nearest('lamp=unknown'), []);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseQuestion } from '#engine/index.ts';
import type { Model } from '#engine/model.ts';
import { says, yesNo } from './support/toy-models.ts';

/** Two findings that one command answers and that tell the same; the later one decides for a cause if `decides` says so. */
function toy(decides: readonly string[]): Model {
  return {
    knowledge: 'group',
    somethingElse: 0.3,
    findings: [
      { ...yesNo('count', 0.1), group: 'descriptors' },
      { ...yesNo('highest', 0.1), group: 'descriptors' },
    ],
    causes: [
      { id: 'motor', prior: 0.7, likelihood: { count: says(0.9), highest: says(0.9, decides) } },
    ],
  };
}

describe('chooseQuestion within a group', () => {
  it('asks first for the member that could decide for the leader', () => {
    assert.equal(chooseQuestion(toy(['yes']), [])?.finding, 'highest');
  });

  it('asks first for the most telling of those that cost no more when none could', () => {
    const model = toy([]);
    const [count, highest] = model.findings;
    assert.ok(count && highest && model.causes[0]);
    const telling = { count: says(0.6), highest: says(0.9) };
    const causes = [{ ...model.causes[0], likelihood: telling }];
    assert.equal(chooseQuestion({ ...model, causes }, [])?.finding, 'highest');
    const dearer = { ...highest, cost: { ...highest.cost, seconds: 600 } };
    const unequal = { ...model, causes, findings: [count, dearer] };
    assert.equal(chooseQuestion(unequal, [])?.finding, 'count');
  });

  it('keeps to the order of ids when all tell the same', () => {
    assert.equal(chooseQuestion(toy([]), [])?.finding, 'count');
  });

  it('does not ask for a member that is excluded', () => {
    const question = chooseQuestion(toy(['yes']), [], { exclude: ['highest'] });
    assert.equal(question?.finding, 'count');
  });
});

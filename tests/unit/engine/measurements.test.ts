import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assess } from '#engine/index.ts';
import type { Model, ModelFinding } from '#engine/model.ts';
import { saw, says, yesNo } from './support/toy-models.ts';

/** A cause that two symptoms make all but certain, one test that speaks for it, and one that says nothing of it. */
function noticed(change: Partial<ModelFinding> = {}): Model {
  return {
    knowledge: 'noticed',
    somethingElse: 0.5,
    findings: [
      { ...yesNo('noise', 0.02, { cluster: 'one' }), symptom: true },
      { ...yesNo('smoke', 0.02, { cluster: 'two' }), symptom: true },
      { ...yesNo('spark', 0.1, { cluster: 'three' }), ...change },
      yesNo('weather', 0.5, { cluster: 'four' }),
    ],
    causes: [
      {
        id: 'motor',
        prior: 0.5,
        likelihood: { noise: says(0.95), smoke: says(0.95), spark: says(0.9) },
      },
    ],
  };
}

const symptoms = [saw('noise', 'yes'), saw('smoke', 'yes')];

describe('assess when only symptoms have spoken', () => {
  it('puts the leader to the test before asking ends', () => {
    const { verdict, next, stop } = assess(noticed(), symptoms);
    assert.equal(verdict.rule, 'only-symptoms');
    assert.deepEqual([next?.finding, stop.stop, stop.reason], ['spark', false, null]);
  });

  it('concludes when the test speaks for the leader', () => {
    const { verdict } = assess(noticed(), [...symptoms, saw('spark', 'yes')]);
    assert.deepEqual([verdict.level, verdict.cause], ['likely', 'motor']);
  });

  it('ends when there is no test, when it was skipped, and when it was not known', () => {
    for (const ended of [
      assess(noticed({ askable: false }), symptoms),
      assess(noticed(), symptoms, { exclude: ['spark'] }),
      assess(noticed(), [...symptoms, saw('spark', 'unknown')]),
    ]) {
      assert.equal(ended.verdict.level, 'inconclusive');
      assert.equal(ended.stop.stop, true);
    }
  });

  it('ends after as many questions as anyone should be asked', () => {
    const { stop } = assess(noticed(), symptoms, { asked: 12 });
    assert.deepEqual([stop.stop, stop.reason], [true, 'asked-enough']);
  });
});

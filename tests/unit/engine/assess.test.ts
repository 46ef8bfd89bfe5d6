import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assess, chooseQuestion, reachVerdict, updateBelief } from '#engine/index.ts';
import { anything, situations } from './support/arbitrary-models.ts';
import { saw, workshop } from './support/toy-models.ts';

describe('assess', () => {
  it('agrees with the single functions', () => {
    fc.assert(
      fc.property(situations(anything), ({ model, answers }) => {
        const exclude = ['f0'];
        const assessed = assess(model, answers, { exclude });
        assert.deepEqual(assessed.belief, updateBelief(model, answers));
        assert.deepEqual(assessed.verdict, reachVerdict(model, answers));
        // A leader that only symptoms speak for is put to the test, which is another choice.
        if (assessed.verdict.rule === 'only-symptoms') return;
        if (assessed.verdict.level === 'likely') return;
        assert.deepEqual(assessed.next, chooseQuestion(model, answers, { exclude }));
      }),
    );
  });

  it('changes neither the model nor the observations', () => {
    fc.assert(
      fc.property(situations(anything), ({ model, answers }) => {
        const before = JSON.stringify({ model, answers });
        assess(model, answers);
        assert.equal(JSON.stringify({ model, answers }), before);
      }),
    );
  });

  it('survives hostile observations', () => {
    const odd = fc.record({
      finding: fc.oneof(fc.string(), fc.constantFrom('hum', 'version', '__proto__')),
      value: fc.oneof(fc.string(), fc.constantFrom('yes', 'no', '3.1', '9'.repeat(500))),
    });
    fc.assert(
      fc.property(fc.array(odd), (observations) => {
        const { belief, verdict } = assess(workshop, observations);
        assert.ok(belief.ranking.every(({ posterior }) => posterior > 0 && posterior < 1));
        assert.ok(verdict.somethingElse > 0);
      }),
    );
  });

  it('copes with a model without findings or causes', () => {
    const bare = { knowledge: 'bare', causes: [], somethingElse: 1, findings: [] };
    const { verdict, next, stop } = assess(bare, [saw('hum', 'yes')]);
    assert.deepEqual([verdict.rule, next, stop.reason], ['no-cause-left', null, 'nothing-to-ask']);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assess } from '#engine/assess.ts';
import { chooseQuestion } from '#engine/choose-question.ts';
import { noHints, type Hints } from '#engine/hints.ts';
import type { Model } from '#engine/model.ts';
import { plain, replay } from '#engine/replay.ts';
import { tablesOf } from '#engine/tables.ts';
import { anything, situations } from './support/arbitrary-models.ts';
import { says, yesNo } from './support/toy-models.ts';

/** Four causes alike in all but their own test. */
const field: Model = {
  knowledge: 'hints',
  somethingElse: 0.2,
  findings: ['a', 'b', 'c', 'd'].map((id) => yesNo(`test-${id}`, 0.1)),
  causes: ['a', 'b', 'c', 'd'].map((id) => ({
    id,
    prior: 0.2,
    likelihood: { [`test-${id}`]: says(0.9) },
  })),
};

const asked = (hints: Hints): string | undefined => chooseQuestion(field, [], { hints })?.finding;

describe('hints', () => {
  it('ask first for what tests the cause that the words point at', () => {
    assert.equal(asked(noHints), 'test-a');
    assert.equal(asked({ causes: { c: 1 }, findings: [] }), 'test-c');
  });

  it('ask first for the finding that the words speak of, all else equal', () => {
    assert.equal(asked({ causes: {}, findings: ['test-d'] }), 'test-d');
  });

  it('ignore what the model does not have, and clamp what is no likeness', () => {
    assert.equal(asked({ causes: { ghost: 1, toString: 1 }, findings: ['ghost'] }), 'test-a');
    for (const likeness of [Number.NaN, -5]) {
      assert.equal(asked({ causes: { c: likeness }, findings: [] }), 'test-a');
    }
    const session = replay(tablesOf(field), [], { causes: { c: 900 }, findings: [] });
    const least = replay(tablesOf(field), [], { causes: { c: 1 }, findings: [] });
    assert.deepEqual(session.active, least.active);
  });

  it('change no posterior, no verdict and no number that is shown', () => {
    fc.assert(
      fc.property(
        situations(anything).chain(({ model, answers }) =>
          fc.record({
            model: fc.constant(model),
            answers: fc.constant(answers),
            findings: fc.subarray(model.findings.map(({ id }) => id)),
            causes: fc.dictionary(
              fc.constantFrom(...model.causes.map(({ id }) => id), 'ghost'),
              fc.double({ min: 0, max: 1, noNaN: true }),
            ),
          }),
        ),
        ({ model, answers, causes, findings }) => {
          const without = assess(model, answers);
          const steered = assess(model, answers, { hints: { causes, findings } });
          assert.deepEqual(steered.belief, without.belief);
          assert.deepEqual(steered.verdict, without.verdict);
          const tables = tablesOf(model);
          const session = replay(tables, answers, { causes, findings });
          assert.deepEqual(plain(session).active, replay(tables, answers).active);
          const total = session.active.reduce((sum, mass) => sum + mass, 0);
          assert.ok(Math.abs(total - 1) < 1e-9);
        },
      ),
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assess } from '#engine/assess.ts';
import type { Belief } from '#engine/belief.ts';
import { updateBelief } from '#engine/belief.ts';
import type { Model, Observed } from '#engine/model.ts';
import { anything, situations } from './support/arbitrary-models.ts';
import { oraclePosteriors } from './support/oracle.ts';
import { locks, saw, says, workshop, yesNo } from './support/toy-models.ts';

function posteriorOf(belief: Belief, cause: string): number {
  return belief.ranking.find((one) => one.cause === cause)?.posterior ?? Number.NaN;
}

function near(actual: number, expected: number, message?: string): void {
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected} ${message ?? ''}`);
}

describe('updateBelief', () => {
  it('equals brute-force Bayes', () => {
    fc.assert(
      fc.property(situations(anything), ({ model, answers }) => {
        const belief = updateBelief(model, answers);
        const oracle = oraclePosteriors(model, answers);
        for (const { cause, posterior } of belief.ranking) {
          near(posterior, oracle.get(cause) ?? Number.NaN, cause);
        }
        near(belief.somethingElse, oracle.get('') ?? Number.NaN);
      }),
      { numRuns: 300 },
    );
  });

  it('starts from the priors', () => {
    const belief = updateBelief(workshop, []);
    assert.deepEqual(
      belief.ranking.map(({ cause, posterior }) => [cause, Number(posterior.toFixed(12))]),
      [
        ['belt', 0.3],
        ['drill', 0.3],
        ['motor', 0.2],
      ],
    );
    near(belief.somethingElse, 0.2);
  });

  it('keeps every posterior inside (0, 1) and their sum at one', () => {
    const many = Array.from({ length: 60 }, (_, at) => `f${at}`);
    const extreme: Model = {
      knowledge: 'extreme',
      somethingElse: 0.5,
      causes: ['a', 'b'].map((id, at) => ({
        id,
        prior: 0.25,
        likelihood: Object.fromEntries(many.map((one) => [one, says(at)])),
      })),
      findings: many.map((one) => yesNo(one, 0.001)),
    };
    const sums = (model: Model, observations: readonly Observed[]): void => {
      const belief = updateBelief(model, observations);
      const all = [belief.somethingElse, ...belief.ranking.map(({ posterior }) => posterior)];
      for (const one of all) assert.ok(one > 0 && one < 1, `${one} lies in (0, 1)`);
      near(
        all.reduce((a, b) => a + b, 0),
        1,
      );
    };
    sums(
      extreme,
      many.map((one) => saw(one, 'yes')),
    );
    fc.assert(fc.property(situations(anything), ({ model, answers }) => sums(model, answers)));
  });

  it('does not depend on the order of observations, causes or findings', () => {
    const shuffled = situations(anything).chain(({ model, answers }) =>
      fc.record({
        model: fc.constant(model),
        answers: fc.constant(answers),
        otherAnswers: fc.shuffledSubarray([...answers], { minLength: answers.length }),
        causes: fc.shuffledSubarray([...model.causes], { minLength: model.causes.length }),
        findings: fc.shuffledSubarray([...model.findings], { minLength: model.findings.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ model, answers, otherAnswers, causes, findings }) => {
        const other = assess({ ...model, causes, findings }, otherAnswers);
        assert.deepEqual(other, assess(model, answers));
      }),
    );
  });

  it('is not changed by unknown, before or after a value', () => {
    fc.assert(
      fc.property(situations(anything), fc.boolean(), ({ model, answers }, first) => {
        const unknown = model.findings.map(({ id }) => saw(id, 'unknown'));
        const both = first ? [...unknown, ...answers] : [...answers, ...unknown];
        assert.deepEqual(updateBelief(model, both), updateBelief(model, answers));
      }),
    );
  });

  it('is not changed by an answer as common with every cause as without', () => {
    fc.assert(
      fc.property(situations(anything), ({ model, answers }) => {
        const dull = yesNo('dull', 0.3, { cluster: 'left' });
        const wider: Model = {
          ...model,
          findings: [...model.findings, dull],
          causes: model.causes.map((cause, at) =>
            at % 2 === 0
              ? cause
              : { ...cause, likelihood: { ...cause.likelihood, dull: says(0.3) } },
          ),
        };
        const before = updateBelief(wider, answers);
        const after = updateBelief(wider, [...answers, saw('dull', 'yes')]);
        const numbers = (belief: Belief) =>
          belief.ranking.map(({ cause, posterior }) => [cause, posterior]);
        assert.deepEqual(numbers(after), numbers(before));
      }),
    );
  });

  it('breaks ties by id', () => {
    const twins: Model = {
      ...workshop,
      causes: ['c', 'a', 'b'].map((id) => ({ id, prior: 0.2, likelihood: { hum: says(0.9) } })),
      somethingElse: 0.4,
    };
    const ids = updateBelief(twins, [saw('hum', 'yes')]).ranking.map(({ cause }) => cause);
    assert.deepEqual(ids, ['a', 'b', 'c']);
  });

  it('breaks ties by id where only rounding differs', () => {
    // The same three factors in another order: the sums of their logarithms differ in the last bit, in favor of `b`.
    const twins: Model = {
      knowledge: 'rounding',
      somethingElse: 0.4,
      findings: ['p', 'q', 'r'].map((id) => yesNo(id, 0.5)),
      causes: [
        { id: 'b', prior: 0.3, likelihood: { p: says(0.05), q: says(0.1), r: says(0.05) } },
        { id: 'a', prior: 0.3, likelihood: { p: says(0.05), q: says(0.05), r: says(0.1) } },
      ],
    };
    const all = ['p', 'q', 'r'].map((id) => saw(id, 'yes'));
    assert.equal(updateBelief(twins, all).ranking[0]?.cause, 'a');
  });

  it('counts the strongest of a cluster in full and the others by their share', () => {
    const { ranking } = updateBelief(workshop, [saw('smoke', 'yes'), saw('smell', 'yes')]);
    const motor = ranking.find(({ cause }) => cause === 'motor');
    const shares = motor?.contributions.map(({ finding, share }) => [finding, share]);
    assert.deepEqual(shares, [
      ['smell', 0.3],
      ['smoke', 1],
    ]);
    const odds = ((0.9 / 0.1) * (0.85 / 0.15) ** 0.3 * 0.2) / 0.2;
    const belief = updateBelief(workshop, [saw('smell', 'yes'), saw('smoke', 'yes')]);
    near(posteriorOf(belief, 'motor') / belief.somethingElse, odds);
  });

  it('gives an even contest within a cluster to the earlier finding id', () => {
    const even: Model = {
      knowledge: 'even',
      somethingElse: 0.5,
      findings: ['z', 'a'].map((id) => yesNo(id, 0.5, { cluster: 'one' })),
      causes: [{ id: 'c', prior: 0.5, likelihood: { a: says(0.8), z: says(0.8) } }],
    };
    const belief = updateBelief(even, [saw('z', 'yes'), saw('a', 'yes')]);
    const shares = belief.ranking[0]?.contributions.map(({ finding, share }) => [finding, share]);
    assert.deepEqual(shares, [
      ['a', 1],
      ['z', 0.3],
    ]);
  });

  it('never lets one wrong answer put a cause out of reach', () => {
    const answersTo = (model: Model, finding: string): readonly Observed[] =>
      (model.findings.find(({ id }) => id === finding)?.outcomes ?? []).map(({ id }) =>
        saw(finding, id),
      );
    const reaches = (given: readonly Observed[], rest: readonly string[], cause: string): boolean =>
      updateBelief(locks, given).ranking[0]?.cause === cause ||
      rest.some((finding, at) =>
        answersTo(locks, finding).some((answer) =>
          reaches([...given, answer], rest.slice(at + 1), cause),
        ),
      );
    for (const { id: cause } of locks.causes) {
      for (const { id: wrong } of locks.findings) {
        const rest = locks.findings.map(({ id }) => id).filter((id) => id !== wrong);
        for (const answer of answersTo(locks, wrong)) {
          assert.ok(reaches([answer], rest, cause), `${cause} after ${wrong}=${answer.value}`);
        }
      }
    }
  });

  it('moves the odds between any two hypotheses by at most 100 with one answer', () => {
    fc.assert(
      fc.property(situations({ clusters: false, zeros: true }), ({ model, answers }) => {
        const [answer] = answers;
        if (answer === undefined) return;
        const before = updateBelief(model, []);
        const after = updateBelief(model, [answer]);
        const factors = [
          after.somethingElse / before.somethingElse,
          ...after.ranking.map(({ cause, posterior }) => posterior / posteriorOf(before, cause)),
        ];
        assert.ok(Math.max(...factors) / Math.min(...factors) < 100 * (1 + 1e-9));
      }),
    );
  });

  it('takes ids that JavaScript gives a meaning for plain ids', () => {
    const ids = ['constructor', '__proto__', 'toString'];
    const odd: Model = {
      knowledge: 'odd',
      somethingElse: 0.5,
      findings: ids.map((id) => yesNo(id, 0.5)),
      causes: ids.map((id) => ({ id, prior: 0.5 / ids.length, likelihood: {} })),
    };
    const belief = updateBelief(
      odd,
      ids.map((id) => saw(id, 'yes')),
    );
    near(belief.somethingElse, 0.5);
    assert.deepEqual(belief.problems, []);
    assert.deepEqual(
      belief.ranking.map(({ cause }) => cause),
      ['__proto__', 'constructor', 'toString'],
    );
  });

  it('reports contradicting values and counts the finding as unknown', () => {
    const clash = [saw('hum', 'no'), saw('smoke', 'yes'), saw('hum', 'yes'), saw('hum', 'no')];
    const belief = updateBelief(workshop, clash);
    assert.deepEqual(belief.conflicts, [{ finding: 'hum', values: ['no', 'yes'] }]);
    assert.deepEqual(belief.ranking, updateBelief(workshop, [saw('smoke', 'yes')]).ranking);
    assert.deepEqual(updateBelief(workshop, [...clash].reverse()), belief);
  });

  it('takes two spellings of one value for one value, a vendor suffix for both', () => {
    const twice = updateBelief(workshop, [saw('version', '2.5-1-aws'), saw('version', '2.5')]);
    assert.deepEqual(twice.conflicts, []);
    const motor = twice.ranking.find(({ cause }) => cause === 'motor');
    assert.deepEqual(
      motor?.contributions.map(({ value, range }) => [value, range]),
      [['2.5', 'unknown']],
    );
  });

  it('reports what it cannot use and believes the rest', () => {
    const belief = updateBelief(workshop, [
      saw('version', 'new'),
      saw('constructor', 'yes'),
      saw('hum', 'loud'),
      saw('hum', 'yes'),
      saw('hum', 'loud'),
    ]);
    assert.deepEqual(belief.problems, [
      { finding: 'constructor', value: 'yes', error: 'not-a-finding' },
      { finding: 'hum', value: 'loud', error: 'not-an-option' },
      { finding: 'version', value: 'new', error: 'not-a-version' },
    ]);
    assert.deepEqual(belief.ranking, updateBelief(workshop, [saw('hum', 'yes')]).ranking);
  });
});

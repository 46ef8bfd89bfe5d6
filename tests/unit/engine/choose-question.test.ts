import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { updateBelief } from '#engine/belief.ts';
import { chooseQuestion, rankQuestions } from '#engine/choose-question.ts';
import type { Question } from '#engine/choose-question.ts';
import type { Cost, Model, Observed } from '#engine/model.ts';
import { gainPerCost, randomPolicy } from '#engine/policies.ts';
import { anything, situations } from './support/arbitrary-models.ts';
import { cheap, saw, says, workshop, yesNo } from './support/toy-models.ts';

/** Two causes that `one` and `two` tell apart equally well, at the given costs. */
function rivals(one: Partial<Cost>, two: Partial<Cost>): Model {
  return {
    knowledge: 'rivals',
    somethingElse: 0.2,
    findings: [
      yesNo('two', 0.5, { cost: { ...cheap, ...two } }),
      yesNo('one', 0.5, { cost: { ...cheap, ...one } }),
    ],
    causes: [
      { id: 'a', prior: 0.4, likelihood: { one: says(0.9), two: says(0.9) } },
      { id: 'b', prior: 0.4, likelihood: { one: says(0.1), two: says(0.1) } },
    ],
  };
}

function asked(question: Question | null): string | undefined {
  return question?.finding;
}

describe('chooseQuestion', () => {
  it('asks what tells the leading causes apart', () => {
    assert.equal(asked(chooseQuestion(workshop, [])), 'hum');
  });

  it('asks the cheaper of two equal questions', () => {
    assert.equal(asked(chooseQuestion(rivals({ seconds: 300 }, {}), [])), 'two');
    assert.equal(asked(chooseQuestion(rivals({}, { privilege: 'root' }), [])), 'one');
    assert.equal(asked(chooseQuestion(rivals({ risk: 'low' }, {}), [])), 'two');
  });

  it('asks first for what a restart destroys', () => {
    assert.equal(asked(chooseQuestion(rivals({}, { perishable: true }), [])), 'two');
  });

  it('gives equal questions to the earlier id', () => {
    assert.equal(asked(chooseQuestion(rivals({}, {}), [])), 'one');
  });

  it('asks only what is askable, not spoken of and not excluded', () => {
    fc.assert(
      fc.property(
        situations(anything).chain(({ model, answers }) =>
          fc.record({
            model: fc.constant(model),
            answers: fc.constant(answers),
            unknown: fc.subarray(model.findings.map(({ id }) => id)),
            exclude: fc.subarray(model.findings.map(({ id }) => id)),
            hidden: fc.subarray(model.findings.map(({ id }) => id)),
          }),
        ),
        ({ model, answers, unknown, exclude, hidden }) => {
          const findings = model.findings.map((one) => ({
            ...one,
            askable: !hidden.includes(one.id),
          }));
          const observations = [...answers, ...unknown.map((id) => saw(id, 'unknown'))];
          const partly = { ...model, findings };
          const barred = [...observations.map(({ finding }) => finding), ...exclude, ...hidden];
          const all = rankQuestions(partly, observations, { exclude }).map(asked);
          const next = asked(chooseQuestion(partly, observations, { exclude }));
          for (const id of all) assert.ok(id !== undefined && !barred.includes(id));
          assert.ok(next === undefined ? all.length === 0 : all.includes(next));
        },
      ),
    );
  });

  it('does not ask again after a contradiction, but does after an unreadable value', () => {
    const clash = [saw('hum', 'yes'), saw('hum', 'no')];
    assert.ok(!rankQuestions(workshop, clash).some(({ finding }) => finding === 'hum'));
    assert.equal(asked(chooseQuestion(workshop, [saw('hum', 'loud')])), 'hum');
  });

  it('is null when nothing useful is left', () => {
    const dull = { ...workshop, findings: [yesNo('dull', 0.5)] };
    assert.equal(chooseQuestion(dull, []), null);
    const exclude = workshop.findings.map(({ id }) => id);
    assert.equal(chooseQuestion(workshop, [], { exclude }), null);
  });

  it('still asks what could decide for a leader who is all but certain', () => {
    const sure: Model = {
      knowledge: 'sure',
      somethingElse: 1e-6,
      findings: [yesNo('spark', 0.2), yesNo('hum', 0.2)],
      causes: [
        { id: 'a', prior: 1 - 1e-6, likelihood: { spark: says(0.9, ['yes']), hum: says(0.9) } },
      ],
    };
    assert.deepEqual(rankQuestions(sure, []).map(asked), ['spark']);
    assert.equal(asked(chooseQuestion(sure, [])), 'spark');
  });

  it('obeys the policy that it is given', () => {
    const last = chooseQuestion(workshop, [], { policy: (_, all) => all.map((_, at) => at) });
    assert.equal(asked(last), 'version');
    const first = chooseQuestion(workshop, [], { policy: (_, all) => all.map(() => -1) });
    assert.equal(asked(first), 'hum');
  });

  it('is the same for the same input', () => {
    fc.assert(
      fc.property(situations(anything), ({ model, answers }) => {
        const again = structuredClone({ model, answers });
        const policy = randomPolicy(() => 0.5);
        assert.deepEqual(
          chooseQuestion(again.model, again.answers),
          chooseQuestion(model, answers),
        );
        assert.deepEqual(
          chooseQuestion(model, answers, { policy }),
          chooseQuestion(model, answers, { policy }),
        );
      }),
    );
  });
});

describe('rankQuestions', () => {
  it('lists the best rate first and breaks ties by id', () => {
    fc.assert(
      fc.property(situations(anything), ({ model, answers }) => {
        const questions = rankQuestions(model, answers);
        questions.slice(1).forEach((question, at) => {
          const before = questions[at];
          assert.ok(before !== undefined && before.score >= question.score);
          assert.ok(before.score > question.score || before.finding < question.finding);
          const { score, chance, gainInBits, price } = question;
          assert.ok(Math.abs(score - (chance * gainInBits) / price) < 1e-12);
        });
      }),
    );
    assert.deepEqual(rankQuestions(rivals({}, {}), []).map(asked), ['one', 'two']);
  });

  it('follows another policy when given one', () => {
    const questions = rankQuestions(workshop, [], { policy: gainPerCost });
    assert.equal(asked(questions[0] ?? null), asked(chooseQuestion(workshop, [])));
  });

  it('names the causes that a question separates most', () => {
    const reasons = new Map(
      rankQuestions(workshop, []).map(({ finding, reason }) => [finding, reason]),
    );
    assert.deepEqual(reasons.get('hum')?.causes, ['belt', 'drill']);
    assert.equal(reasons.get('hum')?.somethingElse, false);
    // Only `motor` sparks: it is separated from the three others alike, of which the more probable are named.
    assert.deepEqual(reasons.get('spark')?.causes, ['belt', 'drill', 'motor']);
  });

  it('names something-else when a question separates one cause from it', () => {
    const lonely: Model = {
      knowledge: 'lonely',
      somethingElse: 0.5,
      findings: [yesNo('hum', 0.2)],
      causes: [{ id: 'a', prior: 0.5, likelihood: { hum: says(0.9) } }],
    };
    const [question] = rankQuestions(lonely, []);
    assert.deepEqual(question?.reason.causes, ['a']);
    assert.equal(question.reason.somethingElse, true);
  });

  it('foretells what each answer would do', () => {
    const given: readonly Observed[] = [saw('smoke', 'yes')];
    for (const { finding, reason } of rankQuestions(workshop, given)) {
      const sum = reason.answers.reduce((total, { probability }) => total + probability, 0);
      assert.ok(Math.abs(sum - 1) < 1e-9);
      if (finding === 'version') continue;
      for (const { outcome, posteriors } of reason.answers) {
        const after = updateBelief(workshop, [...given, saw(finding, outcome)]);
        for (const { cause, posterior } of posteriors) {
          const found = after.ranking.find((one) => one.cause === cause)?.posterior ?? 0;
          assert.ok(Math.abs(found - posterior) < 1e-9);
        }
      }
    }
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { updateBelief } from '#engine/belief.ts';
import { explainCause, whatWouldChange, whatWouldFlip } from '#engine/explain.ts';
import type { Model, Observed } from '#engine/model.ts';
import { reachVerdict } from '#engine/verdict.ts';
import { anything, situations } from './support/arbitrary-models.ts';
import { saw, workshop } from './support/toy-models.ts';

const dotted = { ...anything, version: 'dotted' } as const;
const burning = [saw('smoke', 'yes'), saw('smell', 'yes')];

/** The cause on top, null when something-else is, by the public functions alone. */
function leaderOf(model: Model, observations: readonly Observed[]): string | null {
  const { leader, somethingElse } = reachVerdict(model, observations);
  return leader !== null && leader.posterior > somethingElse + 1e-9 ? leader.cause : null;
}

describe('explainCause', () => {
  it('adds up to the posterior odds against something-else', () => {
    fc.assert(
      fc.property(situations(anything), ({ model, answers }) => {
        const { somethingElse } = updateBelief(model, answers);
        for (const { id } of model.causes) {
          const explained = explainCause(model, answers, id);
          assert.ok(explained);
          const { priorInBits, posterior } = explained;
          const evidence = [...explained.for, ...explained.against, ...explained.neutral];
          const bits = evidence.reduce((sum, one) => sum + one.countedInBits, priorInBits);
          assert.ok(Math.abs(bits - Math.log2(posterior / somethingElse)) < 1e-4);
        }
      }),
    );
  });

  it('sorts the evidence into for, against and neutral, strongest first', () => {
    const observations = [...burning, saw('spark', 'no'), saw('version', '2.5-7-default')];
    const explained = explainCause(workshop, observations, 'motor');
    const ids = (list: readonly { readonly finding: string }[] | undefined) =>
      list?.map(({ finding }) => finding);
    assert.deepEqual(ids(explained?.for), ['smoke', 'smell']);
    assert.deepEqual(ids(explained?.against), ['spark']);
    assert.deepEqual(ids(explained?.neutral), ['version']);
    assert.equal(explained?.neutral[0]?.range, 'unknown');
  });

  it('lists what is not checked with the effect of each answer', () => {
    const explained = explainCause(workshop, [...burning, saw('spark', 'unknown')], 'motor');
    assert.deepEqual(
      explained?.notChecked.map(({ finding }) => finding),
      ['version', 'spark'],
    );
    const spark = explained.notChecked[1];
    for (const { outcome, posterior, bits } of spark?.answers ?? []) {
      const after = updateBelief(workshop, [...burning, saw('spark', outcome)]);
      const motor = after.ranking.find(({ cause }) => cause === 'motor');
      assert.ok(Math.abs((motor?.posterior ?? 0) - posterior) < 1e-9);
      const counted = motor?.contributions.find(({ finding }) => finding === 'spark');
      assert.ok(Math.abs((counted?.countedInBits ?? 0) - bits) < 1e-9);
    }
  });

  it('marks what cannot be asked for and knows no other causes', () => {
    const belt = explainCause(workshop, [], 'belt');
    const note = belt?.notChecked.find(({ finding }) => finding === 'note');
    assert.equal(note?.askable, false);
    assert.equal(explainCause(workshop, [], 'constructor'), null);
  });

  it('says that a cause is ruled out', () => {
    const explained = explainCause(workshop, [saw('version', '3.1')], 'motor');
    assert.equal(explained?.ruledOut, true);
    assert.equal(explained.against[0]?.range, 'fixed');
  });
});

describe('whatWouldChange', () => {
  it('finds every single answer that changes leader or level, and no other', () => {
    const rank = ['inconclusive', 'possible', 'likely', 'confirmed'];
    fc.assert(
      fc.property(situations(dotted), ({ model, answers }) => {
        const now = reachVerdict(model, answers);
        const leader = leaderOf(model, answers);
        const expected = model.findings
          .filter(({ id }) => !answers.some(({ finding }) => finding === id))
          .flatMap(({ id, outcomes }) =>
            outcomes.flatMap((outcome) => {
              const then = [...answers, saw(id, outcome.id)];
              const { level } = reachVerdict(model, then);
              const leads = leaderOf(model, then);
              const step = rank.indexOf(level) - rank.indexOf(now.level);
              const moved = leads !== null && leads !== leader;
              if (!moved && step === 0) return [];
              const change = moved ? 'new-leader' : step > 0 ? 'raised' : 'lowered';
              return [`${id}=${outcome.id}: ${change} ${level} ${leads ?? '-'}`];
            }),
          );
        const found = whatWouldChange(model, answers).map(
          (one) => `${one.finding}=${one.outcome}: ${one.change} ${one.level} ${one.leader ?? '-'}`,
        );
        assert.deepEqual([...found].sort(), expected.sort());
      }),
    );
  });

  it('puts the most probable answer first', () => {
    fc.assert(
      fc.property(situations(dotted), ({ model, answers }) => {
        const chances = whatWouldChange(model, answers).map(({ probability }) => probability);
        assert.deepEqual(
          chances,
          [...chances].sort((a, b) => b - a),
        );
      }),
    );
    const changes = whatWouldChange(workshop, burning);
    assert.deepEqual(
      changes.map(({ finding, outcome, change }) => [finding, outcome, change]),
      [
        ['spark', 'yes', 'raised'],
        ['version', 'from-3', 'new-leader'],
      ],
    );
  });

  it('considers what was answered unknown, but not what cannot be asked for', () => {
    const skipped = [...burning, saw('spark', 'unknown')];
    assert.ok(whatWouldChange(workshop, skipped).some(({ finding }) => finding === 'spark'));
    const hidden: Model = {
      ...workshop,
      findings: workshop.findings.map((one) => ({ ...one, askable: one.id !== 'spark' })),
    };
    assert.ok(!whatWouldChange(hidden, burning).some(({ finding }) => finding === 'spark'));
  });
});

describe('whatWouldFlip', () => {
  it('finds every single observation whose loss or change makes another hypothesis lead', () => {
    fc.assert(
      fc.property(situations(dotted), ({ model, answers }) => {
        // Bins by id: a vendor suffix would stay with the observation.
        const plain = answers.map(({ finding, outcome }) => {
          const outcomes = model.findings.find(({ id }) => id === finding)?.outcomes ?? [];
          return { finding, value: outcomes[outcome]?.id ?? '' };
        });
        const leader = leaderOf(model, plain);
        const expected = plain.flatMap(({ finding, value }) => {
          const outcomes = model.findings.find(({ id }) => id === finding)?.outcomes ?? [];
          return ['unknown', ...outcomes.map(({ id }) => id)].flatMap((instead) => {
            if (instead === value) return [];
            const others = plain.filter((one) => one.finding !== finding);
            const then = leaderOf(model, [...others, saw(finding, instead)]);
            return then === leader ? [] : [{ finding, value, instead, leader: then }];
          });
        });
        const key = (one: { readonly finding: string; readonly instead: string }): string =>
          `${one.finding} ${one.instead}`;
        const order = (list: readonly (typeof expected)[number][]) =>
          [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1));
        assert.deepEqual(order(whatWouldFlip(model, plain)), order(expected));
      }),
    );
  });

  it('names the observation that alone carries the conclusion', () => {
    assert.deepEqual(whatWouldFlip(workshop, [saw('spark', 'yes')]), [
      { finding: 'spark', value: 'yes', instead: 'unknown', leader: 'belt' },
      { finding: 'spark', value: 'yes', instead: 'no', leader: 'belt' },
    ]);
  });

  it('is empty when no single mistake can have misled', () => {
    const solid = [...burning, saw('spark', 'yes')];
    assert.deepEqual(whatWouldFlip(workshop, solid), []);
    assert.deepEqual(whatWouldFlip(workshop, []), []);
  });
});

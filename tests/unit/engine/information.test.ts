import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Belief } from '#engine/belief.ts';
import { updateBelief } from '#engine/belief.ts';
import { entropyInBits, expectedGain } from '#engine/information.ts';
import type { Model } from '#engine/model.ts';
import { anything, plainest, situations } from './support/arbitrary-models.ts';
import { oracleGain } from './support/oracle.ts';
import { saw, says, versionFinding, workshop, yesNo } from './support/toy-models.ts';

describe('entropyInBits', () => {
  it('is 0 for certainty and the logarithm of the number for equal chances', () => {
    assert.equal(entropyInBits([0, 1, 0]), 0);
    assert.equal(entropyInBits([0.5, 0.5]), 1);
    assert.equal(entropyInBits([0.25, 0.25, 0.25, 0.25]), 2);
    assert.equal(entropyInBits([]), 0);
  });
});

describe('expectedGain', () => {
  it('equals the expected fall of entropy over all worlds', () => {
    fc.assert(
      fc.property(situations(plainest), ({ model, answers }) => {
        for (const { id } of model.findings) {
          if (answers.some(({ finding }) => finding === id)) continue;
          const gain = expectedGain(model, answers, id);
          assert.ok(Math.abs(gain - oracleGain(model, answers, id)) < 1e-9);
        }
      }),
    );
  });

  it('is never negative and never more than the answer could carry', () => {
    fc.assert(
      fc.property(situations(anything), ({ model, answers }) => {
        for (const { id, outcomes } of model.findings) {
          const gain = expectedGain(model, answers, id);
          assert.ok(gain >= 0 && gain <= Math.log2(outcomes.length) + 1e-9, `${gain}`);
        }
      }),
    );
  });

  it('equals the mutual information of what the answers would do within a cluster', () => {
    fc.assert(
      fc.property(situations({ clusters: true, zeros: false }), ({ model, answers }) => {
        const before = updateBelief(model, answers);
        const odds = (belief: Belief, cause: string): number =>
          (belief.ranking.find((one) => one.cause === cause)?.posterior ?? 0) /
          belief.somethingElse;
        for (const { id, outcomes, background } of model.findings) {
          if (answers.some(({ finding }) => finding === id)) continue;
          const after = outcomes.map((one) => updateBelief(model, [...answers, saw(id, one.id)]));
          const rows = model.causes.map(({ id: cause }) => {
            const row = background.map((base, outcome) => {
              const then = after[outcome];
              assert.ok(then);
              return (base * odds(then, cause)) / odds(before, cause);
            });
            const sum = row.reduce((a, b) => a + b, 0);
            const mass = before.ranking.find((one) => one.cause === cause)?.posterior ?? 0;
            return { mass, row: row.map((one) => one / sum) };
          });
          const all = [...rows, { mass: before.somethingElse, row: background }];
          const answer = background.map((_, outcome) =>
            all.reduce((sum, { mass, row }) => sum + mass * (row[outcome] ?? 0), 0),
          );
          const given = all.reduce((sum, { mass, row }) => sum + mass * entropyInBits(row), 0);
          const gain = expectedGain(model, answers, id);
          assert.ok(Math.abs(gain - (entropyInBits(answer) - given)) < 1e-9);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('falls for a finding whose cluster has been seen', () => {
    const twice = (cluster: string): Model => ({
      knowledge: 'twice',
      somethingElse: 0.5,
      findings: [yesNo('first', 0.2, { cluster: 'one' }), yesNo('second', 0.2, { cluster })],
      causes: [{ id: 'c', prior: 0.5, likelihood: { first: says(0.9), second: says(0.7) } }],
    });
    const seen = [saw('first', 'yes')];
    const apart = expectedGain(twice('two'), seen, 'second');
    const together = expectedGain(twice('one'), seen, 'second');
    assert.ok(together > 0 && together < apart / 2, `${together} against ${apart}`);
  });

  it('is 0 for what is known already and for ids that are no finding', () => {
    assert.equal(expectedGain(workshop, [saw('hum', 'yes')], 'hum'), 0);
    assert.equal(expectedGain(workshop, [], 'constructor'), 0);
    assert.ok(expectedGain(workshop, [saw('hum', 'unknown')], 'hum') > 0);
  });

  it('promises of a kernel only what a backport would leave', () => {
    const dotted: Model = {
      ...workshop,
      findings: workshop.findings.map((one) =>
        one.id === 'version' ? versionFinding('dotted') : one,
      ),
    };
    const kernel = expectedGain(workshop, [], 'version');
    assert.ok(kernel > 0 && kernel < expectedGain(dotted, [], 'version'));
  });

  it('spends nothing on a cause that is ruled out', () => {
    const model: Model = {
      ...workshop,
      somethingElse: 0.01,
      causes: workshop.causes.map((cause) => ({
        ...cause,
        prior: cause.id === 'motor' ? 0.97 : 0.01,
      })),
    };
    const out = [saw('version', '3.1')];
    assert.ok(expectedGain(model, [], 'spark') > 0.001);
    assert.ok(expectedGain(model, out, 'spark') < 1e-12);
  });
});

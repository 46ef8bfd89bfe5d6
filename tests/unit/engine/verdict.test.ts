import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { updateBelief } from '#engine/belief.ts';
import type { Model } from '#engine/model.ts';
import { reachVerdict } from '#engine/verdict.ts';
import { anything, situations } from './support/arbitrary-models.ts';
import { saw, says, workshop, yesNo } from './support/toy-models.ts';

/** One cause at `prior`, three findings in two clusters, of which `spark` decides. */
function single(prior: number, something = 1 - prior): Model {
  const rest = 1 - prior - something;
  return {
    knowledge: 'single',
    somethingElse: something,
    findings: [
      yesNo('spark', 0.1, { cluster: 'one' }),
      yesNo('smoke', 0.1, { cluster: 'one' }),
      yesNo('smell', 0.1, { cluster: 'two' }),
    ],
    causes: [
      {
        id: 'motor',
        prior,
        likelihood: { spark: says(0.9, ['yes']), smoke: says(0.9), smell: says(0.9) },
      },
      ...(rest > 1e-9 ? ['x', 'y'] : []).map((id) => ({ id, prior: rest / 2, likelihood: {} })),
    ],
  };
}

describe('reachVerdict', () => {
  it('confirms with certainty, two clusters and a decisive outcome, and not without one of them', () => {
    const all = [saw('spark', 'yes'), saw('smoke', 'yes'), saw('smell', 'yes')];
    const confirmed = reachVerdict(single(0.5), all);
    assert.deepEqual(
      [confirmed.level, confirmed.cause, confirmed.rule, confirmed.missing],
      ['confirmed', 'motor', 'confirmed', null],
    );
    assert.deepEqual([confirmed.support, confirmed.decisive], [['one', 'two'], ['spark']]);
    const undecided = reachVerdict(single(0.5), all.slice(1));
    assert.equal(undecided.level, 'likely');
    assert.deepEqual(undecided.missing, {
      level: 'confirmed',
      posterior: 0,
      clusters: 0,
      decisive: true,
      measured: false,
      overtaken: false,
    });
    const oneSided = reachVerdict(single(0.9), all.slice(0, 2));
    assert.ok((oneSided.leader?.posterior ?? 0) > 0.95);
    assert.equal(oneSided.level, 'possible');
    assert.equal(oneSided.missing?.clusters, 1);
    const unsure = reachVerdict(single(0.1), [saw('spark', 'yes'), saw('smell', 'yes')]);
    assert.equal(unsure.level, 'likely');
    assert.ok(
      Math.abs((unsure.missing?.posterior ?? 0) + (unsure.leader?.posterior ?? 0) - 0.95) < 1e-9,
    );
  });

  it('concludes nothing from symptoms alone, whatever they add up to, and says so', () => {
    const model = single(0.5);
    const noticed: Model = {
      ...model,
      findings: model.findings.map((finding) => ({ ...finding, symptom: finding.id !== 'smell' })),
    };
    const symptoms = reachVerdict(noticed, [saw('spark', 'yes'), saw('smoke', 'yes')]);
    assert.ok((symptoms.leader?.posterior ?? 0) > 0.9);
    assert.deepEqual(
      [symptoms.level, symptoms.cause, symptoms.rule, symptoms.missing?.measured],
      ['inconclusive', null, 'only-symptoms', true],
    );
    const measured = reachVerdict(noticed, [saw('smoke', 'yes'), saw('smell', 'yes')]);
    assert.deepEqual([measured.level, measured.cause], ['likely', 'motor']);
  });

  it('is likely from 66 %, possible from 33 %', () => {
    const both = [saw('smoke', 'yes'), saw('smell', 'yes')];
    // Both answers multiply the odds by 81: the prior for a wanted posterior p has odds p / (1 - p) / 81.
    const at = (posterior: number, something?: number): Model => {
      const odds = posterior / (1 - posterior) / 81;
      const prior = odds / (1 + odds);
      return single(prior, something === undefined ? 1 - prior : something * (1 - prior));
    };
    assert.equal(reachVerdict(at(0.661), both).level, 'likely');
    assert.equal(reachVerdict(at(0.659), both).level, 'possible');
    assert.equal(reachVerdict(at(0.331, 0.4), both).level, 'possible');
    const below = reachVerdict(at(0.329, 0.4), both);
    assert.deepEqual([below.level, below.cause], ['inconclusive', null]);
  });

  it('is inconclusive when something-else is as probable as every cause', () => {
    const overtaken = reachVerdict(single(0.05), [saw('spark', 'yes')]);
    assert.deepEqual(
      [overtaken.level, overtaken.rule, overtaken.cause, overtaken.missing?.overtaken],
      ['inconclusive', 'something-else-leads', null, true],
    );
    assert.ok((overtaken.leader?.posterior ?? 1) < overtaken.somethingElse);
    const even = { ...single(0.5), causes: [{ id: 'motor', prior: 0.5, likelihood: {} }] };
    assert.equal(reachVerdict(even, []).rule, 'something-else-leads');
  });

  it('is inconclusive without support, however probable the prior makes a cause', () => {
    const verdict = reachVerdict(single(0.99), []);
    assert.deepEqual([verdict.level, verdict.rule], ['inconclusive', 'too-little-support']);
    assert.equal(reachVerdict(workshop, []).rule, 'too-improbable');
  });

  it('never concludes a cause that is ruled out', () => {
    const loud = ['smoke', 'smell', 'spark'].map((id) => saw(id, 'yes'));
    assert.equal(reachVerdict(workshop, loud).cause, 'motor');
    const verdict = reachVerdict(workshop, [...loud, saw('version', '3.1')]);
    assert.notEqual(verdict.cause, 'motor');
    assert.notEqual(verdict.leader?.cause, 'motor');
    const alone = { ...workshop, causes: workshop.causes.filter(({ id }) => id === 'motor') };
    const empty = reachVerdict(alone, [saw('version', '3.1')]);
    assert.deepEqual(
      [empty.level, empty.rule, empty.leader, empty.missing],
      ['inconclusive', 'no-cause-left', null, null],
    );
  });

  it('does not count a cluster as support whose observations cancel out', () => {
    const verdict = reachVerdict(single(0.9), [saw('spark', 'no'), saw('smell', 'yes')]);
    assert.deepEqual(verdict.support, ['two']);
  });

  it('follows its rules, restated, on any situation', () => {
    fc.assert(
      fc.property(situations(anything), ({ model, answers }) => {
        const belief = updateBelief(model, answers);
        const top = belief.ranking.find(({ ruledOut }) => !ruledOut);
        const verdict = reachVerdict(model, answers);
        const sums = new Map<string, number>();
        for (const { cluster, countedInBits } of top?.contributions ?? []) {
          sums.set(cluster, (sums.get(cluster) ?? 0) + countedInBits);
        }
        const clusters = [...sums.values()].filter((bits) => bits > 0.1).length;
        const decisive = top?.contributions.some((one) => one.decisive) ?? false;
        const measured =
          (top?.contributions ?? [])
            .filter(({ finding }) => {
              return model.findings.find(({ id }) => id === finding)?.symptom !== true;
            })
            .reduce((bits, { countedInBits }) => bits + Math.max(0, countedInBits), 0) >= 2;
        const p = top?.posterior ?? 0;
        const leads = measured && p > belief.somethingElse + 1e-9;
        const expected =
          leads && p >= 0.95 && clusters >= 2 && decisive
            ? 'confirmed'
            : leads && p >= 0.66 && clusters >= 2
              ? 'likely'
              : leads && p >= 0.33 && clusters >= 1
                ? 'possible'
                : 'inconclusive';
        assert.equal(verdict.level, expected);
        assert.equal(verdict.cause, expected === 'inconclusive' ? null : top?.cause);
      }),
      { numRuns: 300 },
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Belief } from '#engine/belief.ts';
import { updateBelief } from '#engine/belief.ts';
import type { Model } from '#engine/model.ts';
import { saw, versionFinding, workshop } from './support/toy-models.ts';

function posteriorOf(belief: Belief, cause: string): number {
  return belief.ranking.find((one) => one.cause === cause)?.posterior ?? Number.NaN;
}

function near(actual: number, expected: number, message?: string): void {
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected} ${message ?? ''}`);
}

/** `motor` of the workshop under one version, with the scheme of the finding as given. */
function motorUnder(version: string, scheme: 'linux' | 'dotted' = 'linux'): Belief {
  const findings = workshop.findings.map((one) =>
    one.id === 'version' ? versionFinding(scheme) : one,
  );
  return updateBelief({ ...workshop, findings }, [saw('version', version)]);
}

describe('updateBelief with version ranges', () => {
  it('counts an affected version for a cause and an unknown one not at all', () => {
    const before = posteriorOf(updateBelief(workshop, []), 'motor');
    assert.ok(posteriorOf(motorUnder('2.5'), 'motor') > before);
    near(posteriorOf(motorUnder('1.0'), 'motor'), before);
  });

  it('rules a cause out by a fixed version, says why, and takes it back', () => {
    for (const scheme of ['linux', 'dotted'] as const) {
      const belief = motorUnder('3.1', scheme);
      assert.deepEqual(belief.ruledOut, [
        { cause: 'motor', finding: 'version', value: '3.1', outcome: 'from-3', status: 'fixed' },
      ]);
      near(posteriorOf(belief, 'motor') / belief.somethingElse, 0.001);
      const out = belief.ranking.filter(({ ruledOut }) => ruledOut).map(({ cause }) => cause);
      assert.deepEqual(out, ['motor']);
    }
    assert.deepEqual(motorUnder('unknown').ruledOut, []);
  });

  it('never ranks a ruled-out cause above another, whatever speaks for it', () => {
    const loud = ['smoke', 'smell', 'spark'].map((id) => saw(id, 'yes'));
    const heavy: Model = {
      ...workshop,
      somethingElse: 0.005,
      causes: workshop.causes.map((cause) => ({
        ...cause,
        prior: cause.id === 'motor' ? 0.985 : 0.005,
      })),
    };
    const belief = updateBelief(heavy, [...loud, saw('version', '3.1')]);
    assert.equal(belief.ranking.at(-1)?.cause, 'motor');
    assert.ok((belief.ranking.at(-1)?.posterior ?? 0) > (belief.ranking[0]?.posterior ?? 1));
  });

  it('believes nothing of a vendor kernel but a fix that an affected base precedes', () => {
    const before = posteriorOf(updateBelief(workshop, []), 'motor');
    near(posteriorOf(motorUnder('1.0-7-default'), 'motor'), before);
    near(posteriorOf(motorUnder('2.5-7-default'), 'motor'), before);
    assert.equal(motorUnder('3.1-7-default').ruledOut.length, 1);
    const early: Model = {
      ...workshop,
      causes: workshop.causes.map((cause) =>
        cause.id === 'motor'
          ? {
              ...cause,
              likelihood: {
                version: {
                  probability: [0.02, 0.96, 0.02],
                  decisive: ['v2'],
                  range: ['fixed', 'affected', 'fixed'],
                },
              },
            }
          : cause,
      ),
    };
    assert.equal(updateBelief(early, [saw('version', '1.0')]).ruledOut.length, 1);
    const vendor = updateBelief(early, [saw('version', '1.0-7-default')]);
    assert.deepEqual(vendor.ruledOut, []);
    near(posteriorOf(vendor, 'motor'), before);
    const doubtful = updateBelief(early, [saw('version', '2.5-7-default')]).ranking.flatMap(
      ({ contributions }) => contributions.map(({ decisive }) => decisive),
    );
    assert.deepEqual(doubtful, [false]);
  });
});

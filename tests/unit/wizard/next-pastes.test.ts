import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clusterDamping } from '#engine/replay.ts';
import { clusterShare } from '#wizard/next-pastes.ts';
import { answer, emptySession, viewSession } from '#wizard/index.ts';
import { toyKnowledge } from './toy-knowledge.ts';

describe('nextPastes', () => {
  const opening = viewSession(toyKnowledge, emptySession).nextPastes;

  it('names each command once, best first, from the priors alone when nothing is known', () => {
    assert.ok(opening.length >= 3);
    assert.equal(new Set(opening.map(({ run }) => run)).size, opening.length);
    const worth = opening.map(
      ({ gainInBits, isPerishable }) => gainInBits * (isPerishable ? 2 : 1),
    );
    assert.deepEqual(
      worth,
      [...worth].sort((a, b) => b - a),
    );
  });

  it('counts what one output answers together, and says what a restart destroys', () => {
    const nose = opening.find(({ findings }) => findings.includes('smell'));
    assert.deepEqual([...(nose?.findings ?? [])].sort(), ['smell', 'socket']);
    assert.equal(nose?.isPerishable, true);
    assert.match(nose.reason, /Smell/);
    assert.match(nose.cost, /a restart destroys it/);
    assert.match(nose.separates, /"Burnt coil"/);
    const socket = answer(toyKnowledge, emptySession, { finding: 'socket', value: 'live' });
    const alone = viewSession(toyKnowledge, socket).nextPastes.find(({ findings }) =>
      findings.includes('smell'),
    );
    assert.deepEqual(alone?.findings, ['smell']);
    assert.ok(nose.gainInBits > alone.gainInBits);
  });

  it('damps a cluster as the engine does', () => {
    assert.equal(clusterShare, clusterDamping);
  });

  it('no longer asks for what is known', () => {
    const known = answer(toyKnowledge, emptySession, { finding: 'lamp', value: 'on' });
    const { nextPastes } = viewSession(toyKnowledge, known);
    assert.ok(opening.some(({ findings }) => findings.includes('lamp')));
    assert.ok(!nextPastes.some(({ findings }) => findings.includes('lamp')));
  });

  it('never promises more than the uncertainty that is left', () => {
    const sure = ['lamp', 'socket'].reduce(
      (session, finding) =>
        answer(toyKnowledge, session, { finding, value: finding === 'lamp' ? 'off' : 'dead' }),
      emptySession,
    );
    const { nextPastes, differential, somethingElse } = viewSession(toyKnowledge, sure);
    const shares = [...differential.map(({ posterior }) => posterior), somethingElse.posterior];
    const left = shares.reduce((sum, p) => (p > 0 ? sum - p * Math.log2(p) : sum), 0);
    for (const { gainInBits } of nextPastes) assert.ok(gainInBits <= left + 1e-9);
  });
});

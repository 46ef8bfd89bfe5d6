import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Knowledge, Observation } from '#wizard/index.ts';
import { evidenceOf } from '#wizard/index.ts';
import { isSameValue } from '#wizard/observation.ts';
import { toyKnowledge } from './toy-knowledge.ts';

/** The toy with two more scales of the firmware's version: a finer one, and one of the client. */
function withScales(): Knowledge {
  const text = toyKnowledge.findings.firmware;
  const model = toyKnowledge.model.findings.find(({ id }) => id === 'firmware');
  assert.ok(text !== undefined && model !== undefined);
  return {
    ...toyKnowledge,
    model: {
      ...toyKnowledge.model,
      findings: [
        ...toyKnowledge.model.findings,
        { ...model, id: 'firmware-fine' },
        { ...model, id: 'firmware-client' },
      ],
    },
    findings: {
      ...toyKnowledge.findings,
      'firmware-fine': { ...text, sameAs: { finding: 'firmware' } },
      'firmware-client': {
        ...text,
        side: 'client',
        sameAs: { finding: 'firmware', side: 'client' },
      },
    },
  };
}

function seen(finding: string, value: string, side?: 'client'): Observation {
  const from = { kind: 'answered' } as const;
  return side === undefined ? { finding, value, from } : { finding, value, side, from };
}

describe('evidenceOf', () => {
  const knowledge = withScales();

  it('gives a value to the other scale, in either direction', () => {
    assert.deepEqual(evidenceOf(knowledge, [seen('firmware', '2.0')]), [
      { finding: 'firmware', value: '2.0' },
      { finding: 'firmware-fine', value: '2.0' },
    ]);
    assert.deepEqual(evidenceOf(knowledge, [seen('firmware-fine', '2.0')]), [
      { finding: 'firmware-fine', value: '2.0' },
      { finding: 'firmware', value: '2.0' },
    ]);
  });

  it('gives the value of a side to the finding of that side alone', () => {
    assert.deepEqual(evidenceOf(knowledge, [seen('firmware', '2.0', 'client')]), [
      { finding: 'firmware-client', value: '2.0' },
    ]);
  });

  it('never overrules what was said, and leaves out what cannot be read on the other scale', () => {
    const both = [seen('firmware', '2.0'), seen('firmware-fine', '3.0')];
    assert.deepEqual(
      evidenceOf(knowledge, both),
      both.map(({ finding, value }) => ({ finding, value })),
    );
    assert.equal(evidenceOf(knowledge, [seen('firmware', 'nonsense')]).length, 1);
  });
});

describe('isSameValue', () => {
  it('holds for the two scales of one value, in either order', () => {
    const knowledge = withScales();
    assert.ok(isSameValue(knowledge, 'firmware', 'firmware-fine'));
    assert.ok(isSameValue(knowledge, 'firmware-fine', 'firmware'));
    assert.ok(!isSameValue(knowledge, 'firmware', 'lamp'));
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ModelFinding, Outcome, ValueKind } from '#engine/model.ts';
import type { ValueReading } from '#engine/outcome.ts';
import { readValue } from '#engine/outcome.ts';
import { yesNo } from './support/toy-models.ts';

function finding(kind: ValueKind, outcomes: readonly Outcome[]): ModelFinding {
  return {
    ...yesNo('f', 0.5),
    kind,
    outcomes,
    background: outcomes.map(() => 1 / outcomes.length),
  };
}

const count = finding('number', [
  { id: 'few', min: 0, below: 1024 },
  { id: 'many', min: 1024 },
]);
const fill = finding('ratio', [
  { id: 'not-a-process' },
  { id: 'free', below: 0.9 },
  { id: 'full', min: 0.9 },
]);
const jdk: ModelFinding = {
  ...finding('version', [
    { id: 'not-java' },
    { id: 'old', before: '7u40' },
    { id: 'bad', from: '7u40', before: '7u51' },
    { id: 'new', from: '7u51' },
  ]),
  scheme: 'jdk',
};
const kernel: ModelFinding = {
  ...finding('version', [
    { id: 'old', from: '2.6', before: '4.4' },
    { id: 'new', from: '4.4' },
  ]),
  scheme: 'linux',
};

function lands(outcome: number, vendor = false): ValueReading {
  return { kind: 'outcome', outcome, vendor };
}

describe('readValue', () => {
  it('accepts the id of an outcome for every kind', () => {
    for (const one of [yesNo('f', 0.5), count, fill, jdk, kernel]) {
      one.outcomes.forEach(({ id }, outcome) => {
        assert.deepEqual(readValue(one, ` ${id} `), lands(outcome));
      });
    }
  });

  it('reads unknown as unknown for every kind, before any outcome', () => {
    const trap = finding('choice', [{ id: 'unknown' }, { id: 'yes' }]);
    for (const one of [trap, count, fill, jdk]) {
      assert.deepEqual(readValue(one, 'unknown'), { kind: 'unknown' });
      assert.deepEqual(readValue(one, ' Unknown'), { kind: 'unknown' });
    }
  });

  it('puts numbers into half-open bins', () => {
    assert.deepEqual(readValue(count, '0'), lands(0));
    assert.deepEqual(readValue(count, '1023.9'), lands(0));
    assert.deepEqual(readValue(count, '1024'), lands(1));
    assert.deepEqual(readValue(count, '65,387'), lands(1));
    assert.deepEqual(readValue(count, 'unlimited'), lands(1));
  });

  it('puts ratios into bins by their quotient', () => {
    assert.deepEqual(readValue(fill, '65387/999999'), lands(1));
    assert.deepEqual(readValue(fill, '9/10'), lands(2));
    assert.deepEqual(readValue(fill, '12 / 10'), lands(2));
    assert.deepEqual(readValue(fill, '5/unlimited'), lands(1));
  });

  it('puts versions into bins and passes the vendor on', () => {
    assert.deepEqual(readValue(jdk, '1.7.0_25'), lands(1));
    assert.deepEqual(readValue(jdk, '7u40'), lands(2));
    assert.deepEqual(readValue(jdk, '8u202'), lands(3));
    assert.deepEqual(readValue(kernel, '3.0.13-0.27-default'), lands(0, true));
    assert.deepEqual(readValue(kernel, '6.18.44'), lands(1));
  });

  it('leaves an outcome without bounds to its id', () => {
    assert.deepEqual(readValue(jdk, 'not-java'), lands(0));
    assert.deepEqual(readValue(fill, '1/2'), lands(1));
  });

  it('says why a value cannot be read', () => {
    const cases: readonly (readonly [ModelFinding, string, string])[] = [
      [yesNo('f', 0.5), 'perhaps', 'not-an-option'],
      [yesNo('f', 0.5), '__proto__', 'not-an-option'],
      [count, 'lots', 'not-a-number'],
      [count, '6,5387', 'not-a-number'],
      [count, '1e3', 'not-a-number'],
      [count, '', 'not-a-number'],
      [count, '-1', 'outside-all-bins'],
      [fill, '0.5', 'not-a-ratio'],
      [fill, '5/0', 'not-a-ratio'],
      [fill, '-5/10', 'not-a-ratio'],
      [fill, 'unlimited/unlimited', 'not-a-ratio'],
      [fill, '1/2/3', 'not-a-ratio'],
      [jdk, 'Java', 'not-a-version'],
      [kernel, '2.4.37', 'outside-all-bins'],
    ];
    for (const [one, value, error] of cases) {
      assert.deepEqual(readValue(one, value), { kind: 'error', error }, value);
    }
  });

  it('never throws and never leaves the outcomes', () => {
    fc.assert(
      fc.property(fc.constantFrom(count, fill, jdk, kernel), fc.string(), (one, text) => {
        const reading = readValue(one, text);
        if (reading.kind === 'outcome') assert.ok(one.outcomes[reading.outcome]);
      }),
    );
  });
});

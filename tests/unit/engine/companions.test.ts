import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { companionsOf } from '#engine/companions.ts';
import type { Model } from '#engine/model.ts';
import { mostCompanions } from '#engine/worth.ts';
import { saw, says, yesNo } from './support/toy-models.ts';

/** A log with many lines, of which line 7 tells most, and a gauge apart. */
const log: Model = {
  knowledge: 'log',
  somethingElse: 0.3,
  findings: [
    ...Array.from({ length: 9 }, (_, line) => ({
      ...yesNo(`line-${String(line)}`, 0.1),
      group: 'log',
    })),
    { ...yesNo('line-mute', 0.1), group: 'log', askable: false },
    yesNo('gauge', 0.1),
  ],
  causes: Array.from({ length: 9 }, (_, line) => ({
    id: `motor-${String(line)}`,
    prior: 0.7 / 9,
    likelihood: {
      [`line-${String(line)}`]: says(line === 7 ? 0.95 : 0.6),
      'line-mute': says(0.9),
      gauge: says(0.3 + line / 20),
    },
  })),
};

describe('companionsOf', () => {
  it('brings along the group-mates that tell most, at most as many as fit the screen', () => {
    const along = companionsOf(log, [], 'line-0');
    assert.equal(along.length, mostCompanions);
    assert.equal(along[0], 'line-7');
    assert.ok(!along.includes('line-0'));
    assert.ok(along.every((id) => id.startsWith('line-') && id !== 'line-mute'));
  });

  it('leaves out what was spoken of and what is excluded', () => {
    const along = companionsOf(log, [saw('line-7', 'unknown')], 'line-0', { exclude: ['line-1'] });
    assert.ok(!along.includes('line-7') && !along.includes('line-1'));
  });

  it('brings nothing along for a finding of its own command or of no model', () => {
    assert.deepEqual(companionsOf(log, [], 'gauge'), []);
    assert.deepEqual(companionsOf(log, [], 'no-such-finding'), []);
  });
});

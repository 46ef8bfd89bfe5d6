import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calibrationOf } from '#cli/calibration.ts';

describe('calibrationOf', () => {
  it('counts in each bin how often the first cause was the true one', () => {
    const bins = calibrationOf([
      { posterior: 0.99, rank: 1 },
      { posterior: 1, rank: 2 },
      { posterior: 0.7, rank: 1 },
      { posterior: 0.1, rank: null },
    ]);
    assert.deepEqual(
      bins.map(({ from, n, right }) => [from, n, right.rate]),
      [
        [0, 1, 0],
        [0.66, 1, 1],
        [0.95, 2, 0.5],
      ],
    );
    assert.ok(Math.abs((bins[2]?.stated ?? 0) - 0.995) < 1e-9);
  });

  it('gives an interval that holds the share', () => {
    const [bin] = calibrationOf(
      Array.from({ length: 10 }, (_, at) => ({ posterior: 0.5, rank: at < 8 ? 1 : 2 })),
    );
    assert.ok(bin !== undefined && bin.right.low < 0.8 && bin.right.high > 0.8);
    assert.ok(Math.abs(bin.right.low - 0.49) < 0.001 && Math.abs(bin.right.high - 0.943) < 0.001);
  });

  it('has no bin without a session', () => {
    assert.deepEqual(calibrationOf([]), []);
  });
});

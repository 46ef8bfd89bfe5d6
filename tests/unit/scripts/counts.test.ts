import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPlaywrightCounts, readTapCounts } from '../../../scripts/counts.ts';

const summary = (pass: number, fail: number, cancelled = 0) =>
  `# tests 9\n# suites 1\n# pass ${pass}\n# fail ${fail}\n# cancelled ${cancelled}\n# skipped 0\n`;

describe('readTapCounts', () => {
  it("takes the runner's own sums, with what was cut short as failed", () => {
    const tap = `TAP version 13\nok 1 - adds\n1..1\n${summary(7, 1, 2)}`;
    assert.deepEqual(readTapCounts(tap), { passed: 7, failed: 3, emptyFiles: [] });
  });

  it('does not count a file without a test as a passed test', () => {
    const tap = `TAP version 13\nok 1 - tests/unit/x.test.ts\n1..1\n${summary(1, 0)}`;
    assert.deepEqual(readTapCounts(tap), {
      passed: 0,
      failed: 0,
      emptyFiles: ['tests/unit/x.test.ts'],
    });
  });

  it('gives nothing when the runner broke down before its summary', () => {
    assert.equal(readTapCounts('TAP version 13\nok 1 - adds\n'), undefined);
    assert.equal(readTapCounts(''), undefined);
  });
});

describe('readPlaywrightCounts', () => {
  const report = (stats: object, errors: unknown[] = []) => JSON.stringify({ stats, errors });

  it("takes the runner's own sums", () => {
    const stats = { expected: 5, unexpected: 2, flaky: 1, skipped: 3 };
    assert.deepEqual(readPlaywrightCounts(report(stats)), { passed: 6, failed: 2, emptyFiles: [] });
  });

  it('counts a file that could not be loaded as failed', () => {
    const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
    assert.equal(readPlaywrightCounts(report(stats, [{ message: 'no' }]))?.failed, 1);
  });

  it('gives nothing for anything else', () => {
    assert.equal(readPlaywrightCounts(''), undefined);
  });
});

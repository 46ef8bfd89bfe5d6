import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readLabCounts } from '../../../scripts/counts.ts';
import { describeTable, type Row } from '../../labs/support/table.ts';

const rows: readonly Row[] = [
  { id: 'one', runs: [], remark: null, state: 'passed' },
  { id: 'two', runs: [], remark: 'took more than 60 s', state: 'failed' },
  { id: 'three', runs: [], remark: 'needs nginx', state: 'skipped' },
];

describe('describeTable', () => {
  it('has a line a lab, with its remark', () => {
    const lines = describeTable(rows).split('\n');
    assert.match(lines[0] ?? '', /^cause +fault +posterior/);
    assert.match(lines[2] ?? '', /^two .*FAILED \(took more than 60 s\)$/);
  });

  it('ends with counts that the tests read', () => {
    const table = describeTable(rows);
    assert.match(table, /\n3 labs, 1 passed, 1 failed, 1 skipped$/);
    assert.deepEqual(readLabCounts(table), { passed: 1, failed: 1, emptyFiles: [] });
    assert.match(describeTable(rows.slice(0, 1)), /\n1 labs, 1 passed, 0 failed$/);
  });
});

describe('readLabCounts', () => {
  it('gives nothing where there is no count', () => {
    assert.equal(readLabCounts('halfopen: no lab runs here: labs need root'), undefined);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { PasteFacts, PasteRow } from '#wizard/index.ts';
import { layOutPaste, unfold, unfoldStep } from '#wizard/index.ts';

function facts(some: Partial<PasteFacts>): PasteFacts {
  return { lines: 1000, unread: [], anchors: [], opened: [], hasText: true, ...some };
}

function show(rows: readonly PasteRow[]): readonly string[] {
  return rows.map((row) =>
    row.kind === 'line'
      ? `${row.line}${row.isRead ? '' : '?'}`
      : `${row.line}-${row.lastLine} (${row.unread})`,
  );
}

describe('layOutPaste', () => {
  it('shows a short paste whole, and which lines nobody knew', () => {
    const rows = layOutPaste(facts({ lines: 4, unread: [{ line: 2, lastLine: 3 }] }));
    assert.deepEqual(show(rows), ['1', '2?', '3?', '4']);
  });

  it('shows what was understood with a line around it, and folds the rest', () => {
    const unread = [
      { line: 1, lastLine: 499 },
      { line: 501, lastLine: 1000 },
    ];
    const rows = layOutPaste(facts({ unread, anchors: [{ line: 500, lastLine: 500 }] }));
    assert.deepEqual(show(rows), ['1-498 (498)', '499?', '500', '501?', '502-1000 (499)']);
  });

  it('shows the first lines of a long table only, and unfolds in steps', () => {
    const rows = layOutPaste(facts({ anchors: [{ line: 2, lastLine: 900 }] }));
    assert.deepEqual(show(rows), ['1', '2', '3', '4', '5', '6-1000 (0)']);
    const opened = [unfold({ line: 6, lastLine: 1000 })];
    const more = layOutPaste(facts({ anchors: [{ line: 2, lastLine: 900 }], opened }));
    assert.equal(more.length, 5 + unfoldStep + 1);
  });

  it('shows the lines of the readings alone when the text is gone', () => {
    const anchors = [
      { line: 500, lastLine: 600 },
      { line: 700, lastLine: 700 },
    ];
    assert.deepEqual(show(layOutPaste(facts({ anchors, hasText: false }))), ['500', '700']);
  });

  it('accounts for each line once, in order, whatever the paste, and stays small', () => {
    const range = fc
      .tuple(fc.integer({ min: 1, max: 100_000 }), fc.nat(50_000))
      .map(([line, more]) => ({ line, lastLine: line + more }));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.array(range, { maxLength: 400 }),
        (lines, ranges) => {
          const anchors = ranges
            .filter(({ line }) => line <= lines)
            .map(({ line, lastLine }) => ({ line, lastLine: Math.min(lines, lastLine) }))
            .sort((a, b) => a.line - b.line);
          const rows = layOutPaste(facts({ lines, anchors }));
          let next = 1;
          for (const row of rows) {
            assert.equal(row.line, next);
            next = (row.kind === 'line' ? row.line : row.lastLine) + 1;
          }
          assert.equal(next, lines + 1);
          assert.ok(rows.length < 3000, String(rows.length));
        },
      ),
      { numRuns: 60 },
    );
  });
});

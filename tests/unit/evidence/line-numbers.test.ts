import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lineNumberLength } from '#evidence/line-numbers.ts';
import { answers } from './support.ts';

function lengths(text: string): readonly number[] {
  const lines = text.split('\n');
  return lines.map((_, at) => lineNumberLength((one) => lines[one] ?? '', at));
}

describe('lineNumberLength', () => {
  it('finds the numbers of cat -n, grep -n, nl and editors', () => {
    assert.deepEqual(lengths('     8\ta\n     9\tb\n    10\tc'), [7, 7, 7]);
    assert.deepEqual(lengths('8:a\n9:b\n10:c'), [2, 2, 3]);
    assert.deepEqual(lengths(' 8 | a\n 9 | b\n10 | c'), [5, 5, 5]);
    assert.deepEqual(lengths('L8: a\nL9: b\nL10: c'), [4, 4, 5]);
    assert.deepEqual(lengths('1. a\n2. b\n3. c'), [3, 3, 3]);
    assert.deepEqual(lengths('1:a\n2:\n3\n4:b'), [2, 2, 1, 2]);
  });

  it('leaves figures, clocks, addresses and packet numbers alone', () => {
    for (const text of [
      '1 2 3\n2 3 4\n3 4 5',
      '1   0.000000   10.0.0.1\n2   0.000120   10.0.0.2\n3   0.000300   10.0.0.1',
      '1\t0.000000\t10.0.0.1\n2\t0.000120\t10.0.0.2\n3\t0.000300\t10.0.0.1',
      '10:00:01 a\n11:00:02 b\n12:00:03 c',
      '10.0.0.1 a\n11.0.0.2 b\n12.0.0.3 c',
      '1:a\n2:b',
      '1:a\n3:b\n5:c',
      'a\nb\nc',
    ]) {
      assert.ok(
        lengths(text).every((length) => length === 0),
        text,
      );
    }
  });

  it('lets a numbered paste be read', () => {
    const text = ['root@web:~# ulimit -n', '1024', 'root@web:~#'];
    const number = (mark: string) => text.map((line, at) => `${at + 7}${mark}${line}`).join('\n');
    for (const mark of [':', '\t', '  ', ' | ', ') ']) {
      assert.deepEqual(answers(number(mark)), ['nofile-limit=1024@unknown'], JSON.stringify(mark));
    }
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { proseLinesOf } from '#catalog/markdown-lines.ts';

function proseOf(...lines: string[]): string[] {
  return proseLinesOf(lines.join('\n')).map(({ line, text }) => `${line} ${text}`);
}

describe('proseLinesOf', () => {
  it('leaves out fences and what is between them, and counts lines from 1', () => {
    assert.deepEqual(proseOf('a', '```sh', 'b', '```', 'c'), ['1 a', '5 c']);
  });

  it('ends a fence only at the same mark, as long or longer, with nothing after it', () => {
    for (const inner of ['~~~', '```', '~~~~ x', 'x ~~~~']) {
      assert.deepEqual(proseOf('~~~~', inner, 'b', '~~~~~', 'c'), ['5 c'], inner);
    }
  });

  it('takes an open fence to the end of the text', () => {
    assert.deepEqual(proseOf('a', '```', 'b'), ['1 a']);
  });
});

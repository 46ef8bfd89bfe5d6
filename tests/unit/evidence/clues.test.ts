import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileClues } from '#evidence/clues.ts';
import { openPaste } from '#evidence/paste.ts';
import { parsers } from '#evidence/registry.ts';

/** Lists of clues over few letters, so that they overlap, nest and are each other's ends. */
const lists = fc.array(
  fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' '), minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  }),
  { minLength: 1, maxLength: 40 },
);
const text = fc.string({
  unit: fc.constantFrom('a', 'B', 'b', ' ', '\u00a0', 'x', '\n'),
  maxLength: 60,
});

describe('compileClues', () => {
  it('finds the lines that a search for each clue finds', () => {
    fc.assert(
      fc.property(lists, text, (clues, source) => {
        const lines = source
          .split('\n')
          .map((line) => line.toLowerCase().replaceAll('\u00a0', ' '));
        const expected = clues.map((own) =>
          lines.flatMap((line, at) => (own.some((clue) => line.includes(clue)) ? [at] : [])),
        );
        assert.deepEqual(openPaste(source, compileClues(clues), clues.length).hits, expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('parsers', () => {
  it('have clues in lower case and names of their own', () => {
    for (const { name, clues } of parsers) {
      assert.ok(clues.length > 0, name);
      assert.deepEqual(
        clues,
        clues.map((clue) => clue.toLowerCase()),
        name,
      );
      assert.ok(
        clues.every((clue) => clue.length >= 2),
        name,
      );
    }
    assert.equal(new Set(parsers.map(({ name }) => name)).size, parsers.length);
  });
});

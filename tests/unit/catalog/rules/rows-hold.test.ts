import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rowsHold } from '#catalog/rules/rows-hold.ts';
import { onlyTextOf, placesOf } from '../support/judge.ts';
import type { Toy } from '../support/toy.ts';

function withWords(values: Record<string, string>, decisive: string[] = []): (toy: Toy) => void {
  return (toy) => {
    Object.assign(toy.causes['blown-fuse'].evidence[2], { values, decisive });
  };
}

describe('rowsHold', () => {
  it('accepts words that can hold together', () => {
    assert.deepEqual(placesOf(rowsHold), []);
    for (const values of [
      { under: 'usual', over: 'sometimes', 'no-cord': 'rare' },
      { under: 'always', over: 'rare', 'no-cord': 'never' },
      { under: 'sometimes', over: 'sometimes', 'no-cord': 'sometimes' },
      { over: 'never' },
    ]) {
      assert.deepEqual(placesOf(rowsHold, withWords(values)), []);
    }
  });

  it('accepts many answers that are all seen sometimes', () => {
    const places = placesOf(rowsHold, (toy) => {
      const extra = { label: 'Other', background: 'rare' };
      toy.findings['cord-load'].outcomes.push({ value: 'odd', ...extra });
      const names = ['under', 'over', 'no-cord', 'odd'];
      withWords(Object.fromEntries(names.map((name) => [name, 'sometimes'])))(toy);
    });
    assert.deepEqual(places, []);
  });

  it('reports words that contradict each other', () => {
    for (const values of [
      { under: 'usual', over: 'usual' },
      { under: 'always', over: 'sometimes' },
    ]) {
      assert.deepEqual(placesOf(rowsHold, withWords(values)), [
        'causes/blown-fuse.mdx evidence[2].values',
      ]);
    }
  });

  it('reports a complete row of small words', () => {
    const text = onlyTextOf(
      rowsHold,
      withWords({ under: 'rare', over: 'rare', 'no-cord': 'sometimes' }),
    );
    assert.match(text, /together they are 0\.51/u);
  });

  it('reports a second row for one finding', () => {
    const places = placesOf(rowsHold, (toy) => {
      toy.causes['blown-fuse'].evidence[3].finding = 'lamp-dark';
    });
    assert.deepEqual(places, ['causes/blown-fuse.mdx evidence[3].finding']);
  });

  it('reports a decisive outcome that the background shows as often', () => {
    assert.match(
      onlyTextOf(rowsHold, withWords({ over: 'usual' }, ['under'])),
      /"under" is decisive/u,
    );
    assert.deepEqual(placesOf(rowsHold, withWords({ over: 'usual' }, ['over'])), []);
  });
});

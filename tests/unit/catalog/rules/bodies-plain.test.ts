import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bodiesPlain } from '#catalog/rules/bodies-plain.ts';
import { placesOf } from '../support/judge.ts';

function placesWith(...lines: string[]): readonly string[] {
  return placesOf(bodiesPlain, (toy) => {
    toy.bodies['causes/blown-fuse'] = ['## How it works', ...lines, ''].join('\n');
  });
}

describe('bodiesPlain', () => {
  it('accepts prose, links, tables and code that looks like code', () => {
    assert.deepEqual(placesOf(bodiesPlain), []);
    const lines = [
      'We import sugar; 3 < 5, 5 > 3, a -> b.',
      'Imports are `import x from "y"`, tags `<b>`, groups `{a}`, and ``a ` {b}``.',
      '| a | b |',
      '```js',
      'import fs from "node:fs";',
      'const x = { a: <b /> };',
      '```',
      '~~~~',
      '```',
      'export {x}',
      '~~~~',
      'A \\{brace\\} and a \\<b>.',
    ];
    assert.deepEqual(placesWith(...lines), []);
  });

  it('reports what MDX would run or pass on, with the line of the file body', () => {
    for (const line of [
      'import X from "./x.ts"',
      'export const a = 1',
      'export {a}',
      '<script>alert(1)</script>',
      'text <style>',
      '<Component />',
      '</div>',
      'a {1 + 1} b',
      '<https://example.org>',
    ]) {
      assert.deepEqual(placesWith('', line), ['causes/blown-fuse.mdx body line 4'], line);
    }
  });

  it('looks at prose after a fence that is closed, and at cases as well', () => {
    assert.equal(placesWith('```', 'code', '```', '<b>').length, 1);
    const places = placesOf(bodiesPlain, (toy) => {
      toy.bodies['cases/fuse-2019'] = '<b>\n';
    });
    assert.equal(places.length, 1);
  });
});

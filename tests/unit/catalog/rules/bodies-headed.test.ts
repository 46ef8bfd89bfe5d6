import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bodiesHeaded, caseHeadings } from '#catalog/rules/bodies-headed.ts';
import { onlyTextOf, placesOf } from '../support/judge.ts';
import type { Toy } from '../support/toy.ts';

function withCause(...headings: string[]): (toy: Toy) => void {
  return (toy) => {
    toy.bodies['causes/blown-fuse'] = headings.map((line) => `${line}\n\nText.\n`).join('\n');
  };
}

function withCase(order: readonly number[]): (toy: Toy) => void {
  return (toy) => {
    toy.bodies['cases/fuse-2019'] = order
      .map((place) => `## ${caseHeadings[place]?.text ?? ''}\n\nText.\n`)
      .join('\n');
  };
}

describe('bodiesHeaded', () => {
  it('accepts the headings in order, the optional ones or not, with deeper ones below', () => {
    assert.deepEqual(placesOf(bodiesHeaded), []);
    for (const headings of [
      ['## How it works', '## What is not known'],
      ['## How it works', '### In the kernel', '## Why it is mistaken', '## What is not known'],
      ['## How it works', '```sh\n# a comment\n## another\n```'],
    ]) {
      assert.deepEqual(placesOf(bodiesHeaded, withCause(...headings)), []);
    }
  });

  it('reports a missing, unknown, double, misplaced and first-level heading', () => {
    for (const [expected, ...headings] of [
      [/no heading "How it works"/u, '## What is not known'],
      [/"Notes" is no heading/u, '## How it works', '## Notes'],
      [/out of order or there twice/u, '## How it works', '## How it works'],
      [/out of order/u, '## How it works', '## What is not known', '## Why it is mistaken'],
      [/page title/u, '# Fuse', '## How it works'],
    ] as const) {
      assert.match(onlyTextOf(bodiesHeaded, withCause(...headings)), expected);
    }
  });

  it('asks for all five of a case, in order', () => {
    assert.match(onlyTextOf(bodiesHeaded, withCase([0, 1, 2, 3])), /no heading "What changed"/u);
    assert.match(onlyTextOf(bodiesHeaded, withCase([0, 2, 1, 3, 4])), /out of order/u);
  });
});

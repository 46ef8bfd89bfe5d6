import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textsFit } from '#catalog/rules/texts-fit.ts';
import { placesOf } from '../support/judge.ts';

describe('textsFit', () => {
  it('accepts titles, questions and labels of the right form', () => {
    assert.deepEqual(placesOf(textsFit), []);
  });

  it('reports a title with a stop, one that two items have, a statement and a long label', () => {
    const places = placesOf(textsFit, (toy) => {
      toy.causes['blown-fuse'].title = 'The fuse is blown.';
      toy.cases['switch-2019'].title = toy.cases['fuse-2019'].title.toUpperCase();
      toy.findings.smell.question = 'Smell it.';
      toy.findings.smell.outcomes[0].label = 'one two three four five six seven eight nine';
    });
    assert.deepEqual(places, [
      'causes/blown-fuse.mdx title',
      'cases/switch-2019.mdx title',
      'findings/smell.yaml question',
      'findings/smell.yaml outcomes[0].label',
    ]);
  });

  it('accepts one title on two kinds of page', () => {
    const places = placesOf(textsFit, (toy) => {
      toy.symptoms['cold-tea'].title = toy.causes['blown-fuse'].title;
    });
    assert.deepEqual(places, []);
  });
});

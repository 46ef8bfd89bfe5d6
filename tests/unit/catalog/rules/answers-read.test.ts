import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answersRead } from '#catalog/rules/answers-read.ts';
import { onlyTextOf, placesOf } from '../support/judge.ts';

describe('answersRead', () => {
  it('accepts findings with unit, example and scheme where they belong', () => {
    assert.deepEqual(placesOf(answersRead), []);
  });

  it('reports a double answer and the reserved one', () => {
    const places = placesOf(answersRead, (toy) => {
      toy.findings.smell.outcomes[1].value = 'yes';
      toy.findings['lamp-dark'].outcomes[0].value = 'unknown';
    });
    assert.deepEqual(places, [
      'findings/lamp-dark.yaml outcomes[0].value',
      'findings/smell.yaml outcomes[1].value',
    ]);
  });

  it('reports a missing unit, example and scheme, and a scheme where none belongs', () => {
    const places = placesOf(answersRead, (toy) => {
      delete toy.findings['water-level'].unit;
      delete toy.findings['cord-load'].example;
      delete toy.findings['kettle-model'].scheme;
      toy.findings.smell.scheme = 'jdk';
    });
    assert.deepEqual(places, [
      'findings/cord-load.yaml example',
      'findings/kettle-model.yaml scheme',
      'findings/smell.yaml scheme',
      'findings/water-level.yaml unit',
    ]);
  });

  it('reports an example that cannot be read, or that says nothing', () => {
    for (const example of ['half', 'unknown', '-5']) {
      assert.match(
        onlyTextOf(answersRead, (toy) => {
          toy.findings['water-level'].example = example;
        }),
        new RegExp(`"${example}" is not a number`, 'u'),
      );
    }
  });
});

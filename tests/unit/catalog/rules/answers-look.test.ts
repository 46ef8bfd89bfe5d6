import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answersLook } from '#catalog/rules/answers-look.ts';
import { placesOf } from '../support/judge.ts';

describe('answersLook', () => {
  it('accepts choices that show every answer, and numbers that show none', () => {
    assert.deepEqual(placesOf(answersLook), []);
  });

  it('reports an answer without a picture, or with an empty one', () => {
    const places = placesOf(answersLook, (toy) => {
      delete toy.findings.smell.outcomes[0].looks;
      toy.findings['lamp-dark'].outcomes[1].looks = ' ';
    });
    assert.deepEqual(places, [
      'findings/lamp-dark.yaml outcomes[1].looks',
      'findings/smell.yaml outcomes[0].looks',
    ]);
  });

  it('asks for none where no command can look', () => {
    const places = placesOf(answersLook, (toy) => {
      toy.findings.smell.commands = [];
      delete toy.findings.smell.outcomes[0].looks;
    });
    assert.deepEqual(places, []);
  });
});

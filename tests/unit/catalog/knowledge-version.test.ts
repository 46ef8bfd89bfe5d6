import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import * as numbers from '#catalog/numbers.ts';
import { canonicalJson, nameVersion } from '#catalog/knowledge-version.ts';
import { catalogOf, changedCatalog, soundToy } from './support/toy-catalog.ts';
import type { Toy } from './support/toy.ts';

const sound = catalogOf(soundToy());

function versionAfter(change: (toy: Toy) => void): string {
  return changedCatalog(change).version;
}

describe('nameVersion', () => {
  it('is twelve hexadecimal digits and the same for the same knowledge', () => {
    assert.match(sound.version, /^[0-9a-f]{12}$/u);
    assert.equal(catalogOf(soundToy()).version, sound.version);
    assert.equal(
      nameVersion([...sound.causes].reverse(), [...sound.findings].reverse()),
      sound.version,
    );
  });

  it('changes with every field of a cause or finding', () => {
    const changes: ((toy: Toy) => void)[] = [
      (toy) => (toy.causes['blown-fuse'].prior = 'rare'),
      (toy) => (toy.causes['blown-fuse'].evidence[0].values = { yes: 'usual' }),
      (toy) => (toy.causes['blown-fuse'].title = 'The fuse has blown'),
      (toy) => (toy.findings.smell.outcomes[0].background = 'sometimes'),
      (toy) => (toy.findings.smell.question = 'Does it smell?'),
      (toy) => (toy.findings.another = toy.findings.smell),
    ];
    const versions = new Set(changes.map(versionAfter));
    assert.equal(versions.size, changes.length);
    assert.ok(!versions.has(sound.version));
  });

  it('covers the numbers behind the words', () => {
    const digest = createHash('sha256').update(
      canonicalJson({ causes: {}, findings: {}, numbers }),
    );
    assert.equal(nameVersion([], []), digest.digest('hex').slice(0, 12));
  });

  it('does not change with bodies, cases, symptoms and release facts', () => {
    for (const change of [
      (toy: Toy) => (toy.bodies['causes/blown-fuse'] = 'Other words.'),
      (toy: Toy) => (toy.cases['fuse-2019'].title = 'Another title'),
      (toy: Toy) => (toy.symptoms['cold-tea'].first = ['Drink it.']),
      (toy: Toy) => (toy.versions.kettle.releases[0].date = '2018-02-02'),
    ]) {
      assert.equal(versionAfter(change), sound.version);
    }
  });
});

describe('canonicalJson', () => {
  it('does not depend on the order of keys, at any depth, and keeps that of lists', () => {
    assert.equal(canonicalJson({ b: [{ d: 1, c: 2 }], a: null }), '{"a":null,"b":[{"c":2,"d":1}]}');
    assert.notEqual(canonicalJson([1, 2]), canonicalJson([2, 1]));
  });
});

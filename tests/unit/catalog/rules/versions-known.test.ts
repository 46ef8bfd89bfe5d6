import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { versionsKnown } from '#catalog/rules/versions-known.ts';
import { onlyTextOf, placesOf } from '../support/judge.ts';
import type { Toy, ToyRange } from '../support/toy.ts';

function withRanges(...given: Partial<ToyRange>[]): (toy: Toy) => void {
  return (toy) => {
    const ranges = given.map((range) => ({ status: 'affected', source: 'manual', ...range }));
    Object.assign(toy.causes['faulty-switch'].affected[0], { ranges });
  };
}

const at = 'causes/faulty-switch.mdx affected[0].ranges';

describe('versionsKnown', () => {
  it('accepts ranges on bin boundaries that are releases', () => {
    assert.deepEqual(placesOf(versionsKnown), []);
    assert.deepEqual(placesOf(versionsKnown, withRanges({})), []);
    assert.deepEqual(placesOf(versionsKnown, withRanges({ before: '2.1.0' })), []);
  });

  it('reports a boundary of a bin that no release file knows, once', () => {
    const places = placesOf(versionsKnown, (toy) => {
      toy.versions.kettle.releases[0].version = '2.2';
    });
    assert.deepEqual(places, ['findings/kettle-model.yaml outcomes[0].before']);
  });

  it('does not take a release of another scheme', () => {
    const places = placesOf(versionsKnown, (toy) => {
      toy.versions.kettle.scheme = 'jdk';
    });
    assert.equal(places.length, 1);
  });

  it('reports a range boundary inside a bin, and one that is no version', () => {
    for (const version of ['2.0', 'two']) {
      assert.deepEqual(placesOf(versionsKnown, withRanges({ before: version })), [
        `${at}[0].before`,
      ]);
    }
  });

  it('reports an empty range', () => {
    assert.match(
      onlyTextOf(versionsKnown, withRanges({ from: '2.1', before: '2.1' })),
      /no version lies/u,
    );
  });

  it('reports ranges of different status that overlap, also across products', () => {
    const affected = { before: '2.1' };
    assert.deepEqual(placesOf(versionsKnown, withRanges(affected, { status: 'fixed' })), [
      `${at}[1]`,
    ]);
    assert.deepEqual(placesOf(versionsKnown, withRanges(affected, { status: 'affected' })), []);
    const places = placesOf(versionsKnown, (toy) => {
      const [product] = toy.causes['faulty-switch'].affected;
      const range = { status: 'unknown', before: '2.1', source: 'manual' };
      toy.causes['faulty-switch'].affected.push({ ...product, ranges: [range] });
    });
    assert.deepEqual(places, ['causes/faulty-switch.mdx affected[1].ranges[0]']);
  });

  it('reports ranges on a finding that is not a version, and leaves ranges without a finding alone', () => {
    const on = (finding: string | undefined) => (toy: Toy) => {
      withRanges({ before: 'anything' })(toy);
      if (finding === undefined) delete toy.causes['faulty-switch'].affected[0].finding;
      else toy.causes['faulty-switch'].affected[0].finding = finding;
    };
    assert.match(onlyTextOf(versionsKnown, on('smell')), /smell is not a version/u);
    assert.deepEqual(placesOf(versionsKnown, on(undefined)), []);
  });
});

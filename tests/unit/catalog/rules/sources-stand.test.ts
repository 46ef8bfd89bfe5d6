import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sourcesStand } from '#catalog/rules/sources-stand.ts';
import { onlyTextOf, placesOf } from '../support/judge.ts';

const second = {
  ...{ id: 'forum', title: 'A forum', url: 'https://example.org/forum', date: '2021' },
  supports: 'Something.',
};

describe('sourcesStand', () => {
  it('accepts keys of the item and the word mechanism', () => {
    assert.deepEqual(placesOf(sourcesStand), []);
  });

  it('reports a key that the item does not have, wherever a claim stands', () => {
    const places = placesOf(sourcesStand, (toy) => {
      const fuse = toy.causes['blown-fuse'];
      fuse.strings[0].source = 'gone';
      fuse.evidence[0].source = 'gone';
      fuse.fix.push({ do: 'Buy a new one.', source: 'gone' });
      toy.causes['faulty-switch'].affected[0].ranges.push({ status: 'unknown', source: 'gone' });
      toy.cases['fuse-2019'].environment[0].source = 'gone';
      toy.versions.kettle.releases.push({ version: '2.2', date: '2020', source: 'gone' });
    });
    assert.deepEqual(places, [
      'causes/blown-fuse.mdx strings[0].source',
      'causes/blown-fuse.mdx evidence[0].source',
      'causes/blown-fuse.mdx fix[1].source',
      'causes/faulty-switch.mdx affected[0].ranges[2].source',
      'cases/fuse-2019.mdx environment[0].source',
      'versions/kettle.yaml releases[1].source',
    ]);
  });

  it('reports the key of a ladder that the item does not have', () => {
    const step = { from: 'left', to: 'right', label: 'SYN' };
    const places = placesOf(sourcesStand, (toy) => {
      toy.cases['fuse-2019'].ladder = {
        ...{ caption: 'A ladder.', left: 'Client', right: 'Server', steps: [step, step] },
        source: 'gone',
      };
    });
    assert.deepEqual(places, ['cases/fuse-2019.mdx ladder.source']);
  });

  it('reports a source that nothing points to, unless the body links it', () => {
    assert.match(
      onlyTextOf(sourcesStand, (toy) => {
        toy.causes['blown-fuse'].sources.push(second);
      }),
      /no claim points to "forum"/u,
    );
    const places = placesOf(sourcesStand, (toy) => {
      toy.causes['blown-fuse'].sources.push(second);
      toy.bodies['causes/blown-fuse'] = `See [the forum](${second.url}).\n`;
    });
    assert.deepEqual(places, []);
  });

  it('reports a key that two sources have, and the reserved one', () => {
    const places = placesOf(sourcesStand, (toy) => {
      toy.cases['fuse-2019'].sources.push({ ...second, id: 'manual' });
      toy.findings.smell.sources = [{ ...second, id: 'mechanism' }];
    });
    assert.deepEqual(places, [
      'cases/fuse-2019.mdx sources[1].id',
      'findings/smell.yaml sources[0].id',
    ]);
  });

  it('reports a cause that rests on its own mechanism alone', () => {
    const places = placesOf(sourcesStand, (toy) => {
      const cause = toy.causes['empty-kettle'];
      delete cause.fix[0].source;
      toy.bodies['causes/empty-kettle'] = `[Manual](${cause.sources[0].url})\n`;
    });
    assert.deepEqual(places, ['causes/empty-kettle.mdx sources']);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { valuesFit } from '#catalog/rules/values-fit.ts';
import { onlyTextOf, placesOf } from '../support/judge.ts';

describe('valuesFit', () => {
  it('accepts outcomes, numbers, ratios, versions and unknown', () => {
    assert.deepEqual(placesOf(valuesFit), []);
  });

  it('reports outcomes that the finding does not have', () => {
    const places = placesOf(valuesFit, (toy) => {
      toy.causes['blown-fuse'].evidence[0].values = { dark: 'always' };
      toy.causes['blown-fuse'].evidence[0].decisive = ['yes', 'dark'];
    });
    assert.deepEqual(places, [
      'causes/blown-fuse.mdx evidence[0].values.dark',
      'causes/blown-fuse.mdx evidence[0].decisive[1]',
    ]);
  });

  it('reports a raw number as the name of an outcome in evidence', () => {
    const text = onlyTextOf(valuesFit, (toy) => {
      toy.causes['blown-fuse'].evidence[1].values = { '900': 'usual' };
    });
    assert.match(text, /the answers of water-level are empty, full/u);
  });

  it('reports values of cases and symptoms that no outcome takes', () => {
    const places = placesOf(valuesFit, (toy) => {
      toy.cases['fuse-2019'].observations[1].value = 'half';
      toy.cases['empty-2019'].observations[1].value = '1/0';
      toy.cases['switch-2019'].observations[0].value = 'newish';
      toy.symptoms['cold-tea'].observations = { 'lamp-dark': 'maybe' };
    });
    assert.deepEqual([...places].sort(), [
      'cases/empty-2019.mdx observations[1].value',
      'cases/fuse-2019.mdx observations[1].value',
      'cases/switch-2019.mdx observations[0].value',
      'symptoms/cold-tea.yaml observations.lamp-dark',
    ]);
  });
});

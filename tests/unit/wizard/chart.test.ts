import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readChart } from '#wizard/index.ts';

describe('readChart', () => {
  const { nodes, edges } = readChart();

  it('has every state once, inside of one that it also has', () => {
    const ids = nodes.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(ids.filter((id) => id !== '').sort(), [
      'asking',
      'concluded',
      'concluded.confirmed',
      'concluded.inconclusive',
      'concluded.likely',
      'concluded.possible',
      'deciding',
      'opening',
      'reviewing',
    ]);
    for (const { parent } of nodes) assert.ok(parent === null || ids.includes(parent));
  });

  it('draws every transition between states that it has', () => {
    const ids = new Set(nodes.map(({ id }) => id));
    for (const { source, target } of edges) assert.ok(ids.has(source) && ids.has(target));
    assert.deepEqual(
      edges
        .filter(({ source, event }) => source === 'deciding' && event === '')
        .map(({ target, guard }) => [target, guard]),
      [
        ['opening', 'isUntouched'],
        ['reviewing', 'needsReview'],
        ['asking', 'goesOnAsking'],
        ['concluded.confirmed', 'hasVerdict'],
        ['concluded.likely', 'hasVerdict'],
        ['concluded.possible', 'hasVerdict'],
        ['concluded.inconclusive', null],
      ],
    );
  });

  it('draws an edge that changes no state back to its source', () => {
    const stays = edges.filter(({ event, target }) => event === 'answer.given' && target === '');
    assert.equal(stays.length, 1);
  });
});

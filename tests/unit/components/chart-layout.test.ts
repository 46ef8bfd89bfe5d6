import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { layOutChart } from '#components/chart-layout.ts';
import { readChart } from '#wizard/index.ts';

const { nodes, edges } = readChart();
const drawn = layOutChart(nodes, edges, 'deciding', '');

describe('layOutChart', () => {
  it('draws a box for each state that has no states in it', () => {
    const leaves = nodes.filter(
      ({ id }) => id !== '' && !nodes.some(({ parent }) => parent === id),
    );
    assert.deepEqual(drawn.boxes.map(({ id }) => id).sort(), leaves.map(({ id }) => id).sort());
  });

  it('names every event of the machine in some box', () => {
    const shown = new Set(drawn.boxes.flatMap(({ events }) => events));
    for (const { event } of edges) assert.ok(event === '' || shown.has(event), event);
  });

  it('draws an arrow from the deciding state to each other one', () => {
    assert.equal(drawn.arrows.length, drawn.boxes.length - 1);
  });

  it('keeps boxes apart and inside the drawing', () => {
    for (const one of drawn.boxes) {
      assert.ok(one.x + one.width <= drawn.width && one.y + one.height <= drawn.height, one.id);
      for (const other of drawn.boxes) {
        const isApart =
          one === other ||
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        assert.ok(isApart, `${one.id} overlaps ${other.id}`);
      }
    }
  });
});

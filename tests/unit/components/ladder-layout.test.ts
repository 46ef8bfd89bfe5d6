import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { breakLines, layOutLadder, type LadderFacts } from '#components/ladder-layout.ts';

type Step = LadderFacts['steps'][number];

function ladderOf(steps: Step[], middle?: string): LadderFacts {
  return {
    caption: 'A toy exchange.',
    left: 'Client',
    right: 'Server',
    ...(middle === undefined ? {} : { middle }),
    steps,
  };
}

const packet: Step = { from: 'left', to: 'right', label: 'SYN', mark: false };

describe('breakLines', () => {
  it('keeps every word, in order, and no line longer than the limit unless one word is', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/u), { minLength: 1 }), (words) => {
        const lines = breakLines(words.join(' '), 14);
        assert.equal(lines.join(' '), words.join(' '));
        for (const line of lines) assert.ok(line.length <= 14);
      }),
    );
  });

  it('has no line for no text', () => {
    assert.deepEqual(breakLines('', 10), []);
  });
});

describe('layOutLadder', () => {
  it('puts each step below the one before it, with its details', () => {
    const drawn = layOutLadder(
      ladderOf([
        {
          ...packet,
          detail: 'Win=14600 Len=0 MSS=1460 SACK_PERM=1 TSval=872641174 TSecr=0 WS=128',
        },
        { ...packet, from: 'right', to: 'left', label: 'SYN, ACK' },
        { ...packet, to: 'none', label: 'close()', detail: 'without a word' },
      ]),
    );
    const spans = drawn.rows.map((row) => ({
      top: row.labelY - 10,
      bottom: Math.max(row.y2, ...row.detail.map(({ y }) => y)),
    }));
    spans.slice(1).forEach((span, at) => {
      assert.ok(span.top >= (spans[at]?.bottom ?? 0), `step ${String(at + 2)} overlaps`);
    });
    assert.ok((spans.at(-1)?.bottom ?? 0) <= drawn.height);
  });

  it('lets an arrow end at the rail that it goes to', () => {
    const [row] = layOutLadder(ladderOf([packet, packet])).rows;
    const rails = layOutLadder(ladderOf([packet, packet])).rails;
    assert.equal(row?.x1, rails[0]?.x);
    assert.equal(row?.x2, rails[1]?.x);
  });

  it('lets a lost packet die between the rails, whichever end sends it', () => {
    for (const from of ['left', 'middle', 'right'] as const) {
      const drawn = layOutLadder(ladderOf([{ ...packet, from, to: 'lost' }, packet], 'NAT'));
      const [left, , right] = drawn.rails.map(({ x }) => x);
      const tip = drawn.rows[0]?.x2 ?? 0;
      assert.ok(tip > (left ?? 0) && tip < (right ?? 0), from);
    }
  });

  it('gives an event no width', () => {
    const [row] = layOutLadder(ladderOf([{ ...packet, to: 'none' }, packet])).rows;
    assert.equal(row?.x1, row?.x2);
    assert.equal(row?.y1, row?.y2);
  });
});

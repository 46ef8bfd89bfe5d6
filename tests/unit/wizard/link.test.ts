import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { LinkedObservation } from '#wizard/index.ts';
import { formatLink, longestLink, readLink } from '#wizard/index.ts';
import { toyKnowledge } from './toy-knowledge.ts';

const values: Readonly<Record<string, readonly string[]>> = {
  lamp: ['on', 'off', 'unknown'],
  smell: ['burnt', 'none'],
  boils: ['0', '65387', '1,024', 'many', 'unlimited', 'unknown'],
  load: ['65387/999999', '0/1', 'at-limit'],
  firmware: ['2.0', '2.1-3ubuntu4', '2.0.Beta3', '21.0.1+12', 'unknown'],
};
const sides = [undefined, 'client', 'proxy'] as const;

/** Observations as a session holds them: one a slot; `smell` may be of any side, so it has none. */
const observations = fc
  .uniqueArray(
    fc.constantFrom(...Object.keys(values)).chain((finding) =>
      fc.record({
        finding: fc.constant(finding),
        value: fc.constantFrom(...(values[finding] ?? [])),
        side: finding === 'smell' ? fc.constant(undefined) : fc.constantFrom(...sides),
      }),
    ),
    {
      selector: ({ finding, side }) => (finding === 'smell' ? finding : `${finding} ${side ?? ''}`),
    },
  )
  .map((all) =>
    all.map(({ finding, value, side }): LinkedObservation =>
      side === undefined ? { finding, value } : { finding, value, side },
    ),
  );

function shuffled(fragment: string, order: readonly number[]): string {
  return fragment
    .split('&')
    .map((entry, index) => ({ entry, key: order[index % order.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ entry }) => entry)
    .join('&');
}

describe('readLink', () => {
  it('reads what a person would write', () => {
    const link = readLink('#k=3f9a&boils=65387&firmware@client=2.0&lamp=unknown', toyKnowledge);
    assert.deepEqual(link, {
      knowledge: '3f9a',
      observations: [
        { finding: 'boils', value: '65387' },
        { finding: 'firmware', value: '2.0', side: 'client' },
        { finding: 'lamp', value: 'unknown' },
      ],
      foreign: [],
      tooLong: null,
    });
  });

  it('gives back what formatLink wrote, in any order of the entries', () => {
    fc.assert(
      fc.property(observations, fc.array(fc.integer(), { minLength: 1 }), (held, order) => {
        const fragment = formatLink('toy-1', held);
        const read = readLink(`#${shuffled(fragment, order)}`, toyKnowledge);
        assert.equal(read.knowledge, 'toy-1');
        assert.deepEqual(read.foreign, []);
        assert.equal(formatLink('toy-1', read.observations), fragment);
        assert.equal(read.observations.length, held.length);
      }),
    );
  });

  it('leaves out a side that the finding implies or that says nothing', () => {
    assert.deepEqual(readLink('lamp@server=on&smell@proxy=burnt', toyKnowledge).observations, [
      { finding: 'lamp', value: 'on' },
      { finding: 'smell', value: 'burnt' },
    ]);
  });

  it('never throws and never drops an entry, whatever the fragment holds', () => {
    const parts = fc.constantFrom(
      'lamp',
      'boils',
      '=',
      '&',
      '%',
      '%zz',
      '@',
      'client',
      '<b>',
      'on',
      '7',
    );
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(parts).map((some) => some.join('')),
    );
    fc.assert(
      fc.property(hostile, (fragment) => {
        const first = readLink(fragment, toyKnowledge);
        const written = formatLink('toy-1', first.observations, first.foreign);
        assert.doesNotMatch(written, /[\s<>"#]/);
        const again = readLink(written, toyKnowledge);
        const ownVersion = ({ text }: { text: string }): boolean => /^k(?:=|$)/.test(text);
        assert.deepEqual(again.observations, first.observations);
        assert.deepEqual(
          again.foreign,
          first.foreign.filter((entry) => !ownVersion(entry)),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps what it does not know and says why', () => {
    const problems: readonly (readonly [string, string, string | null])[] = [
      ['kettle=1', 'unknown-finding', null],
      ['__proto__=1', 'unknown-finding', null],
      ['constructor=on', 'unknown-finding', null],
      ['toString@client=on', 'unknown-finding', null],
      ['lamp@moon=on', 'bad-side', 'lamp'],
      ['lamp', 'no-value', 'lamp'],
      ['lamp=', 'no-value', 'lamp'],
      ['lamp=purple', 'not-an-option', 'lamp'],
      ['boils=many%20indeed', 'not-a-number', 'boils'],
      ['boils=-5', 'outside-all-bins', 'boils'],
      ['load=1', 'not-a-ratio', 'load'],
      ['firmware=two%20point%20oh', 'not-a-version', 'firmware'],
      ['lamp=%E0%A4%A', 'bad-escape', null],
    ];
    for (const [text, problem, finding] of problems) {
      const link = readLink(`#${text}`, toyKnowledge);
      assert.deepEqual(link.observations, [], text);
      assert.deepEqual(link.foreign, [{ text, finding, problem }], text);
      assert.ok(formatLink('toy-1', [], link.foreign).endsWith(`&${text}`), text);
    }
    assert.equal(Object.getOwnPropertyNames(Object.prototype).includes('1'), false);
  });

  it('uses none of two entries that contradict each other, in either order', () => {
    for (const fragment of ['lamp=on&lamp=off', 'lamp=off&lamp=on']) {
      const link = readLink(fragment, toyKnowledge);
      assert.deepEqual(link.observations, []);
      assert.deepEqual(
        link.foreign.map(({ text, problem }) => [text, problem]),
        [
          ['lamp=off', 'contradiction'],
          ['lamp=on', 'contradiction'],
        ],
      );
    }
  });

  it('counts a repeated entry once, however it is escaped', () => {
    const link = readLink('load=1/2&load=1%2F2', toyKnowledge);
    assert.deepEqual(link.observations, [{ finding: 'load', value: '1/2' }]);
    assert.deepEqual(link.foreign, []);
  });

  it('takes the last @ for that of the side, and keeps what stands before it', () => {
    const link = readLink('lamp@client@server=on', toyKnowledge);
    assert.deepEqual(
      link.foreign.map(({ text, problem }) => [text, problem]),
      [['lamp%40client@server=on', 'unknown-finding']],
    );
  });

  it('names no knowledge version when the link names two, or nonsense', () => {
    assert.equal(readLink('k=a&k=b', toyKnowledge).knowledge, null);
    assert.equal(readLink('k=a&k=a', toyKnowledge).knowledge, 'a');
    assert.deepEqual(readLink('k=%3Cscript%3E', toyKnowledge).foreign, [
      { text: 'k=%3Cscript%3E', finding: null, problem: 'bad-version' },
    ]);
  });

  it('reads nothing from a megabyte, and says how long it is', () => {
    const link = readLink(`lamp=on&${'x'.repeat(1_048_576)}`, toyKnowledge);
    assert.equal(link.tooLong, 1_048_584);
    assert.deepEqual([...link.observations, ...link.foreign], []);
  });

  it('reads a link of the greatest length', () => {
    const rest = `lamp=on&${'a='.repeat(longestLink)}`.slice(0, longestLink);
    const link = readLink(rest, toyKnowledge);
    assert.equal(link.tooLong, null);
    assert.equal(link.observations.length, 1);
  });
});

describe('formatLink', () => {
  it('writes the version first and the observations by finding, then by side', () => {
    const fragment = formatLink('toy-1', [
      { finding: 'load', value: '65387/999999' },
      { finding: 'firmware', value: '21.0.1+12', side: 'client' },
      { finding: 'firmware', value: '2.0' },
    ]);
    assert.equal(fragment, 'k=toy-1&firmware=2.0&firmware@client=21.0.1%2B12&load=65387/999999');
  });

  it('writes foreign entries by their text, whatever order they are held in', () => {
    const foreign = ['zeta=1', 'alpha=2'].map((text) => ({
      text,
      finding: null,
      problem: 'unknown-finding' as const,
    }));
    assert.equal(formatLink('toy-1', [], foreign), 'k=toy-1&alpha=2&zeta=1');
  });
});

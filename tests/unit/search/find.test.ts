import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { find, prepareCorpus } from '#search/index.ts';
import { toyRecords } from './toy-records.ts';

const corpus = prepareCorpus(toyRecords);
const keys = (query: string): string[] =>
  find(corpus, query).map(({ record }) => `${record.kind}/${record.id}`);

describe('find', () => {
  it('answers nothing for a blank query', () => {
    assert.deepEqual(keys('   '), []);
  });

  it('answers nothing for words that stand nowhere', () => {
    assert.deepEqual(keys('zyzzyva quux'), []);
  });

  it('puts an exact identifier first and says so', () => {
    const [first] = find(corpus, 'net.core.teapots_max');
    assert.equal(first?.record.id, 'teapot-overflow');
    assert.equal(first.exact, true);
  });

  it('finds the identifier inside a pasted log line', () => {
    const line = '[12345.678] kernel: kettle: table full, dropping cup on port 80 after idle time';
    assert.equal(keys(line)[0], 'cause/teapot-overflow');
  });

  it('forgives a typing error', () => {
    assert.equal(keys('tepot overflow')[0], 'cause/teapot-overflow');
  });

  it('finds one word of a joined name', () => {
    assert.equal(keys('teapots')[0], 'cause/teapot-overflow');
  });

  it('finds Han text by a part of it', () => {
    assert.equal(keys('空闲')[0], 'symptom/cold-tea');
  });

  it('keeps pages of different kinds with the same id apart', () => {
    assert.deepEqual(
      keys('spoon')
        .filter((key) => key.endsWith('/spoon-limit'))
        .sort(),
      ['case/spoon-limit', 'cause/spoon-limit'],
    );
  });

  it('highlights inside the title', () => {
    const [first] = find(corpus, 'teapot');
    assert.ok(first);
    const [range] = first.title;
    assert.ok(range);
    assert.equal(first.record.title.slice(...range).toLowerCase(), 'teapot');
  });

  it('never throws, ranks in falling order and answers the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (query) => {
        const hits = find(corpus, query);
        hits.slice(1).forEach((hit, at) => {
          assert.ok(hit.score <= (hits[at]?.score ?? 0));
        });
        assert.deepEqual(find(corpus, query), hits);
      }),
    );
  });
});

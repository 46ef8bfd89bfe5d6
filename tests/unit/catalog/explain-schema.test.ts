import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'astro/zod';
import { parseItem } from '#catalog/explain-schema.ts';
import { toLine } from '#catalog/problem.ts';

const schema = z.strictObject({
  title: z.string().min(3).max(10).describe('Name of the thing.'),
  tone: z.enum(['low', 'high']).default('low'),
  rows: z
    .array(
      z.strictObject({ words: z.record(z.string().regex(/^[a-z]+$/u), z.enum(['rare', 'usual'])) }),
    )
    .min(1)
    .optional(),
  link: z.url({ protocol: /^https?$/u }).optional(),
  amount: z.number().int().min(1).max(5).optional(),
});

/** Lines for a value, without the file and the rule. */
function linesFor(value: unknown): string[] {
  const parsed = parseItem(schema, value, 'x.yaml');
  assert.ok('problems' in parsed);
  for (const problem of parsed.problems) assert.equal(problem.rule, 'schema');
  return parsed.problems.map((problem) =>
    toLine(problem).replace('x.yaml: ', '').replace('schema: ', ''),
  );
}

describe('parseItem', () => {
  it('gives the parsed value with its defaults', () => {
    assert.deepEqual(parseItem(schema, { title: 'Kettle' }, 'x.yaml'), {
      item: { title: 'Kettle', tone: 'low' },
    });
  });

  it('says what was expected, what was found, and what the field is for', () => {
    assert.deepEqual(linesFor({ title: 'ab' }), [
      'title: expected at least 3 characters, got "ab" (2 characters) - this field is: Name of the thing.',
    ]);
    assert.match(linesFor({ title: 'abcdefghijk' })[0] ?? '', /at most 10 characters/u);
    assert.match(linesFor({})[0] ?? '', /^title: expected text .*, got nothing/u);
    assert.match(linesFor({ title: null })[0] ?? '', /got an empty field/u);
    assert.match(linesFor({ title: ['a'] })[0] ?? '', /got a list of 1/u);
    assert.match(linesFor({ title: {} })[0] ?? '', /got a group of fields/u);
  });

  it('tells an unquoted date or number from text', () => {
    assert.match(linesFor({ title: new Date(0) })[0] ?? '', /in quotes.*got an unquoted date/u);
    assert.match(linesFor({ title: 1.7 })[0] ?? '', /got the number 1\.7 without quotes/u);
    assert.match(linesFor({ title: false })[0] ?? '', /got the boolean false without quotes/u);
  });

  it('lists the words of a closed list and proposes the nearest', () => {
    assert.match(
      linesFor({ title: 'Kettle', tone: 'highs' })[0] ?? '',
      /one of low, high, got "highs".*did you mean "high"\?/u,
    );
    assert.doesNotMatch(linesFor({ title: 'Kettle', tone: 'x' })[0] ?? '', /did you mean/u);
  });

  it('gives the path of a field inside lists and records', () => {
    assert.match(
      linesFor({ title: 'Kettle', rows: [{ words: {} }, { words: { dry: 'often' } }] })[0] ?? '',
      /^rows\[1\]\.words\.dry: /u,
    );
    assert.match(
      linesFor({ title: 'Kettle', rows: [{ words: { 'A B': 'rare' } }] })[0] ?? '',
      /documented form/u,
    );
  });

  it('proposes the field that was probably meant', () => {
    const [line] = linesFor({ title: 'Kettle', tonne: 'low' });
    assert.match(
      line ?? '',
      /^tonne: there is no field "tonne" here; did you mean "tone"\? - .*title, tone, rows/u,
    );
  });

  it('reports every problem of an item, and a file that holds no fields at all', () => {
    assert.equal(
      linesFor({ title: 'x', tone: 'y', rows: [], link: 'ftp://x', amount: 9 }).length,
      5,
    );
    for (const value of [null, undefined, 'text', 3, []]) {
      assert.match(linesFor(value)[0] ?? '', /^-: expected a group of fields/u);
    }
  });

  it('cuts long values and stays on one line', () => {
    const [line] = linesFor({ title: `a\n${'b'.repeat(500)}` });
    assert.ok((line ?? '').length < 250 && !(line ?? '').includes('\n'));
  });
});

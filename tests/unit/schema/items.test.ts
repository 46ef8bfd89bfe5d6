import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'astro/zod';
import { cause, finding, incident, ladder, source, symptom, versions } from '#schema/index.ts';

const aSource = {
  id: 'thread',
  title: 'A thread',
  url: 'https://example.org/t/1',
  date: '2013-09',
  supports: 'All of it.',
};

const schemas = { cause, finding, incident, symptom, versions, source, ladder };

/** A field of a JSON schema, with what lies below it. */
interface Field {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Field>>;
  readonly items?: Field;
  readonly additionalProperties?: Field | boolean;
}

/** Paths of the fields of a schema that say nothing of themselves. */
function undescribed(field: Field, path: string): string[] {
  const below = [
    ...Object.entries(field.properties ?? {}).map(
      ([key, inner]) => [inner, `${path}.${key}`] as const,
    ),
    // A list of plain texts is described as a whole.
    ...(field.items?.properties === undefined ? [] : [[field.items, `${path}[]`] as const]),
  ];
  const isGroup = field.properties !== undefined || field.items?.properties !== undefined;
  const own = field.description === undefined && !isGroup ? [path] : [];
  return [...own, ...below.flatMap(([inner, at]) => undescribed(inner, at))];
}

describe('schemas', () => {
  it('describe every field that holds a value: the only field documentation there is', () => {
    const missing = Object.entries(schemas).flatMap(([name, schema]) =>
      undescribed(z.toJSONSchema(schema, { io: 'input' }) as Field, name),
    );
    assert.deepEqual(missing, []);
  });

  it('refuse fields that they do not know', () => {
    assert.ok(source.safeParse(aSource).success);
    assert.ok(!source.safeParse({ ...aSource, author: 'A private person' }).success);
  });
});

describe('source', () => {
  it('takes dates of three precisions, or undated', () => {
    for (const date of ['2013', '2013-09', '2013-09-10', 'undated']) {
      assert.ok(source.safeParse({ ...aSource, date }).success, date);
    }
    for (const date of ['13', '2013-9', '10.9.2013', '', 'unknown', 2013, new Date(0)]) {
      assert.ok(!source.safeParse({ ...aSource, date }).success, String(date));
    }
  });

  it('takes web addresses only', () => {
    for (const url of ['ftp://example.org', 'data:text/html,x', 'example.org', '']) {
      assert.ok(!source.safeParse({ ...aSource, url }).success, url);
    }
  });

  it('counts as opened unless the author says that it was not', () => {
    assert.equal(source.parse(aSource).opened, true);
    assert.equal(source.parse({ ...aSource, opened: false }).opened, false);
  });
});

describe('ids', () => {
  it('are lower-case words with single hyphens', () => {
    for (const id of ['jdk7u40-epoll-npe-fd-64k', 'a', '8']) {
      assert.ok(source.safeParse({ ...aSource, id }).success, id);
    }
    for (const id of ['', 'A', 'a--b', '-a', 'a-', 'a_b', 'a.b', 'a b', 'é', 'a\n']) {
      assert.ok(!source.safeParse({ ...aSource, id }).success, JSON.stringify(id));
    }
  });

  it('of outcomes may hold versions', () => {
    const { values } = cause.shape.evidence.element.shape;
    for (const id of ['4.1.0-to-4.1.5', '7u40', 'at-65535']) {
      assert.ok(values.safeParse({ [id]: 'rare' }).success, id);
    }
    for (const id of ['4..1', '.4', '4.', '4.-1', 'A']) {
      assert.ok(!values.safeParse({ [id]: 'rare' }).success, id);
    }
  });
});

describe('ladder', () => {
  const step = { from: 'left', to: 'right', label: 'SYN' };
  const drawn = { caption: 'A ladder.', left: 'Client', right: 'Server', steps: [step, step] };

  it('takes two steps or more, with losses, devices between and events without a packet', () => {
    const steps = [
      ...[step, { ...step, to: 'lost' }, { from: 'middle', to: 'none', label: 'timer' }],
    ];
    assert.ok(ladder.safeParse({ ...drawn, middle: 'NAT', steps }).success);
    assert.ok(!ladder.safeParse({ ...drawn, steps: [step] }).success);
    assert.ok(!ladder.safeParse({ ...drawn, steps: [step, { ...step, from: 'lost' }] }).success);
  });

  it('marks no step unless told', () => {
    assert.equal(ladder.parse(drawn).steps[0]?.mark, false);
  });
});

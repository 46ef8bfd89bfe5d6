import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { load } from 'js-yaml';
import { templateOf } from '#catalog/template.ts';
import { cause, finding, incident } from '#schema/index.ts';

const schemas = { cause, case: incident, finding } as const;
const kinds = ['cause', 'case', 'finding'] as const;

function frontmatterOf(text: string): string {
  return text.startsWith('---\n') ? (text.split('\n---\n')[0] ?? '').slice(4) : text;
}

/** The template with its optional fields switched on: one `# ` less where a key or a list item follows. */
function withOptional(yaml: string): string {
  let before = '';
  let now = yaml;
  while (now !== before) {
    before = now;
    now = now.replace(/^( *(?:- )?)# (?=(?: *- )? *(?:[a-z][a-zA-Z]*:|#|- #))/gmu, '$1');
  }
  return now;
}

function keysOf(yaml: string): readonly string[] {
  const value = load(yaml);
  assert.ok(typeof value === 'object' && value !== null);
  return Object.keys(value);
}

describe('templateOf', () => {
  for (const kind of kinds) {
    it(`holds every required field of a ${kind}, and nothing else`, () => {
      const shape: Record<string, { safeParse: (value: unknown) => { success: boolean } }> =
        schemas[kind].shape;
      const required = Object.entries(shape)
        .filter(([, field]) => !field.safeParse(undefined).success)
        .map(([key]) => key);
      assert.deepEqual(keysOf(frontmatterOf(templateOf(kind))), required);
    });

    it(`holds every field of a ${kind} as soon as the optional ones are switched on`, () => {
      const yaml = withOptional(frontmatterOf(templateOf(kind)));
      assert.deepEqual(keysOf(yaml), Object.keys(schemas[kind].shape));
    });
  }

  it('has the headings that a body must have', () => {
    assert.match(templateOf('cause'), /^## How it works$/mu);
    assert.match(templateOf('case'), /## What happened\n\n## What they saw\n/u);
  });

  it('is no valid item: an author who forgets a field is told', () => {
    for (const kind of kinds) {
      assert.equal(schemas[kind].safeParse(load(frontmatterOf(templateOf(kind)))).success, false);
    }
  });
});

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { templateOf } from '#catalog/template.ts';
import { beginItem } from '../../../scripts/new.ts';

const root = mkdtempSync(join(tmpdir(), 'halfopen-new-'));
mkdirSync(join(root, 'content', 'causes'), { recursive: true });
after(() => {
  rmSync(root, { recursive: true });
});

function begin(...args: string[]): number {
  return beginItem(args, (...parts) => join(root, ...parts));
}

describe('beginItem', () => {
  it('writes the template, and never over an item that is there', () => {
    const path = join(root, 'content', 'causes', 'kettle-boils-dry.mdx');
    assert.equal(begin('cause', 'kettle-boils-dry'), 0);
    assert.equal(readFileSync(path, 'utf8'), templateOf('cause'));
    assert.equal(begin('cause', 'kettle-boils-dry'), 2);
  });

  it('refuses what is no kind or no id', () => {
    assert.equal(begin('symptom', 'kettle'), 2);
    assert.equal(begin('cause', '../kettle'), 2);
    assert.equal(begin('cause'), 2);
  });
});

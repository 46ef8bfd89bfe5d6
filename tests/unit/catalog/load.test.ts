import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { loadCatalog } from '#catalog/load.ts';
import { soundToy, writeToy } from './support/toy-catalog.ts';

describe('loadCatalog', () => {
  const root = mkdtempSync(join(tmpdir(), 'halfopen-load-'));
  beforeEach(() => {
    rmSync(join(root, 'content'), { recursive: true, force: true });
    delete process.env.HALFOPEN_DRAFT;
  });
  after(() => {
    rmSync(root, { recursive: true });
    delete process.env.HALFOPEN_DRAFT;
  });

  it('gives the same object until a file changes', async () => {
    writeToy(root, soundToy());
    const first = await loadCatalog(root);
    assert.equal(await loadCatalog(root), first);
    const toy = soundToy();
    toy.causes['blown-fuse'].title = 'The fuse has blown';
    writeToy(root, toy);
    const second = await loadCatalog(root);
    assert.notEqual(second.version, first.version);
  });

  it('rejects with one error that lists every problem', async () => {
    const toy = soundToy();
    toy.causes['blown-fuse'].prior = 'often';
    toy.cases['empty-2019'].observations[0].value = 'maybe';
    writeToy(root, toy);
    await assert.rejects(loadCatalog(root), (error: Error) => {
      const lines = error.message.split('\n');
      assert.match(lines[0] ?? '', /^2 problems/u);
      assert.match(lines[1] ?? '', /blown-fuse\.mdx: prior: schema/u);
      assert.match(lines[2] ?? '', /empty-2019\.mdx: observations\[0\]\.value: values-fit/u);
      return true;
    });
    process.env.HALFOPEN_DRAFT = '1';
    assert.equal((await loadCatalog(root)).causes.length, 2);
  });

  it('rejects where there is no content', async () => {
    await assert.rejects(loadCatalog(join(root, 'nowhere')));
  });
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkCatalog } from '#catalog/check.ts';
import { labIds, loadLab } from '../../labs/support/find-labs.ts';
import { versionOf } from '../../labs/support/tools.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const causes = checkCatalog(root).catalog.causes.map(({ id }) => id);
const command = join(root, 'scripts', 'labs.ts');

describe('every lab', () => {
  for (const id of labIds()) {
    it(`${id} belongs to a cause and says what it does`, async () => {
      const lab = await loadLab(id);
      assert.ok(causes.includes(id), `${id} is no cause`);
      assert.ok(lab.done.length > 80);
      for (const { cause, reason } of lab.equals ?? []) {
        assert.ok(causes.includes(cause), `${cause} is no cause`);
        assert.ok(reason.length > 20);
      }
    });
  }
});

describe('the command', () => {
  it('names the labs when it is asked for one that is not there', () => {
    const { status, stderr } = spawnSync(process.execPath, [command, 'no-such-lab'], {
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.match(stderr, /no lab no-such-lab; labs: .*accept-queue-overflow/);
  });

  it('says what it needs where it is not root', { skip: process.getuid?.() !== 0 }, () => {
    const asNobody = { encoding: 'utf8', uid: 65534, gid: 65534 } as const;
    const { status, stderr } = spawnSync(process.execPath, [command], asNobody);
    assert.equal(status, 1);
    assert.match(stderr, /no lab runs here: labs need root/);
    const inTests = spawnSync(process.execPath, [command, '--in-tests'], asNobody);
    assert.equal(inTests.status, 0);
    assert.match(inTests.stdout, /no lab runs here: labs need root/);
  });
});

describe('versionOf', () => {
  it('reads the version of a program, and says when it is not installed', async () => {
    assert.match(await versionOf('flock'), /^\d|not installed/);
  });
});

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { dump } from 'js-yaml';
import { labOfCause } from '#catalog/index.ts';
import { checkCatalog } from '#catalog/check.ts';
import { toLine } from '#catalog/problem.ts';
import { inFolder, soundToy, writeToy } from '../catalog/support/toy-catalog.ts';

/** A recording as the command writes it. */
function recording(): Record<string, unknown> {
  const run = { verdict: 'likely', leader: 'blown-fuse', posterior: 0.8, rank: 1 };
  return {
    recorded: '2026-11-22',
    kernel: '6.18.44',
    distribution: 'Debian GNU/Linux 12 (bookworm)',
    programs: [{ name: 'node', version: '24.21.0' }],
    done: 'A fuse was blown, and the kettle stayed cold. It was watched.',
    fault: { ...run, files: ['server-collect.txt', 'client-wire.pcap'] },
    healthy: { ...run, verdict: 'inconclusive', files: ['server-collect.txt'] },
  };
}

/** The problems of the toy catalog with one recording, and the catalog. */
function check(id: string, change: Record<string, unknown> = {}) {
  return inFolder((root) => {
    writeToy(root, soundToy());
    mkdirSync(join(root, 'content', 'labs'));
    writeFileSync(join(root, 'content', 'labs', `${id}.yaml`), dump({ ...recording(), ...change }));
    const { catalog, problems } = checkCatalog(root);
    return { catalog, lines: problems.map(toLine) };
  });
}

describe('content/labs', () => {
  it('may be missing', () => {
    inFolder((root) => {
      writeToy(root, soundToy());
      const { catalog, problems } = checkCatalog(root);
      assert.deepEqual([catalog.labs, problems], [[], []]);
    });
  });

  it('gives the recording of a cause', () => {
    const { catalog, lines } = check('blown-fuse');
    assert.deepEqual(lines, []);
    assert.equal(labOfCause(catalog, 'blown-fuse')?.fault.posterior, 0.8);
    assert.equal(labOfCause(catalog, 'faulty-switch'), undefined);
  });

  it('names causes that exist', () => {
    const [line = '', ...more] = check('blown-fuze').lines;
    assert.match(line, /labs\/blown-fuze\.yaml: -: references-exist: .*blown-fuse/u);
    assert.deepEqual(more, []);
    const equals = [{ cause: 'gone', reason: 'It looks the same.' }];
    assert.match(check('blown-fuse', { equals }).lines.join('\n'), /equals\[0\]\.cause/u);
  });

  it('says on what it was recorded, and names its files with a side', () => {
    assert.match(check('blown-fuse', { kernel: undefined }).lines.join('\n'), /kernel: schema/u);
    const fault = { ...(recording().fault as object), files: ['collect.txt'] };
    assert.match(check('blown-fuse', { fault }).lines.join('\n'), /fault\.files\[0\]: schema/u);
  });
});

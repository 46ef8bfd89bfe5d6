import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

const lockFile = join(import.meta.dirname, '..', '..', '..', 'scripts', 'lock.mjs');
const run = promisify(execFile);

/** Starts a process that takes the lock, says when it goes in and out, and may die inside. */
async function takeLock(name: string, dies = false): Promise<string> {
  const program = `
    import { withLock } from ${JSON.stringify(lockFile)};
    await withLock(${JSON.stringify(name)}, async () => {
      console.log(Date.now());
      await new Promise((done) => setTimeout(done, 50));
      ${dies ? "process.kill(process.pid, 'SIGKILL');" : ''}
      console.log(Date.now());
    });`;
  const args = ['--input-type=module', '--eval', program];
  return (await run(process.execPath, args)).stdout;
}

describe('withLock', () => {
  it('lets in one process at a time, also after one has died inside', async () => {
    const name = `test-${randomUUID()}`;
    await assert.rejects(takeLock(name, true));
    const spans = await Promise.all([1, 2, 3].map(() => takeLock(name)));
    const times = spans.map((span) => span.trim().split('\n').map(Number));
    times.sort(([a = 0], [b = 0]) => a - b);
    for (const [index, [start = 0]] of times.entries()) {
      const previousEnd = times[index - 1]?.[1] ?? 0;
      assert.ok(start >= previousEnd, JSON.stringify(times));
    }
  });
});

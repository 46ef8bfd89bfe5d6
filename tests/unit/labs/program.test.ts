import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mustRun, runProgram, startProgram } from '../../labs/support/program.ts';

describe('runProgram', () => {
  it('returns status and both outputs', async () => {
    const output = await runProgram(['sh', '-c', 'echo out; echo err >&2; exit 3']);
    assert.deepEqual(output, { status: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  it('kills what takes longer than its limit, with its children', async () => {
    const began = performance.now();
    const { status } = await runProgram(['sh', '-c', 'sleep 30; true'], { limit: 0.3 });
    assert.equal(status, null);
    assert.ok(performance.now() - began < 5000);
  });

  it('says that a program is missing', async () => {
    const { status, stderr } = await runProgram(['no-such-program-here']);
    assert.equal(status, 127);
    assert.match(stderr, /ENOENT/);
  });

  it('hands over standard input', async () => {
    assert.equal(await mustRun(['cat'], { input: 'hello' }), 'hello');
  });
});

describe('mustRun', () => {
  it('rejects with what the program said', async () => {
    await assert.rejects(mustRun(['sh', '-c', 'echo no >&2; exit 1']), /1: no/);
  });
});

describe('startProgram', () => {
  it('waits for words, and rejects when they never come', async () => {
    const program = startProgram(['sh', '-c', 'sleep 0.1; echo ready; sleep 30']);
    assert.match(await program.says(/ready/), /ready/);
    await assert.rejects(program.says(/never/, 0.2), /without saying/);
    await program.stop();
    await assert.rejects(program.says(/never/), /ended without saying/);
  });

  it('ends a program that ignores SIGTERM', async () => {
    const program = startProgram(['sh', '-c', 'trap "" TERM; echo up; while :; do sleep 1; done']);
    await program.says(/up/);
    const { status } = await program.stop();
    assert.equal(status, null);
  });
});

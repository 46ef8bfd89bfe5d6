import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEvidence } from '#evidence/index.ts';

/** What a text says of the end of the server process, by line. */
function says(...lines: readonly string[]): readonly string[] {
  return readEvidence(lines.join('\n'), {})
    .readings.filter(({ finding }) => finding === 'process-killed')
    .map(({ line, value }) => `${String(line)} ${value}`);
}

const oom = 'A process of this unit has been killed by the OOM killer.';

describe('the end of a server process', () => {
  it('is told by systemd for a service and for a container', () => {
    assert.deepEqual(says(`Nov 23 18:54:16 h systemd[1]: app.service: ${oom}`), [
      '1 killed-for-memory',
    ]);
    const scope = `docker-${'0f'.repeat(32)}.scope`;
    assert.deepEqual(says(`Nov 23 18:54:16 h systemd[1]: ${scope}: ${oom}`), [
      '1 killed-for-memory',
    ]);
    assert.deepEqual(
      says(`Nov 23 18:54:16 h systemd[1]: app.service: Failed with result 'oom-kill'.`),
      ['1 killed-for-memory'],
    );
    assert.deepEqual(
      says(
        '× app.service - An app',
        '     Loaded: loaded (/etc/systemd/system/app.service; enabled)',
        '     Active: failed (Result: oom-kill) since Mon 2026-11-23 18:54:16 UTC; 3min ago',
      ),
      ['3 killed-for-memory'],
    );
  });

  it('is told by a crash that the kernel logged, unless a tool or another program crashed', () => {
    const line =
      '[ 4127.128]  aimee-server[8127]: segfault at 0 ip 000055d0c0de1234 sp 00007ffd3c0ffee0 error 4 in aimee-server[55d0c0a00000+9000]';
    assert.deepEqual(says(line), ['1 died-otherwise']);
    assert.deepEqual(says('segfault at 0'), ['1 died-otherwise']);
    assert.deepEqual(says('a segfault at 0 was seen once'), []);
    assert.deepEqual(says(line.replace('aimee-server[8127]', 'curl[8127]')), []);
    const listening = 'LISTEN 0 511 0.0.0.0:80 0.0.0.0:* users:(("nginx",pid=812,fd=6))';
    assert.deepEqual(says(listening, line), []);
    assert.deepEqual(
      says(
        'traps: app[77] general protection fault ip:7f12345678ab sp:7ffc0001 error:0 in libc.so',
      ),
      ['1 died-otherwise'],
    );
  });

  it('is not told by what happened to a session, a slice or a program of the system', () => {
    for (const unit of ['session-689.scope', 'user@1000.service', 'qemu.slice', 'cron.service']) {
      assert.deepEqual(says(`Nov 23 18:54:16 h systemd[1]: ${unit}: ${oom}`), [], unit);
    }
  });

  it('is not told by a SIGKILL without a sender', () => {
    assert.deepEqual(
      says(
        'Nov 23 18:54:16 h systemd[1]: app.service: Main process exited, code=killed, status=9/KILL',
      ),
      [],
    );
    assert.deepEqual(
      says('Last State:     Terminated', '  Reason:       Error', '  Exit Code:    137'),
      [],
    );
    assert.deepEqual(
      says('OOMKilled=false ExitCode=137 StartedAt=2026-11-23T18:54:16Z RestartCount=1'),
      [],
    );
  });

  it('is not told by an init container, nor by a child of a container that runs on', () => {
    assert.deepEqual(
      says(
        'Init Containers:',
        '  migrate:',
        '    State:          Terminated',
        '      Reason:       OOMKilled',
        '      Exit Code:    137',
        'Containers:',
        '  app:',
        '    State:          Running',
      ),
      [],
    );
    assert.deepEqual(says('"Running": true,', '"Paused": false,', '"OOMKilled": true,'), []);
  });

  it('is told by docker inspect of a container that has ended', () => {
    assert.deepEqual(says('"Running": false,', '"Paused": false,', '"OOMKilled": true,'), [
      '3 killed-for-memory',
    ]);
    assert.deepEqual(
      says('OOMKilled=true ExitCode=137 StartedAt=2026-11-23T18:54:16Z RestartCount=1'),
      ['1 killed-for-memory'],
    );
  });

  it('is told by the state of a pod as JSON and YAML', () => {
    assert.deepEqual(
      says('exitCode: 137', 'finishedAt: "2026-11-23T18:54:16Z"', 'reason: OOMKilled'),
      ['3 killed-for-memory'],
    );
    assert.deepEqual(says('"exitCode": 137,', '"reason": "OOMKilled",'), ['2 killed-for-memory']);
  });

  it('is not told by a sentence about a kill', () => {
    assert.deepEqual(
      says(
        'I think the kernel said Killed process 4711 (java) total-vm: something, but it was last week.',
        'Look for "Reason: OOMKilled" in the output.',
        'reason: OOMKilled is what I would expect here',
      ),
      [],
    );
  });
});

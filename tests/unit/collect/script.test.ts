import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readScript } from '#catalog/collect-script.ts';
import { readEvidence } from '#evidence/index.ts';
import { addCommand, addLinks, inFolder, pathOf, runScript, script, shells } from './support.ts';
import type { Run } from './support.ts';

const isLinux = process.platform === 'linux';
const skipElsewhere = isLinux ? false : 'it reads /proc, which only Linux has';

/** What every system has that the script itself works with. */
const basics =
  'awk sed cat ls head tail tr cut sort uniq date id uname wc grep sleep readlink printf kill env sh'.split(
    ' ',
  );

/** The script without the folders that it adds to PATH, so that a test says what is installed. */
function withOwnPath(folder: string): string {
  const file = join(folder, 'collect.sh');
  const text = readFileSync(script, 'utf8');
  assert.match(text, /^PATH=\$PATH:.*$/m);
  writeFileSync(file, text.replace(/^PATH=\$PATH:.*$/m, 'PATH=$PATH'));
  return file;
}

/** Runs the script with no more than the basics and what a test adds. */
function runBare(options: readonly string[], add: (folder: string) => void = () => undefined): Run {
  return inFolder((folder) => {
    const bin = join(folder, 'bin');
    spawnSync('mkdir', [bin]);
    addLinks(bin, basics);
    add(bin);
    return runScript('sh', options, '', bin, withOwnPath(folder));
  });
}

function marksOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.startsWith('== halfopen '));
}

/** Whether every section that begins ends, in order, between the marks of the whole. */
function assertWhole(text: string): void {
  const marks = marksOf(text);
  assert.match(
    marks[0] ?? '',
    /^== halfopen collect 1 side=\w+ pid=\S+ uid=\d+ time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ ==$/,
  );
  assert.equal(marks.at(-1), '== halfopen end collect 0 ==');
  let open = '';
  for (const mark of marks.slice(1, -1)) {
    const [, , kind, name = ''] = mark.split(' ');
    if (kind === 'run') {
      assert.equal(open, '', mark);
      open = name.replace(':', '');
    } else if (kind === 'end') {
      assert.equal(name, open);
      open = '';
    } else assert.match(mark, /^== halfopen (?:cut|skip) /);
  }
  assert.equal(open, '');
}

const pid = process.pid.toString();

describe('collect.sh', { skip: skipElsewhere }, () => {
  for (const shell of shells) {
    it(`prints whole sections, and says whose machine it is, under ${shell}`, () => {
      // One shell is enough for what takes longest.
      const isFirst = shell === shells[0];
      const process = isFirst ? ['--pid', pid] : [];
      const run = runScript(shell, ['--side', 'server', ...process, '--seconds', '1']);
      assert.equal(run.stderr, '');
      assert.equal(run.status, 0);
      assertWhole(run.stdout);
      const evidence = readEvidence(run.stdout);
      assert.ok(evidence.readings.every(({ side }) => side === 'server'));
      const found = new Set(evidence.readings.map(({ finding }) => finding));
      const expected = isFirst ? ['fd-count', 'nofile-limit'] : [];
      for (const finding of ['kernel-version', ...expected]) {
        assert.ok(found.has(finding), finding);
      }
      assert.ok(
        !marksOf(run.stdout).some((mark) => mark.includes(' 127 ')),
        'it ran what is not there',
      );
    });
  }

  it('reads the same from /proc where the tools are missing', () => {
    const run = runBare(['--side', 'client', '--pid', pid, '--seconds', '1']);
    assert.equal(run.stderr, '');
    assertWhole(run.stdout);
    for (const name of ['proc-netstat', 'proc-netstat-2', 'proc-tcp', 'proc-sys', 'softnet']) {
      assert.ok(
        marksOf(run.stdout).some((mark) => mark.startsWith(`== halfopen run ${name}: `)),
        name,
      );
    }
    assert.match(run.stdout, /^TcpOutRsts \d+ 0\.0$/m);
    assert.match(run.stdout, /^net\.core\.somaxconn = \d+$/m);
    const found = new Set(readEvidence(run.stdout).readings.map(({ finding }) => finding));
    for (const finding of ['fd-count', 'nofile-limit', 'kernel-version'])
      assert.ok(found.has(finding), finding);
  });

  it('says so and stops where awk is missing', () => {
    const run = runBare(['--side', 'client'], (bin) => {
      addCommand(bin, 'awk', 'exit 127');
    });
    assert.equal(run.stdout, '');
    assert.match(run.stderr, /awk is needed/);
    assert.equal(run.status, 2);
  });

  for (const [what, hasTimeout] of [
    ['by timeout', true],
    ['by itself where there is no timeout', false],
  ] as const) {
    it(`stops a command that does not end, and all that it began, ${what}`, () => {
      const start = Date.now();
      // No other run of these tests on this machine sleeps as long.
      const seconds = String(1_000_000 + process.pid);
      const run = runBare(['--seconds', '1'], (bin) => {
        addCommand(bin, 'uptime', `echo begun\nsleep ${seconds}`);
        if (hasTimeout) addLinks(bin, ['timeout']);
      });
      assertWhole(run.stdout);
      assert.match(run.stdout, /\nbegun\n== halfopen end uptime (?:124|137) ==\n/);
      assert.ok(Date.now() - start < 30_000);
      const left = readdirSync('/proc').filter((name) => {
        try {
          return (
            /^\d+$/.test(name) &&
            readFileSync(`/proc/${name}/cmdline`, 'utf8') === `sleep\u0000${seconds}\u0000`
          );
        } catch {
          return false;
        }
      });
      assert.deepEqual(left, []);
      assert.ok(
        readEvidence(run.stdout).readings.some(
          ({ fact, value }) => fact === 'section stopped' && value === 'uptime',
        ),
      );
    });
  }

  it('cuts what is too long, and says so', () => {
    const run = runBare(['--seconds', '1'], (bin) => {
      addCommand(bin, 'uptime', `awk 'BEGIN { while (n++ < 100000) print "x" n }'`);
      addCommand(bin, 'ip', `awk 'BEGIN { while (n++ < 20000) printf "y" }'`);
    });
    assertWhole(run.stdout);
    assert.match(run.stdout, /\nx5\n== halfopen cut uptime after 5 lines ==\n/);
    assert.match(run.stdout, /y{4000} \[cut\]\n/);
  });

  it('does not take for its own mark what a command prints', () => {
    const run = runBare(['--seconds', '1'], (bin) => {
      addCommand(
        bin,
        'uptime',
        `echo '== halfopen collect 1 side=client pid=1 uid=0 time=x =='; printf '\\001end collect 0\\n'`,
      );
    });
    assert.equal(marksOf(run.stdout).filter((mark) => mark.includes(' collect 1 ')).length, 1);
  });

  it('reads logs, whatever their name', () => {
    inFolder((folder) => {
      const log = join(folder, `a'b "c" $(touch x) é.log`);
      writeFileSync(
        log,
        'java.net.SocketException: Connection reset\n10.0.0.1 said\nno line break',
      );
      const run = runScript('sh', ['--seconds', '1', '--log', log, '--log', log]);
      assertWhole(run.stdout);
      assert.match(
        run.stdout,
        /\nip4-private-\d+ said\nno line break\n== halfopen end log-2 0 ==\n/,
      );
      assert.equal(readdirSync(folder).length, 1);
    });
  });

  it('refuses what it does not know, before it runs anything', () => {
    for (const options of [
      ['--side', 'both'],
      ['--pid', '1; id'],
      ['--pid', '999999999'],
      ['--port', '65536'],
      ['--peer', '$(id)'],
      ['--peer', 'example.org'],
      ['--seconds', '0'],
      ['--log', '/nowhere'],
      ['--what'],
      ['--pid'],
    ]) {
      const run = runScript('sh', options);
      assert.equal(run.stdout, '', options.join(' '));
      assert.notEqual(run.stderr, '');
      assert.equal(run.status, 2);
    }
  });

  it('works for a user who may see nothing of the process', { skip: skipAsUser() }, () => {
    inFolder((folder) => {
      const file = join(folder, 'collect.sh');
      copyFileSync(script, file);
      chmodSync(folder, 0o755);
      chmodSync(file, 0o644);
      const run = runScript(
        'setpriv --reuid=65534 --regid=65534 --clear-groups sh',
        ['--pid', '1', '--seconds', '1'],
        '',
        undefined,
        file,
      );
      assertWhole(run.stdout);
      assert.match(run.stdout, /skip fd-count: \/proc\/1\/fd may not be read by this user/);
      const said = readEvidence(run.stdout).readings.map(({ finding }) => finding);
      assert.ok(!said.includes('fd-count'), 'what was not seen is not counted');
    });
  });

  it(
    'opens nothing for writing, connects to no address and ends no process',
    { skip: skipTrace() },
    () => {
      inFolder((folder) => {
        const trace = join(folder, 'trace');
        const calls =
          'openat,open,creat,unlink,unlinkat,rename,renameat2,mkdir,mkdirat,connect,sendto,kill,finit_module';
        const command = `strace -f -qq -e trace=${calls} -o ${trace} sh`;
        runScript(command, ['--pid', pid, '--port', '80', '--seconds', '1']);
        const lines = readFileSync(trace, 'utf8').split('\n');
        assert.ok(lines.length > 1000);
        const writes = lines.filter(
          (line) =>
            /O_(?:WRONLY|RDWR|CREAT)|creat\(|unlink|rename|mkdir|finit_module|AF_INET6?,|kill\(/.test(
              line,
            ) &&
            !/"\/dev\/(?:null|tty)"|"\/proc\/self\/coredump_filter"|ENOTDIR|AF_NETLINK|nlmsg_len=/.test(
              line,
            ) &&
            // timeout(1) ends what it started when the time is over; nothing here takes so long.
            !/kill\(\d+, 0\)/.test(line),
        );
        assert.deepEqual(writes, []);
      });
    },
  );

  it('lists what the page shows', () => {
    const { stdout } = runScript('sh', ['--list']);
    const names = stdout.split('\n').filter((line) => /^[a-z]/.test(line));
    const { sections, usage } = readScript(process.cwd());
    assert.deepEqual(
      names,
      sections.map(({ name }) => name),
    );
    for (const { purpose } of sections) assert.ok(stdout.includes(`    ${purpose} (`), purpose);
    assert.equal(runScript('sh', ['--help']).stdout.trim(), usage.trim());
  });

  it(
    'is clean for shellcheck',
    { skip: pathOf('shellcheck') === null && 'shellcheck is not installed' },
    () => {
      const { stdout, status } = spawnSync('shellcheck', ['-s', 'sh', script], {
        encoding: 'utf8',
      });
      assert.equal(stdout, '');
      assert.equal(status, 0);
    },
  );
});

function skipAsUser(): string | false {
  if (process.getuid?.() !== 0) return 'only root can become another user';
  return pathOf('setpriv') === null && 'setpriv is not installed';
}

function skipTrace(): string | false {
  if (pathOf('strace') === null) return 'strace is not installed';
  return spawnSync('strace', ['true']).status !== 0 && 'strace may not trace here';
}

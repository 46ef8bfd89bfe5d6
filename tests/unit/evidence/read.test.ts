// cspell:words mulimit
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { readEvidence, vocabulary } from '#evidence/index.ts';
import { answers, facts, fixture } from './support.ts';

describe('readEvidence', () => {
  it('reads no error from a command that was typed', () => {
    assert.deepEqual(answers('root@web:~# ssh -o ConnectTimeout=5 deploy@192.0.2.7 true'), []);
  });

  it('takes a proxy without upstreams for that, not for the way there', () => {
    const line = (text: string) =>
      `2026/11/22 22:33:51 [error] 1173#1173: *1 ${text}, client: 192.0.2.1, server: , request: "GET / HTTP/1.1", upstream: "http://192.0.2.9:9000/"`;
    const refused = line('connect() failed (111: Connection refused) while connecting to upstream');
    const none = line('no live upstreams while connecting to upstream');
    const reasons = (text: string) =>
      answers(text).filter((one) => one.startsWith('proxy-log-reason'));
    assert.deepEqual(reasons(refused), ['proxy-log-reason=upstream-connect-fails@proxy']);
    assert.deepEqual(reasons(`${refused}\n${none}`), ['proxy-log-reason=no-live-upstreams@proxy']);
  });

  it('shows both of two kernels as a conflict', () => {
    const line = (version: string) => `Linux a ${version} #1 SMP x86_64 GNU/Linux`;
    const { readings, conflicts } = readEvidence(
      `${line('3.0.13-0.27-default')}\n${line('2.6.32-5-amd64')}`,
    );
    assert.equal(readings.length, 2);
    assert.deepEqual(conflicts, [
      { fact: 'kernel', finding: 'kernel-version', side: 'unknown', readings: [0, 1] },
    ]);
  });

  it('sees no conflict in repetition, in logs, or across sides', () => {
    const kernel = 'Linux a 5.10.0-8-amd64 #1 SMP x86_64 GNU/Linux\n';
    assert.deepEqual(readEvidence(kernel + kernel).conflicts, []);
    assert.equal(readEvidence(kernel + kernel).readings.length, 1);
    assert.deepEqual(
      readEvidence('TCP: too many orphaned sockets\nOut of socket memory').conflicts,
      [],
    );
    const server =
      'java.io.IOException: Too many open files\n\tat sun.nio.ch.ServerSocketChannelImpl.accept0(N.java:1) ~[na:1.7.0_40]';
    assert.deepEqual(readEvidence(`${server}\n\njava version "1.8.0_202"`).conflicts, []);
  });

  it('reads through prompts, colors, CR LF, quotation marks and no-break spaces', () => {
    const plain = 'root@web:~# ulimit -n\n1024';
    for (const text of [
      plain.replace('\n', '\r\n'),
      plain.replace('\n', '\r'),
      plain.replaceAll(/^/gm, '> '),
      plain.replaceAll(/^/gm, '> > '),
      plain.replaceAll(' ', '\u00a0'),
      plain.replace('ulimit', '\u001b[01;31mulimit\u001b[0m'),
      `\u001b]0;root@web: ~\u0007${plain}`,
      plain.replaceAll(/^/gm, '    '),
      plain.replace('root@web:~# ', '[root@web ~]# '),
      plain.replace('root@web:~# ', '$ '),
      plain.replace('root@web:~# ', '(venv) me@web:/opt$ '),
    ]) {
      assert.deepEqual(answers(text), ['nofile-limit=1024@unknown'], JSON.stringify(text));
    }
  });

  it('counts lines as a textarea does, also where a color stands between CR and LF', () => {
    const { readings, lines } = readEvidence('one\r\u001b[0m\n$ ulimit -n\n1024');
    assert.equal(lines, 4);
    assert.deepEqual(
      readings.map(({ line, lastLine }) => [line, lastLine]),
      [[3, 4]],
    );
  });

  it('takes the stated side, but not over what the text makes plain', () => {
    assert.deepEqual(answers('$ ulimit -n\n1024\ncurl: (52) Empty reply from server', 'server'), [
      'nofile-limit=1024@server',
      'client-error=eof@client',
    ]);
  });

  it('does not take a prompt or a host name for a side', () => {
    assert.deepEqual(answers('client1:~ # ulimit -n\n1024'), ['nofile-limit=1024@unknown']);
    assert.deepEqual(answers('Linux server 5.4.0 #1 SMP x86_64'), ['kernel-version=5.4.0@unknown']);
  });

  it('takes who read the reset for the receiver of the RST in the listing, whichever end that is', () => {
    const listing = fixture('lab-unread.tcpdump.txt');
    const error = 'ConnectionResetError: [Errno 104] Connection reset by peer';
    assert.ok(answers(`${listing}\n${error}`).includes('client-error=econnreset@client'));
    // The same listing with the addresses of both ends exchanged in the RST alone: now the client sent it.
    const turned = listing.replace(
      /127\.0\.0\.1\.8003 > 127\.0\.0\.1\.(\d+): Flags \[R/,
      '127.0.0.1.$1 > 127.0.0.1.8003: Flags [R',
    );
    assert.notEqual(turned, listing);
    assert.ok(answers(`${turned}\n${error}`).includes('client-error=econnreset@server'));
  });

  it('reports what was wrong with the input and where', () => {
    assert.deepEqual(readEvidence('').troubles, [{ key: 'empty', line: 0, amount: 0 }]);
    assert.deepEqual(
      readEvidence(' \n\t\n').troubles.map(({ key }) => key),
      ['empty'],
    );
    assert.deepEqual(readEvidence(`ok\n\0\u0001\u0002`).troubles, [
      { key: 'binary', line: 2, amount: 3 },
    ]);
    const noise = readEvidence(`text\n${'\u0001\u0002ab'.repeat(50)}`).troubles;
    assert.deepEqual(noise, [{ key: 'binary', line: 2, amount: 100 }]);
    assert.deepEqual(readEvidence(`one bell \u0007 in ${'text '.repeat(40)}`).troubles, []);
    const long = readEvidence(`a\n${'x'.repeat(9000)}\ncurl: (52) Empty reply from server`);
    assert.deepEqual(long.troubles, [{ key: 'long-line', line: 2, amount: 9001 }]);
    assert.equal(long.readings[0]?.line, 3);
  });

  it('reads the first 10 MB of a larger paste and lists the rest as unread', () => {
    const { readings, troubles, unread, lines } = readEvidence(
      `curl: (52) Empty reply from server\n${'x\n'.repeat(6_000_000)}Out of socket memory`,
    );
    assert.deepEqual(
      readings.map(({ fact }) => fact),
      ['error'],
    );
    assert.deepEqual(
      troubles.map(({ key }) => key),
      ['too-large'],
    );
    assert.deepEqual([lines, unread.at(-1)?.lastLine], [6_000_002, 6_000_002]);
  });

  it('keeps markup as text', () => {
    const line = '<b>$ ulimit -n</b>';
    assert.deepEqual(facts(`${line}\n1024`), []);
    const shown = readEvidence('curl: (52) Empty reply from server <script>alert(1)</script>')
      .readings[0];
    assert.match(shown?.text ?? '', /<script>/);
  });

  it('says of the public incidents what was established for each, and nothing wrong', () => {
    interface Incident {
      readonly id: string;
      readonly evidence: string;
      readonly facts: readonly string[];
    }
    const incidents = JSON.parse(fixture('incidents.json')) as readonly Incident[];
    assert.ok(incidents.length >= 20);
    for (const { id, evidence, facts: expected } of incidents) {
      const found = readEvidence(evidence).readings.map(
        ({ fact, value, finding, side }) => `${fact}=${value} ${finding ?? '-'} ${side}`,
      );
      assert.deepEqual(found, expected, id);
    }
  });
});

describe('vocabulary', () => {
  const table = new Set(
    vocabulary.map((one) => ('value' in one ? `${one.finding}=${one.value}` : one.finding)),
  );

  it('holds each entry once', () => {
    assert.equal(table.size, vocabulary.length);
  });

  it('holds everything that the fixtures make the room say', () => {
    const names = [
      'seed-2013.txt',
      'lab-ports.txt',
      'lab-overflow.counters.txt',
      'lab-unread.tcpdump.txt',
      'lab-refused.tcpdump.txt',
      'lab-silent.tcpdump.txt',
      'lab-close-at-once-verbose.tcpdump.txt',
      'lab-emfile.strace.txt',
      'process.txt',
      'sockets.txt',
      'java-version.txt',
    ];
    const incidents = readFileSync(new URL('fixtures/incidents.json', import.meta.url), 'utf8');
    const texts = [
      ...names.map(fixture),
      ...(JSON.parse(incidents) as { evidence: string }[]).map(({ evidence }) => evidence),
    ];
    for (const { finding, value } of texts.flatMap((text) => readEvidence(text).readings)) {
      if (finding !== null)
        assert.ok(table.has(finding) || table.has(`${finding}=${value}`), `${finding}=${value}`);
    }
  });
});

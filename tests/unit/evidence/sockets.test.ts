import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answers, facts, fixture } from './support.ts';

describe('sockstat', () => {
  it('joins sockets and memory with their limits', () => {
    assert.deepEqual(answers(fixture('sockets.txt')), [
      'orphan-usage=0/131072@unknown',
      'tw-usage=0/131072@unknown',
      'tcp-mem-usage=21/575796@unknown',
    ]);
  });

  it('joins nothing with a limit that is stated twice', () => {
    const text =
      'TCP: inuse 1 orphan 5 tw 0 alloc 1 mem 2\nnet.ipv4.tcp_max_orphans = 8\nnet.ipv4.tcp_max_orphans = 9';
    assert.deepEqual(answers(text), []);
  });

  it("never measures one host's count by another host's limit", () => {
    const count = 'a:~ # cat /proc/net/sockstat\nTCP: inuse 1 orphan 5 tw 0 alloc 1 mem 2\n';
    const limit = (host: string) =>
      `${host}:~ # sysctl net.ipv4.tcp_max_orphans\nnet.ipv4.tcp_max_orphans = 8`;
    assert.deepEqual(answers(count + limit('a')), ['orphan-usage=5/8@unknown']);
    assert.deepEqual(answers(count + limit('b')), []);
  });
});

describe('listenQueue', () => {
  it('lets the fullest listener answer', () => {
    const text = `State  Recv-Q Send-Q Local Address:Port Peer Address:Port
LISTEN 0      128          0.0.0.0:22        0.0.0.0:*
LISTEN 129    128          0.0.0.0:80        0.0.0.0:*    users:(("nginx",pid=1,fd=6))
LISTEN 0      511             [::]:8080         [::]:*   `;
    assert.deepEqual(answers(text), ['listen-queue=129/128@unknown']);
    assert.equal(facts(text).length, 4);
  });

  it('reads no queue from netstat or from Unix sockets, and a limit of 0 as a limit', () => {
    assert.deepEqual(facts('tcp        0      0 0.0.0.0:80   0.0.0.0:*   LISTEN   1/nginx'), [
      'listener=port 80',
      'server-program=nginx',
      'socket rows listen=1',
    ]);
    assert.deepEqual(facts('u_str LISTEN 0 4096 /run/dbus/system_bus_socket 123 * 0'), []);
    assert.deepEqual(answers('LISTEN 0 0 127.0.0.1:80 0.0.0.0:* '), ['listen-limit=0@unknown']);
  });
});

describe('socketStates', () => {
  it('joins the sockets to one destination with the range of ports', () => {
    assert.deepEqual(answers(fixture('lab-ports.txt'), 'client'), [
      'client-stack=other@client',
      'client-error=eaddrnotavail@client',
      'port-usage=10/10@client',
    ]);
  });

  it('says which state the sockets to one destination are in', () => {
    const text = `$ ss -Htan 'dst 10.0.0.9:443' | awk '{print $1}' | sort | uniq -c
    211 ESTAB
  28021 TIME-WAIT`;
    assert.deepEqual(answers(text), ['tuple-states=mostly-time-wait@unknown']);
    assert.ok(facts(text).includes('sockets to one destination=28232'));
  });

  it('reads tables of a whole host as facts', () => {
    assert.deepEqual(facts('   2000 TIME_WAIT\n    345 ESTABLISHED'), [
      'sockets time-wait=2000',
      'sockets established=345',
    ]);
    assert.deepEqual(answers('  28021 TIME-WAIT'), []);
  });
});

describe('joinRates', () => {
  const sample = (overflows: number, host = 'web') =>
    `root@${host}:~# nstat -az TcpExtListenOverflows\n#kernel\nTcpExtListenOverflows           ${overflows}                  0.0\n`;

  it('turns two samples into rising or flat', () => {
    assert.deepEqual(answers(fixture('lab-overflow.counters.txt'), 'server'), [
      'listen-limit=1@server',
      'listen-queue=2/1@server',
      'listen-overflows=rising@server',
    ]);
    assert.deepEqual(answers(sample(7) + sample(7)), ['listen-overflows=flat@unknown']);
  });

  it('says nothing of one sample, of a counter that fell, or of two hosts', () => {
    assert.deepEqual(answers(sample(7)), []);
    assert.deepEqual(answers(sample(7) + sample(3)), []);
    assert.deepEqual(answers(sample(7) + sample(9, 'db')), []);
    assert.deepEqual(answers(fixture('netstat-s.txt')), []);
  });

  it('does not take the views of two tools for two samples', () => {
    assert.deepEqual(
      answers(`${sample(7)}    9 times the listen queue of a socket overflowed`),
      [],
    );
  });

  it('takes growth for an answer only when the run before it is in the paste', () => {
    const first = '$ nstat\nTcpExtListenOverflows 7 0.0\n';
    assert.deepEqual(answers(first), []);
    assert.ok(facts(first).includes('counter-step TcpExtListenOverflows=7'));
    assert.deepEqual(answers(`${first}$ nstat\nTcpExtListenOverflows 5 0.0`), [
      'listen-overflows=rising@unknown',
    ]);
    assert.deepEqual(answers(`${first}$ nstat -z\nTcpExtListenOverflows 0 0.0`), [
      'listen-overflows=flat@unknown',
    ]);
  });

  it('takes two equal figures without a command for neither totals nor growth', () => {
    assert.deepEqual(answers('TcpExtListenOverflows 7 0.0\nTcpExtListenOverflows 7 0.0'), []);
  });

  it('calls the SYN queue flat only when both of its counters are', () => {
    const counter = (name: string) =>
      `$ nstat -az\nTcpExtTCPReqQFull${name} 3 0.0\nTcpExtTCPReqQFull${name} 3 0.0\n`;
    assert.deepEqual(answers(counter('Drop')), []);
    assert.deepEqual(answers(counter('Drop') + counter('DoCookies')), [
      'syn-queue-counters=flat@unknown',
    ]);
  });

  it('reads netstat -s and the columns of a table', () => {
    const netstat = (figure: number) =>
      `TcpExt:\n    ${figure} connections reset due to early user close\n    TCPTimeWaitOverflow: ${figure}\n`;
    assert.deepEqual(answers(netstat(1) + netstat(5)).toSorted(), [
      'abort-on-close=rising@unknown',
      'tw-overflow-counter=rising@unknown',
    ]);
    const table = 'min acceptQ ListenOverflows(==Drops)\n14.0 382 3378\n— 512 3631 ← retries\n';
    assert.deepEqual(answers(table), ['listen-overflows=rising@unknown']);
  });
});

describe('conntrack', () => {
  const sample = (drops: number) =>
    `cpu=0   \tfound=9 invalid=1 insert=0 insert_failed=7 drop=${drops} early_drop=0 error=0\n` +
    'cpu=1   \tfound=9 invalid=1 insert=0 insert_failed=7 drop=2 early_drop=1 error=0\n';

  it('adds the drops of all processors and compares samples', () => {
    assert.deepEqual(facts(sample(4)), [
      'counter conntrack drop + early_drop=7',
      'counter conntrack insert_failed=14',
      'counter conntrack invalid=2',
    ]);
    assert.deepEqual(answers(sample(4) + sample(6)), [
      'conntrack-drops=rising@unknown',
      'conntrack-insert-failed=flat@unknown',
      'conntrack-invalid=flat@unknown',
    ]);
    assert.ok(answers(sample(4) + sample(4)).includes('conntrack-drops=flat@unknown'));
  });

  it('joins the number of entries with the limit', () => {
    const text = '# conntrack -C\n262100\nnet.netfilter.nf_conntrack_max = 262144';
    assert.deepEqual(answers(text), ['conntrack-usage=262100/262144@unknown']);
  });
});

describe('kernelLog', () => {
  it('reads each message behind each prefix', () => {
    const messages: readonly (readonly [string, string])[] = [
      ['nf_conntrack: table full, dropping packet', 'log-conntrack-full=yes'],
      ['nf_conntrack: nf_conntrack: table full, dropping packet', 'log-conntrack-full=yes'],
      ['nf_conntrack: table full in netns 4026532281, dropping packet', 'log-conntrack-full=yes'],
      [
        'TCP: request_sock_TCP: Possible SYN flooding on port 8009. Sending cookies.',
        'log-syn-flooding=yes',
      ],
      ['possible SYN flooding on port 80. Sending cookies.', 'log-syn-flooding=yes'],
      ['TCP: time wait bucket table overflow', 'log-time-wait-overflow=yes'],
      ['TCP: too many orphaned sockets', 'log-orphans=too-many-orphaned'],
      ['Out of socket memory', 'log-orphans=out-of-socket-memory'],
      ['TCP: out of memory -- consider tuning tcp_mem', 'log-tcp-out-of-memory=yes'],
    ];
    const prefixes = [
      '',
      '[12345.678901] ',
      '[Fri Nov 22 15:36:01 2024] ',
      'Nov 22 15:36:01 web1 kernel: ',
      'Nov 22 15:36:01 web1 kernel: [12345.678901] ',
      '2024-11-22T15:36:01+0000 web1 kernel: ',
      '<4>',
    ];
    for (const [message, answer] of messages) {
      for (const prefix of prefixes) {
        assert.deepEqual(answers(prefix + message), [`${answer}@unknown`], prefix + message);
      }
    }
  });

  it('keeps different messages side by side without a conflict', () => {
    const text = 'TCP: too many orphaned sockets\nOut of socket memory';
    assert.deepEqual(answers(text).length, 2);
  });

  it('takes neither a sentence nor an excerpt without the message for evidence', () => {
    assert.deepEqual(
      facts('We looked for "nf_conntrack: table full, dropping packet" and found nothing.'),
      [],
    );
    assert.deepEqual(facts('[1.0] eth0: link up\n[2.0] eth0: link down'), []);
  });
});

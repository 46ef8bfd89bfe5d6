import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answers, fixture } from './support.ts';

const client = '10.0.0.1.40000';
const server = '10.0.0.2.8080';

/** A line of tcpdump at a second of the listing. */
function line(second: number, from: string, flags: string, rest = '', length = 0): string {
  const to = from === client ? server : client;
  const at = `${Math.floor(second / 60)
    .toString()
    .padStart(2, '0')}:${(second % 60).toFixed(6).padStart(9, '0')}`;
  return `12:${at} IP ${from} > ${to}: Flags [${flags}], ${rest}win 500, length ${length}`;
}

const handshake = [
  line(0, client, 'S', 'seq 1, '),
  line(0.1, server, 'S.', 'seq 9, ack 2, '),
  line(0.2, client, '.', 'ack 1, '),
];
const request = line(0.3, client, 'P.', 'seq 1:100, ', 99);
const response = line(0.4, server, 'P.', 'seq 1:500, ', 499);

describe('wireDrafts', () => {
  it('reads the labs as they were recorded', () => {
    const closed = [
      'syn-fate=answered@server',
      'failure-point=closed-after-handshake@server',
      'fin-before-request=yes@server',
      'first-closer=server@server',
      'rst-shape=bare-window-0@server',
    ];
    assert.deepEqual(answers(fixture('lab-close-at-once.tcpdump.txt')), closed);
    assert.deepEqual(answers(fixture('lab-close-at-once-verbose.tcpdump.txt')), [
      ...closed,
      'rst-ttl=same@unknown',
    ]);
    assert.deepEqual(answers(fixture('lab-refused.tcpdump.txt')), [
      'failure-point=syn-refused@server',
      'syn-fate=refused@server',
      'first-closer=server@server',
      'rst-shape=answers-syn@server',
    ]);
    assert.deepEqual(answers(fixture('lab-overflow.tcpdump.txt')), [
      'failure-point=syn-unanswered@server',
    ]);
    assert.deepEqual(answers(fixture('lab-unread.tcpdump.txt')), [
      'syn-fate=answered@server',
      'failure-point=reset-mid-stream@server',
      'first-closer=server@server',
      'rst-shape=rst-ack@server',
    ]);
    assert.deepEqual(answers(fixture('lab-silent.tcpdump.txt')), [
      'syn-fate=answered@server',
      'failure-point=silent-after-handshake@client',
      'first-closer=client@client',
    ]);
  });

  it('says nothing of a connection that ends well', () => {
    const orderly = [
      ...handshake,
      request,
      response,
      line(1, client, 'F.'),
      line(1.1, server, 'F.'),
      line(1.2, client, '.'),
    ];
    assert.deepEqual(answers(orderly.join('\n')), []);
    const clearingUp = [
      ...handshake,
      request,
      response,
      line(1, server, 'F.'),
      line(1.1, client, 'R'),
    ];
    assert.deepEqual(answers(clearingUp.join('\n')), []);
  });

  it('does not take an idle timeout for a close at once', () => {
    assert.deepEqual(answers([...handshake, line(30, server, 'F.')].join('\n')), []);
  });

  it('takes a RST instead of any answer for a close at once, but not a FIN', () => {
    const close = (flags: string) => [...handshake, request, line(0.5, server, flags)].join('\n');
    assert.deepEqual(answers(close('R.')).slice(1), [
      'failure-point=closed-after-handshake@server',
      'fin-before-request=no@server',
      'first-closer=server@server',
      'rst-shape=rst-ack@server',
    ]);
    assert.deepEqual(answers(close('F.')), []);
  });

  it('takes a connection to the port of HTTPS that is reset, or not answered, for a failed handshake of TLS', () => {
    const secure = (text: string): string => text.replaceAll('10.0.0.2.8080', '10.0.0.2.443');
    const reset = secure([...handshake, request, line(0.5, server, 'R.')].join('\n'));
    assert.deepEqual(answers(reset).slice(1), [
      'failure-point=tls-handshake-fails@server',
      'first-closer=server@server',
      'rst-shape=rst-ack@server',
    ]);
    const silent = secure([...handshake, request, line(5, client, 'F.')].join('\n'));
    assert.ok(answers(silent).includes('failure-point=tls-handshake-fails@client'));
    const before = secure([...handshake, line(0.5, server, 'R.')].join('\n'));
    assert.ok(answers(before).includes('failure-point=closed-after-handshake@server'));
  });

  it('says nothing of a close behind payload that the listing leaves out', () => {
    const close = (rest: string, flags = 'F.') => [...handshake, line(0.5, server, flags, rest)];
    assert.deepEqual(answers(close('seq 902, ack 725, ').join('\n')), []);
    assert.deepEqual(answers(close('seq 911, ', 'R').join('\n')), []);
    for (const rest of ['seq 1, ack 1, ', 'seq 10, ack 2, ']) {
      const said = answers(close(rest).join('\n'));
      assert.ok(said.includes('failure-point=closed-after-handshake@server'));
    }
  });

  it('takes no gap from a clock that shows the time since the packet before', () => {
    const steps = [...handshake, request, response, line(5, client, 'P.', 'seq 100:200, ', 100)];
    const text = [
      ...steps,
      line(0.001, client, 'P.', 'seq 100:200, ', 100),
      line(0.001, server, 'R.'),
    ];
    assert.ok(answers(text.join('\n')).includes('failure-point=reset-mid-stream@server'));
  });

  it('tells a first use after a quiet period from a reset in mid-stream', () => {
    const resumed = [
      ...handshake,
      request,
      response,
      line(400, client, 'P.', 'seq 100:200, ', 100),
      line(400.1, server, 'R'),
    ];
    assert.ok(answers(resumed.join('\n')).includes('failure-point=dead-after-idle@server'));
    const busy = [
      ...handshake,
      request,
      response,
      line(1, client, 'P.', 'seq 100:200, ', 100),
      line(1.1, server, 'R'),
    ];
    assert.ok(answers(busy.join('\n')).includes('failure-point=reset-mid-stream@server'));
  });

  it('sees a RST with the TTL of another sender', () => {
    const verbose = (ttl: number, text: string) =>
      text.replace(' IP ', ` IP (tos 0x0, ttl ${ttl}, id 1, proto TCP (6), length 60) `);
    const text = [...handshake, request, response].map((one) => verbose(57, one));
    const rst = verbose(62, line(0.5, server, 'R.'));
    assert.ok(answers([...text, rst].join('\n')).includes('rst-ttl=differs@unknown'));
  });

  it('does not guess who is the server without the handshake', () => {
    const text = [request, response, line(0.5, server, 'R.')].join('\n');
    assert.deepEqual(answers(text), [
      'failure-point=reset-mid-stream@unknown',
      'rst-shape=rst-ack@unknown',
    ]);
  });

  it('reads the wording of tcpdump before 4.0', () => {
    const old = [
      `12:00:00.000000 IP ${client} > ${server}: S 100:100(0) win 5840 <mss 1460>`,
      `12:00:00.000100 IP ${server} > ${client}: S 900:900(0) ack 101 win 5792 <mss 1460>`,
      `12:00:00.000200 IP ${client} > ${server}: . ack 1 win 5840`,
      `12:00:00.000300 IP ${server} > ${client}: F 1:1(0) ack 1 win 5792`,
      `12:00:00.000400 IP ${client} > ${server}: P 1:29(28) ack 1 win 5840`,
      `12:00:00.000500 IP ${server} > ${client}: R 901:901(0) win 0`,
    ];
    assert.ok(answers(old.join('\n')).includes('rst-shape=bare-window-0@server'));
  });

  it('reads tshark with arrows, without lengths, and tabs', () => {
    const rows = [
      '1 0.000000 10.0.0.1 → 10.0.0.2 TCP 40000 → 80 [SYN] Seq=0 Win=64240 Len=0',
      '2 0.000040 10.0.0.2 → 10.0.0.1 TCP 80 → 40000 [RST, ACK] Seq=1 Ack=1 Win=0 Len=0',
    ];
    const expected = [
      'failure-point=syn-refused@server',
      'syn-fate=refused@server',
      'first-closer=server@server',
      'rst-shape=answers-syn@server',
    ];
    assert.deepEqual(answers(rows.join('\n')), expected);
    assert.deepEqual(
      answers(
        rows
          .map((row) =>
            row
              .replace(/ (?=[\d→T])/g, '\t')
              .replaceAll('→\t', '→ ')
              .replaceAll('\t→ ', ' → '),
          )
          .join('\n'),
      ).length,
      4,
    );
  });

  it('counts rows of a higher protocol as data of their connection', () => {
    const row = (at: number, isRequest: boolean, rest: string) =>
      `${at} ${at}.5 10.0.0.${isRequest ? '1 10.0.0.2' : '2 10.0.0.1'} ${rest}`;
    const text = [
      row(1, true, 'TCP 74 40000 > 80 [SYN] Seq=0 Win=1 Len=0'),
      row(2, false, 'TCP 74 80 > 40000 [SYN, ACK] Seq=0 Ack=1 Win=1 Len=0'),
      row(3, true, 'TCP 66 40000 > 80 [ACK] Seq=1 Ack=1 Win=1 Len=0'),
      row(4, true, 'HTTP 200 GET / HTTP/1.1'),
      row(5, false, 'HTTP 200 HTTP/1.1 200 OK'),
      row(6, false, 'TCP 54 80 > 40000 [RST, ACK] Seq=100 Ack=100 Win=5 Len=0'),
    ].join('\n');
    assert.ok(answers(text).includes('failure-point=reset-mid-stream@server'));
  });

  it('keeps connections apart that share a listing', () => {
    const other = fixture('lab-refused.tcpdump.txt').trim().split('\n');
    const [first = '', second = ''] = other;
    const mixed = [handshake[0], first, handshake[1], handshake[2], second, request, response];
    assert.deepEqual(
      answers(mixed.join('\n')).filter((one) => one.startsWith('failure')),
      ['failure-point=syn-refused@server'],
    );
  });
});

describe('strace', () => {
  it('reads accept() that fails for want of descriptors', () => {
    assert.deepEqual(answers(fixture('lab-emfile.strace.txt')), [
      'accept-trace=accept-fails-emfile@server',
    ]);
  });

  it('reads a descriptor that is closed without having been watched', () => {
    const closed = `[pid 7] accept(115, {sa_family=AF_INET6, sin6_port=htons(1)}, [28]) = 65536
[pid 7] dup2(5, 65536)                   = 65536
[pid 7] close(65536)                     = 0`;
    assert.deepEqual(answers(closed), ['accept-trace=accepted-then-closed@server']);
    const watched = closed.replace(
      'dup2(5, 65536)                  ',
      'epoll_ctl(9, EPOLL_CTL_ADD, 65536, {EPOLLIN, {u32=1}})',
    );
    assert.deepEqual(answers(watched), ['accept-trace=normal@server']);
  });

  it('reads SO_LINGER 0 and a connect() without a free port', () => {
    assert.deepEqual(
      answers('setsockopt(9, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, 8) = 0'),
      ['linger-zero=yes@unknown'],
    );
    assert.deepEqual(
      answers(
        'connect(3, {sa_family=AF_INET, sin_port=htons(80)}, 16) = -1 EADDRNOTAVAIL (Cannot assign requested address)',
      ),
      ['client-error=eaddrnotavail@client'],
    );
    const local =
      'connect(3, {sa_family=AF_UNIX, sun_path="/run/x.sock"}, 110) = -1 ECONNREFUSED (Connection refused)';
    assert.deepEqual(answers(local), []);
  });
});

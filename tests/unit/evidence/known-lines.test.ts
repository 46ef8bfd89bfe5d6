// cspell:words wchan jsse
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { knownLineReader } from '#evidence/parsers/programs/known-lines.ts';
import { answers, say } from './support.ts';

describe('lines that name a finding', () => {
  it('reads what clients report beside errors of TCP', () => {
    say([
      ['getaddrinfo EAI_AGAIN app.example', 'client-error=unknown-host@client'],
      ['java.net.NoRouteToHostException: No route to host', 'client-error=no-route@client'],
      [
        'HikariPool-1 - Connection is not available, request timed out after 30000ms.',
        'client-error=pool-timeout@client',
        'http-protocol=not-http@client',
      ],
      [
        'net/http: TLS handshake timeout',
        'client-error=tls-timeout@client',
        'tls-outcome=silence-after-hello@client',
      ],
      [
        'Received a GOAWAY with error code ENHANCE_YOUR_CALM and debug data equal to "too_many_pings"',
        'client-error=goaway@client',
        'goaway-detail=too-many-pings@client',
      ],
      [
        'KeeperErrorCode = Session expired for /brokers/ids/1',
        'client-error=session-expired@client',
      ],
    ]);
  });

  it('reads limits that servers name, as the server’s', () => {
    say([
      [
        '2020-01-01 12:00:00,000 WARN Too many connections from /10.96.1.78 - max is 60',
        'server-limit-log=too-many-from-address@server',
      ],
      [
        'FATAL:  sorry, too many clients already',
        'client-error=server-names-limit@client',
        'server-limit-log=too-many-clients@server',
        'server-program=postgres@server',
      ],
      [
        'systemd[1]: sshd.socket: Trigger limit hit, refusing further activation.',
        'server-limit-log=trigger-limit@server',
      ],
      [
        'drop connection #2 from [127.0.0.1]:32938 on [127.0.0.1]:2222 past MaxStartups',
        'server-limit-log=maxstartups@server',
        'server-program=sshd@server',
      ],
    ]);
  });

  it('reads what proxies give as a reason', () => {
    say([
      [
        '2020/01/01 12:00:00 [alert] 7#7: 1024 worker_connections are not enough',
        'proxy-log-reason=worker-connections@proxy',
      ],
      [
        'upstream connect error or disconnect/reset before headers. reset reason: overflow',
        'client-error=http-502-503-504@client',
        'proxy-log-reason=overflow@proxy',
      ],
    ]);
  });

  it('tells an expired certificate from one that is not valid yet by the clock that Go prints', () => {
    const text = 'x509: certificate has expired or is not yet valid';
    const at = ': current time 2022-01-01T00:00:00Z is';
    const common = [
      'client-error=tls-alert-or-verify@client',
      'tls-outcome=certificate-rejected@client',
    ];
    assert.deepEqual(
      [...answers(text)].sort(),
      [...common, 'tls-verify=date-unclear@client'].sort(),
    );
    assert.deepEqual(
      [...answers(`${text}${at} after 2021-09-30T14:01:15Z`)].sort(),
      [...common, 'tls-verify=expired@client'].sort(),
    );
    assert.deepEqual(
      [...answers(`${text}${at} before 2022-09-30T14:01:15Z`)].sort(),
      [...common, 'tls-verify=not-yet-valid@client'].sort(),
    );
  });

  it('leaves sentences about an error alone, and errors of other things', () => {
    say([
      ['We get no route to host now and then.'],
      [
        'The node logged "ipv4: Neighbour table overflow." a lot since we added the second network.',
      ],
      [
        'What does "TCP: request_sock_TCPv6: Possible SYN flooding on port 830" in dmesg mean for us?',
      ],
      [
        'When `SC--` comes back, is the limit of the backend to blame, and how many are connected then?',
      ],
      [
        'Every reload leaves workers in the state "worker process is shutting down" until the timeout.',
      ],
      [
        'Our script printed `kex_exchange_identification: read: Connection reset by peer` this morning.',
      ],
      ['UC means that the upstream closed the connection, UO that its circuit breaker was open.'],
      ['RTNETLINK answers: No buffer space available'],
    ]);
  });

  it('has clues for every line that it knows', () => {
    assert.ok(
      knownLineReader.clues.every((clue) => clue === clue.toLowerCase() && clue.length >= 6),
    );
  });
});

describe('versions that programs print', () => {
  it('reads HAProxy, Docker and OpenSSL', () => {
    say([
      ['HA-Proxy version 1.5.18 2016/05/10', 'haproxy-version=1.5.18@unknown'],
      [
        'HAProxy version 2.6.12-1+deb12u1 2023/12/16 - https://haproxy.org/',
        'haproxy-version=2.6.12@unknown',
      ],
      ['Docker version 20.10.7, build f0df350', 'docker-version=20.10.7@unknown'],
      ['OpenSSL 1.0.2k-fips  26 Jan 2017', 'openssl-version=1.0.2k@unknown'],
    ]);
  });
});

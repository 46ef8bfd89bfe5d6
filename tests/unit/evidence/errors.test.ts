// cspell:words emerg redir mysqld
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answers, facts, say } from './support.ts';

describe('errors of other runtimes', () => {
  it('reads curl, which is the client', () => {
    say([
      [
        'curl: (7) Failed to connect to 172.17.0.2 port 5000: Connection refused',
        'client-error=econnrefused@client',
      ],
      ['curl: (52) Empty reply from server', 'client-error=eof@client'],
      ['curl: (56) Recv failure: Connection reset by peer', 'client-error=econnreset@client'],
      ['curl: (56) Recv failure: Operation timed out', 'client-error=established-timeout@client'],
      ['curl: (55) Send failure: Broken pipe', 'client-error=epipe@client'],
      [
        'curl: (28) Operation timed out after 30001 milliseconds with 0 bytes received',
        'client-error=read-timeout@client',
      ],
      [
        'curl: (28) Failed to connect to 10.0.0.1 port 80: Connection timed out',
        'client-error=connect-timeout@client',
      ],
      ['curl: (18) transfer closed with 99 bytes remaining to read', 'client-error=eof@client'],
      ['curl: (6) Could not resolve host: example.org', 'client-error=unknown-host@client'],
    ]);
  });

  it('reads Go', () => {
    say([
      ['dial tcp 10.0.0.1:80: connect: connection refused', 'client-error=econnrefused@client'],
      ['dial tcp 10.0.0.1:80: i/o timeout', 'client-error=connect-timeout@client'],
      [
        'dial tcp 10.0.0.1:80: connect: cannot assign requested address',
        'client-error=eaddrnotavail@client',
      ],
      [
        '2020/01/01 12:00:00 read tcp 10.0.0.1:5->10.0.0.2:80: read: connection reset by peer',
        'client-error=econnreset@unknown',
      ],
      [
        'Get "http://a/b": read tcp 10.0.0.1:5->10.0.0.2:80: read: connection reset by peer',
        'client-error=econnreset@client',
      ],
      [
        'read tcp 10.0.0.1:5->10.0.0.2:80: read: operation timed out',
        'client-error=established-timeout@unknown',
      ],
      ['read tcp 10.0.0.1:5->10.0.0.2:80: i/o timeout', 'client-error=read-timeout@unknown'],
      [
        'dial tcp 10.0.0.1:80: connectex: No connection could be made because the target machine actively refused it.',
        'client-error=econnrefused@client',
      ],
      [
        'Warning  Unhealthy  2m (x3 over 2m)  kubelet  Readiness probe failed: dial tcp 10.0.0.1:80: connect: connection refused',
        'platform=kubernetes@unknown',
      ],
      [
        'I1122 10:00:00.000000 812 prober.go:107] "Probe failed" probeType="Readiness" pod="a/b" output="Get \\"http://10.0.0.1:80/\\": dial tcp 10.0.0.1:80: connect: connection refused"',
      ],
      ['write tcp 10.0.0.1:5->10.0.0.2:80: write: broken pipe', 'client-error=epipe@unknown'],
      ['Get "http://a/b": EOF', 'client-error=eof@client'],
      [
        'http: Accept error: accept tcp [::]:80: accept4: too many open files; retrying in 5ms',
        'log-too-many-open-files=yes@server',
      ],
      ['dial tcp: lookup a on 10.0.0.10:53: no such host', 'client-error=unknown-host@client'],
    ]);
  });

  it('reads Node.js', () => {
    say([
      ['Error: connect ECONNREFUSED 127.0.0.1:5432', 'client-error=econnrefused@client'],
      [
        'Error: read ECONNRESET\n    at TCP.onStreamRead (node:internal/stream_base_commons:217:20)',
        'client-error=econnreset@unknown',
      ],
      [
        'Error: connect EADDRNOTAVAIL 10.0.0.1:80 - Local (0.0.0.0:0)',
        'client-error=eaddrnotavail@client',
      ],
      ['Error: socket hang up', 'client-error=eof@client'],
      [
        '{"code":"ETIMEDOUT","errno":"ETIMEDOUT","syscall":"read","fatal":true}',
        'client-error=established-timeout@unknown',
      ],
      [
        "  errno: -110,\n  code: 'ETIMEDOUT',\n  syscall: 'connect',",
        'client-error=connect-timeout@client',
      ],
      ['Error: accept EMFILE', 'log-too-many-open-files=yes@server'],
      ['Error: connect ECONNREFUSED /var/run/docker.sock'],
      ['Error: listen EADDRNOTAVAIL: address not available 10.0.0.1:80'],
    ]);
  });

  it('reads Python', () => {
    say([
      [
        'ConnectionResetError: [Errno 104] Connection reset by peer',
        'client-error=econnreset@unknown',
      ],
      [
        "requests.exceptions.ConnectionError: ('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))",
        'client-error=econnreset@client',
      ],
      [
        "urllib3.exceptions.ProtocolError: ('Connection aborted.', OSError(\"(54, 'ECONNRESET')\",))",
        'client-error=econnreset@client',
      ],
      [
        "HTTPConnectionPool(host='a', port=80): Max retries exceeded with url: / (Caused by NewConnectionError('<x>: Failed to establish a new connection: [Errno 99] Cannot assign requested address'))",
        'client-error=eaddrnotavail@client',
      ],
      [
        '  File "a.py", line 1, in f\n    sock.connect(address)\nOSError: [Errno 99] Cannot assign requested address',
        'client-error=eaddrnotavail@client',
      ],
      [
        '  File "a.py", line 1, in f\n    self.socket.bind(address)\nOSError: [Errno 99] Cannot assign requested address',
      ],
      [
        'http.client.RemoteDisconnected: Remote end closed connection without response',
        'client-error=eof@client',
      ],
      [
        "requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='a', port=443): Read timed out. (read timeout=10)",
        'client-error=read-timeout@client',
      ],
    ]);
  });

  it('reads nginx and HAProxy, which are clients of what is behind them', () => {
    const log = '2020/01/01 12:00:00 [error] 7#7: *9';
    say([
      [
        `${log} connect() to 10.0.0.1:80 failed (99: Cannot assign requested address) while connecting to upstream, upstream: "http://10.0.0.1:80/"`,
        'client-stack=proxy@client',
        'client-error=eaddrnotavail@client',
      ],
      [
        `${log} connect() failed (111: Connection refused) while connecting to upstream`,
        'client-error=econnrefused@client',
        'proxy-log-reason=upstream-connect-fails@proxy',
      ],
      [
        `${log} recv() failed (104: Connection reset by peer) while reading response header from upstream`,
        'client-error=econnreset@client',
        'proxy-log-reason=upstream-closed@proxy',
      ],
      [
        `${log} recv() failed (104: Connection reset by peer) while waiting for request, client: 10.0.0.9`,
      ],
      [
        `${log} upstream timed out (110: Connection timed out) while connecting to upstream`,
        'client-error=connect-timeout@client',
        'proxy-log-reason=upstream-connect-fails@proxy',
      ],
      [
        `${log} upstream timed out (110: Connection timed out) while reading response header from upstream`,
        'client-error=read-timeout@client',
        'proxy-log-reason=upstream-timed-out@proxy',
      ],
      [
        `${log} upstream prematurely closed connection while reading response header from upstream`,
        'client-error=eof@client',
        'proxy-log-reason=upstream-closed@proxy',
      ],
      [
        `${log} connect() to unix:/run/php.sock failed (111: Connection refused) while connecting to upstream`,
      ],
      [
        '2020/01/01 12:00:00 [alert] 7#7: accept4() failed (24: Too many open files)',
        'log-too-many-open-files=yes@server',
      ],
      [
        '2020/01/01 12:00:00 [emerg] 7#7: bind() to 10.0.0.1:80 failed (99: Cannot assign requested address)',
      ],
      ['Connect() failed for backend app: no free ports.', 'client-error=eaddrnotavail@client'],
    ]);
  });

  it('reads .NET by the frames below', () => {
    const text = (frame: string) =>
      `System.Net.Sockets.SocketException (10060): A connection attempt failed\n   at ${frame}(String host)`;
    say([
      [text('System.Net.Http.ConnectHelper.ConnectAsync'), 'client-error=connect-timeout@client'],
      [text('System.Net.Sockets.NetworkStream.Read'), 'client-error=read-timeout@unknown'],
      [
        'System.IO.IOException: Unable to read data from the transport connection: Connection reset by peer.',
        'client-error=econnreset@unknown',
      ],
    ]);
  });

  it('reads lines of other programs that end in an error text', () => {
    say([
      ['ssh: connect to host a port 22: Connection refused', 'client-error=econnrefused@client'],
      [
        'apr_socket_connect(): Cannot assign requested address (99)',
        'client-error=eaddrnotavail@unknown',
      ],
      [
        'daemon.err ss-redir[9942]: remote recv: Operation timed out',
        'client-error=established-timeout@unknown',
      ],
      ['LOG:  could not receive data from client: Connection reset by peer'],
      [
        'could not receive data from server: Connection timed out',
        'client-error=established-timeout@client',
      ],
      [
        "ERROR 2003 (HY000): Can't connect to MySQL server on '10.0.0.1' (99)",
        'client-error=eaddrnotavail@client',
      ],
      ['bash: cannot make pipe: Too many open files in system'],
      ['bind: Cannot assign requested address'],
      ['Too many open files', 'log-too-many-open-files=yes@unknown'],
    ]);
  });

  it('takes no error of a Unix socket or of UDP for one of TCP', () => {
    // The words are those of Go's HTTP client, whatever it speaks over.
    const go =
      'error during connect: Get http://%2Fvar%2Frun%2Fdocker.sock/v1.27/version: read unix @->/var/run/docker.sock: read: connection reset by peer';
    assert.deepEqual(answers(go), ['client-stack=go@client']);
    for (const text of [
      'dial unix /var/run/docker.sock: connect: connection refused',
      "Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock': Connection refused",
      'read udp 10.0.0.1:5->10.0.0.10:53: read: connection refused',
    ]) {
      assert.deepEqual(answers(text), [], text);
    }
  });

  it('leaves an error in a sentence alone', () => {
    for (const text of [
      'Our clients get Connection reset by peer whenever there are many of them.',
      'There is no Connection refused anywhere',
      'People search for ECONNRESET and find nothing.',
      '我们看到 Connection reset by peer',
      '我们在 12:00 看到 Connection refused',
    ]) {
      assert.deepEqual(facts(text), [], text);
    }
  });
});

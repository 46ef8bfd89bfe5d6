import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEvidence } from '#evidence/index.ts';

/** What a text says of dig against the process, by line. */
function says(...lines: readonly string[]): readonly string[] {
  return readEvidence(lines.join('\n'), {})
    .readings.filter(({ finding }) => finding === 'dig-against-process')
    .map(({ line, value }) => `${String(line)} ${value}`);
}

const dig = ['$ dig +short store.example.org', '10.0.0.3'];
const netty = (address: string) =>
  `io.netty.channel.AbstractChannel$AnnotatedNoRouteToHostException: No route to host: store.example.org/${address}:9000`;

describe('the address that is dialled for a name', () => {
  it('is an old one when dig has others', () => {
    assert.deepEqual(says(netty('10.0.0.2'), ...dig), ['1 process-uses-old-address']);
    assert.deepEqual(says(...dig, netty('10.0.0.2')), ['3 process-uses-old-address']);
    const whole = [
      '$ dig store.example.org',
      '; <<>> DiG 9.18.49-1~deb12u1-Debian <<>> store.example.org',
      ';; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 4711',
      ';; ANSWER SECTION:',
      'store.example.org.\t5\tIN\tA\t10.0.0.3',
    ];
    assert.deepEqual(says(...whole, netty('10.0.0.2')), ['6 process-uses-old-address']);
    assert.deepEqual(
      says(
        '$ getent ahosts store.example.org',
        '10.0.0.3 STREAM store.example.org',
        netty('10.0.0.2'),
      ),
      ['3 process-uses-old-address'],
    );
  });

  it('is the current one when dig has it', () => {
    assert.deepEqual(says(netty('10.0.0.3'), ...dig), ['1 same-answer']);
  });

  it('is read from the errors of Apache, libpq and Go', () => {
    for (const error of [
      'org.apache.http.conn.HttpHostConnectException: Connect to store.example.org:9000 [store.example.org/10.0.0.2] failed: Connection refused (Connection refused)',
      'psql: error: connection to server at "store.example.org" (10.0.0.2), port 5432 failed: No route to host',
      'Get "http://store.example.org:9000/items?a=b": dial tcp 10.0.0.2:9000: i/o timeout',
      'Get "http://store.example.org/": dial tcp 10.0.0.2:80: connect: no route to host',
    ]) {
      assert.deepEqual(says(error, ...dig), ['1 process-uses-old-address'], error);
      assert.deepEqual(says(error.replace('10.0.0.2', '10.0.0.3'), ...dig), ['1 same-answer']);
    }
  });

  it('is not compared with another name, another family, another machine or another server', () => {
    assert.deepEqual(says(netty('10.0.0.2').replace('store', 'cart'), ...dig), []);
    assert.deepEqual(says(netty('[2001:db8::2]'), ...dig), []);
    assert.deepEqual(
      says(
        'root@a:~# dig +short store.example.org',
        '10.0.0.3',
        'root@b:~# cat log',
        netty('10.0.0.2'),
      ),
      [],
    );
    assert.deepEqual(
      says('$ dig +short store.example.org @9.9.9.9', '10.0.0.3', netty('10.0.0.2')),
      [],
    );
  });

  it('is left open for a name with many addresses, and for one that moves within the paste', () => {
    const many = [3, 4, 5, 6, 7].map((end) => `10.0.0.${String(end)}`);
    assert.deepEqual(says('$ dig +short store.example.org', ...many, netty('10.0.0.2')), []);
    assert.deepEqual(says('$ dig +short store.example.org', ...many, netty('10.0.0.7')), [
      '7 same-answer',
    ]);
    assert.deepEqual(says(netty('10.0.0.2'), netty('10.0.0.3'), ...dig), []);
  });

  it('is not told by a success, nor by a path that looks like one', () => {
    assert.deepEqual(says('connected to store.example.org/10.0.0.2:9000', ...dig), []);
    assert.deepEqual(says('GET store.example.org/10.0.0.2:9000/a timed out', ...dig), []);
  });
});

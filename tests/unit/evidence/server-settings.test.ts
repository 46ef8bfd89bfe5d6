import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { answers, facts } from './support.ts';

const settings: readonly (readonly [text: string, answer: string])[] = [
  ['reuse_port=True', 'server-program=other@server'],
  ["worker_class = 'gthread'", 'server-program=other@server'],
  ['server.tomcat.accept-count=100', 'server-program=java@server'],
  ['server.tomcat.max-connections: 8192', 'server-program=java@server'],
  ['maxclients 10000', 'server-program=redis@server'],
  ['max_connections = 100\nshared_buffers = 128MB', 'server-program=postgres@server'],
  [
    'superuser_reserved_connections = 3\t# (change requires restart)',
    'server-program=postgres@server',
  ],
  ['[mysqld]\nmax_connections = 151', 'server-program=mysql@server'],
  ['innodb_buffer_pool_size = 1G', 'server-program=mysql@server'],
  ['MaxStartups 10:30:100', 'server-program=sshd@server'],
  ['maxClientCnxns=60', 'server-program=zookeeper@server'],
  ['advertised.listeners=PLAINTEXT://10.0.0.5:9092', 'server-program=kafka@server'],
  ['preserve_client_ip.enabled=false', 'client-ip-preserved=no@unknown'],
  ['preserve_client_ip=true', 'client-ip-preserved=yes@unknown'],
  ['ATTRIBUTES\tpreserve_client_ip.enabled\ttrue', 'client-ip-preserved=yes@unknown'],
];

describe('serverSettings', () => {
  it('reads the program from a line that only its configuration has', () => {
    for (const [text, expected] of settings) assert.deepEqual(answers(text), [expected], text);
  });

  it('notes the limits, and answers nothing by them', () => {
    assert.deepEqual(facts('global\n  maxconn 2000\ndefaults\n  timeout client 30s'), [
      'haproxy-setting maxconn=2000',
      'haproxy-setting timeout=client 30s',
    ]);
    assert.deepEqual(facts('max_connections = 100'), ['server-setting max_connections=100']);
  });

  it('reads nothing in a sentence, a comment or another language', () => {
    for (const text of [
      'We set MaxStartups 100 and reuse_port=True, as someone said',
      '#MaxStartups 10:30:100',
      '# maxclients 10000',
      'reuse_port: true',
      'reuse_port=False',
      'server.tomcat.accept-count',
      '[mysqldump]',
    ]) {
      assert.deepEqual(answers(text), [], text);
    }
  });
});

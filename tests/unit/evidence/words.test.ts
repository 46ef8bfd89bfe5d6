import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readWords, vocabulary } from '#evidence/index.ts';

function said(text: string): string {
  return readWords(text)
    .readings.map(({ finding, value, side }) => `${finding ?? '-'}=${value}@${side}`)
    .join(' ');
}

describe('readWords', () => {
  for (const [text, expected] of [
    [
      'clients get connection reset after about 65,000 connections',
      'client-error=econnreset@client connection-plateau=65000@unknown',
    ],
    [
      'websocket connect cannot assign requested address after 28k connections',
      'client-error=eaddrnotavail@client connection-plateau=28000@unknown',
    ],
    [
      'accept failed errno 24 when more than 1018 clients',
      'log-too-many-open-files=yes@server connection-plateau=1018@unknown',
    ],
    ['bind(): Cannot assign requested address', '-=eaddrnotavail@unknown'],
    [
      'node gives ECONNRESET after 5 minutes idle in kubernetes',
      'client-error=econnreset@unknown idle-seconds=300@client platform=kubernetes@unknown',
    ],
    ['connections idle for 1.5 h are dead', 'idle-seconds=5400@client'],
    ['it hangs after 350 s of silence', 'idle-seconds=350@client'],
    ['sporadic 502s from the load balancer', 'client-error=http-502-503-504@client'],
    [
      'okhttp connect timed out to one host',
      'client-error=connect-timeout@client client-stack=java-other@client',
    ],
    ['the server logs show "connection reset" all day', ''],
    ['no connection refused, it just hangs', ''],
    [
      'Unable to connect: x509 certificate has expired',
      'client-error=tls-alert-or-verify@client tls-outcome=certificate-rejected@client tls-verify=expired@client',
    ],
    ['possible SYN flooding on port 9002', 'log-syn-flooding=yes@unknown'],
    ['docker pull hangs', ''],
    [
      'psycopg2 hangs on postgres until it is restarted',
      'server-program=postgres@server http-protocol=not-http@client client-stack=other@client recovery=restart-only@unknown',
    ],
    [
      'grpc calls fail after upgrading to 1.60',
      'http-protocol=http2@client client-stack=grpc@client trigger=upgrade@unknown',
    ],
    [
      'tomcat stops accepting after the kernel update',
      'server-program=java@server java-server=tomcat@server trigger=upgrade@unknown',
    ],
    ['still fails after upgrading tomcat', 'server-program=java@server java-server=tomcat@server'],
    ['jdbc behind haproxy is cut', ''],
    ['redis and kafka both time out', 'http-protocol=not-http@client'],
    ['redis over https', 'server-program=redis@server'],
    ['Kafka Connect stops', ''],
    ['containers under istio lose redis', 'platform=kubernetes@unknown'],
    ['nginx to okhttp', ''],
    ['the app runs in docker', 'platform=docker@unknown'],
    ['load test with 500 connections is slow', ''],
    ['only 20 connections', ''],
    ['', ''],
  ] as const) {
    it(`"${text}" says ${expected === '' ? 'nothing' : expected}`, () => {
      assert.equal(said(text), expected);
    });
  }

  it('says only what the vocabulary has, and never throws', () => {
    const known = new Set(vocabulary.map(({ finding }) => finding));
    const piece = fc.constantFrom(
      'errno ',
      '24',
      'idle ',
      'for ',
      '5',
      ' minutes',
      'past ',
      '1,000',
      'k',
      ' connections',
      'reset',
      'clients ',
      'get ',
      'ECONNRESET',
      ' no ',
      '502s',
      'mysql ',
      'grpc ',
      'after ',
      'upgrade ',
      'until ',
      'restarted ',
      'pods ',
      '\n',
    );
    const words = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(words, (text) => {
        for (const { finding, line, lastLine } of readWords(text).readings) {
          assert.ok(finding === null || known.has(finding));
          assert.ok(line === 1 && lastLine === 1);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Segment } from './segments.ts';
import { captureOf, exchange } from './segments.ts';
import { read, says } from './support.ts';

/** What is said of a payload that the client sends two seconds after the server closed its answered connection. */
function afterClose(payload: readonly number[], rest: readonly Segment[] = []): string {
  const segments: readonly Segment[] = [
    ...exchange,
    { at: 3, from: 'server', flags: 'FA', seq: 5101, ack: 1101 },
    { at: 3.01, from: 'client', flags: 'A', seq: 1101, ack: 5102 },
    { at: 5, from: 'client', flags: 'PA', seq: 1101, ack: 5102, payload },
    ...rest,
    { at: 5.02, from: 'server', flags: 'R', seq: 5102, window: 0 },
  ];
  return says(read(captureOf(segments))).join('\n');
}

const text = (words: string): readonly number[] => [...Buffer.from(words, 'latin1')];
const zeros = (count: number): readonly number[] => Array.from({ length: count }, () => 0);

const farewells: Readonly<Record<string, readonly number[]>> = {
  'an alert of TLS 1.2': [21, 3, 3, 0, 26, ...zeros(26)],
  'an alert of TLS 1.3': [23, 3, 3, 0, 19, ...zeros(19)],
  'GOAWAY and an alert of TLS 1.3': [23, 3, 3, 0, 34, ...zeros(34), 23, 3, 3, 0, 19, ...zeros(19)],
  'QUIT of SMTP': text('QUIT\r\n'),
  'QUIT of Redis': text('*1\r\n$4\r\nQUIT\r\n'),
  'LOGOUT of IMAP': text('a12 LOGOUT\r\n'),
  'Terminate of PostgreSQL': [0x58, 0, 0, 0, 4],
  'COM_QUIT of MySQL': [1, 0, 0, 0, 1],
  'DISCONNECT of MQTT': [0xe0, 0],
  'a close of WebSocket': [0x88, 0x82, 1, 2, 3, 4, 5, 6],
  'GOAWAY of HTTP/2': [0, 0, 8, 7, 0, 0, 0, 0, 0, ...zeros(8)],
};

const requests: Readonly<Record<string, readonly number[]>> = {
  'a request of HTTP': text('GET / HTTP/1.1\r\nHost: example.org\r\n\r\n'),
  'a request for a page of that name': text('GET /quit HTTP/1.1\r\nHost: example.org\r\n\r\n'),
  'a command of Redis': text('*1\r\n$4\r\nPING\r\n'),
  'a query of PostgreSQL': [0x51, 0, 0, 0, 13, ...text('select 1'), 0],
  'application data of TLS': [23, 3, 3, 0, 90, ...zeros(90)],
  'HEADERS of HTTP/2': [0, 0, 4, 1, 5, 0, 0, 0, 3, 0x82, 0x86, 0x84, 0x87],
};

describe('isFarewell', () => {
  for (const [name, payload] of Object.entries(farewells)) {
    it(`takes ${name} for a goodbye`, () => assert.equal(afterClose(payload), ''));
  }

  for (const [name, payload] of Object.entries(requests)) {
    it(`takes ${name} for a request that was lost`, () => {
      const said = afterClose(payload);
      assert.match(said, /fin-before-request=yes@server/);
      assert.match(said, /failure-point=dead-after-idle@server/);
    });
  }

  it('takes no last words for a request when their sender closes at once', () => {
    const close: Segment = { at: 5.001, from: 'client', flags: 'FA', seq: 1109, ack: 5102 };
    assert.equal(afterClose(text('goodbye\n'), [close]), '');
  });
});

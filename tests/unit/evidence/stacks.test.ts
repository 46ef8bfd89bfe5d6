import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answers } from './support.ts';
import type { Side } from '#evidence/index.ts';

function stacks(text: string, side?: Side): readonly string[] {
  return answers(text, side).filter((one) => one.startsWith('client-stack'));
}

const trace = (...frames: readonly string[]) =>
  ['java.net.SocketException: Connection reset', ...frames.map((frame) => `\tat ${frame}`)].join(
    '\n',
  );

describe('joinStacks', () => {
  it('names the runtime of a client by the form of its error', () => {
    assert.deepEqual(
      stacks('Get "https://app.example.org/": dial tcp 192.0.2.7:443: connect: connection refused'),
      ['client-stack=go@client'],
    );
    assert.deepEqual(stacks('Error: connect ECONNREFUSED 192.0.2.7:443', 'client'), [
      'client-stack=node@client',
    ]);
  });

  it('names a Java client by the frames of its trace', () => {
    const read = 'java.base/sun.nio.ch.NioSocketImpl.implRead(NioSocketImpl.java:325)';
    const http = 'java.base/sun.net.www.protocol.http.HttpURLConnection.getInputStream0(H.java:1)';
    const own = 'java.net.http/jdk.internal.net.http.HttpClientImpl.send(HttpClientImpl.java:586)';
    assert.deepEqual(stacks(trace(read, http), 'client'), [
      'client-stack=httpurlconnection@client',
    ]);
    assert.deepEqual(stacks(trace(read, own), 'client'), ['client-stack=jdk-httpclient@client']);
    assert.deepEqual(stacks(trace(read), 'client'), ['client-stack=java-other@client']);
  });

  it('says nothing of a server’s error, of one without a side, or of a tool', () => {
    assert.deepEqual(
      stacks(trace('sun.nio.ch.SocketDispatcher.read0(Native Method)'), 'server'),
      [],
    );
    assert.deepEqual(stacks('ConnectionResetError: [Errno 104] Connection reset by peer'), []);
    assert.deepEqual(stacks('curl: (56) Recv failure: Connection reset by peer'), []);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { facts, say } from './support.ts';

describe('javaTrace', () => {
  const trace = (head: string, ...frames: readonly string[]) =>
    [head, ...frames.map((frame) => `\tat ${frame}`)].join('\n');

  it('tells the two NullPointerExceptions of the epoll selector apart', () => {
    say([
      [
        trace(
          'java.lang.NullPointerException',
          'sun.nio.ch.EPollArrayWrapper.setUpdateEvents(EPollArrayWrapper.java:178)',
          'sun.nio.ch.EPollArrayWrapper.add(EPollArrayWrapper.java:227)',
        ),
        'npe-frame=set-update-events-178@unknown',
      ],
      [
        trace(
          'java.lang.NullPointerException: null',
          'sun.nio.ch.EPollArrayWrapper.isEventsHighKilled(EPollArrayWrapper.java:174)',
          'sun.nio.ch.EPollArrayWrapper.setUpdateEvents(EPollArrayWrapper.java:190)',
        ),
        'npe-frame=is-events-high-killed-174@unknown',
      ],
      [
        trace(
          'java.lang.NullPointerException',
          'sun.nio.ch.EPollArrayWrapper.poll(EPollArrayWrapper.java:269)',
        ),
        'npe-frame=other@unknown',
      ],
      [
        trace(
          'java.lang.NullPointerException',
          'com.acme.Foo.bar(Foo.java:1)',
          'sun.nio.ch.EPollArrayWrapper.add(EPollArrayWrapper.java:227)',
        ),
      ],
    ]);
  });

  it('takes the side from what the process was doing', () => {
    say([
      [
        trace(
          'java.io.IOException: Too many open files',
          'sun.nio.ch.ServerSocketChannelImpl.accept0(Native Method)',
        ),
        'log-too-many-open-files=yes@server',
      ],
      [
        trace(
          'java.net.SocketException: Too many open files',
          'java.net.Socket.createImpl(Socket.java:447)',
          'java.net.PlainSocketImpl.socketConnect(Native Method)',
        ),
        'client-error=emfile@client',
      ],
      [
        trace(
          'java.net.BindException: Cannot assign requested address',
          'sun.nio.ch.Net.connect0(Native Method)',
        ),
        'client-error=eaddrnotavail@client',
      ],
      [
        trace(
          'java.net.BindException: Cannot assign requested address',
          'sun.nio.ch.Net.bind0(Native Method)',
        ),
      ],
      [
        trace(
          'java.net.SocketTimeoutException: Read timed out',
          'java.net.SocketInputStream.socketRead0(Native Method)',
        ),
        'client-error=read-timeout@unknown',
      ],
      [
        trace(
          'java.net.SocketTimeoutException: connect timed out',
          'java.net.PlainSocketImpl.socketConnect(Native Method)',
        ),
        'client-error=connect-timeout@client',
      ],
    ]);
  });

  it('gives the versions in the frames the side of the trace', () => {
    const text = trace(
      'java.io.IOException: Too many open files',
      'sun.nio.ch.ServerSocketChannelImpl.accept0(Native Method) ~[na:1.7.0_40]',
      'io.netty.channel.nio.NioEventLoop.run(NioEventLoop.java:1) ~[netty-all-4.0.9.Final.jar:na]',
    );
    say([
      [
        text,
        'log-too-many-open-files=yes@server',
        'jdk-version=7u40@server',
        'netty-version=4.0.9.Final@server',
      ],
    ]);
  });

  it('reads causes, log lines and threads', () => {
    say([
      [
        `${trace('java.lang.RuntimeException: failed', 'a.B.c(B.java:1)')}\nCaused by: java.net.ConnectException: Connection refused\n\t... 12 more`,
        'client-error=econnrefused@client',
      ],
      [
        '2020-01-01 12:00:00 ERROR x - java.net.SocketException: Connection reset',
        'client-error=econnreset@unknown',
      ],
      [
        'Exception in thread "main" java.lang.OutOfMemoryError: unable to create new native thread',
        'log-native-thread=yes@unknown',
      ],
      [
        '[warning][os,thread] Failed to start thread "Unknown thread" - pthread_create failed (EAGAIN) for attributes: stacksize: 1024k',
        'log-native-thread=yes@unknown',
      ],
    ]);
  });

  it('reads no exception that a sentence quotes', () => {
    assert.deepEqual(facts('客户端将抛出“java.io.IOException:Connection reset by peer”例外。'), []);
    assert.deepEqual(
      facts('The java.io.IOException class is abstract and Connection reset by peer is its text'),
      [],
    );
  });
});

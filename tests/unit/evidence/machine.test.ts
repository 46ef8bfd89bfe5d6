// cspell:words buildd boringssl hdfs
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answers, facts, fixture } from './support.ts';

describe('uname', () => {
  it('reads the kernel from each place that prints it', () => {
    const forms: readonly (readonly [string, string])[] = [
      [
        'Linux host 3.10.0-957.el7.x86_64 #1 SMP Thu Nov 8 x86_64 GNU/Linux',
        '3.10.0-957.el7.x86_64',
      ],
      ['[    0.000000] Linux version 5.4.0-42-generic (buildd@lgw01) (gcc 9)', '5.4.0-42-generic'],
      ['$ uname -r\n4.18.0-513.el8.x86_64', '4.18.0-513.el8.x86_64'],
      ['  Kernel: Linux 6.1.0-18-amd64', '6.1.0-18-amd64'],
      [' Kernel Version:             4.9.0-7-amd64', '4.9.0-7-amd64'],
    ];
    for (const [text, version] of forms) {
      assert.deepEqual(answers(text), [`kernel-version=${version}@unknown`], text);
    }
  });

  it('reads no kernel from a sentence', () => {
    assert.deepEqual(
      facts('We moved from Linux 2.6.32 to kernel 3.0.13 and Linux 4.4 is fine.'),
      [],
    );
  });
});

describe('osRelease', () => {
  it('reads the distribution', () => {
    assert.deepEqual(facts('CentOS Linux release 7.6.1810 (Core)'), [
      'os=CentOS Linux release 7.6.1810 (Core)',
    ]);
    assert.deepEqual(facts('Description:\tUbuntu 20.04.1 LTS'), ['os=Ubuntu 20.04.1 LTS']);
    assert.deepEqual(facts('openSUSE 13.1 (x86_64)\nVERSION = 13.1'), ['os=openSUSE 13.1']);
  });
});

describe('osRelease of other text', () => {
  it('reads no description of something else', () => {
    assert.deepEqual(facts('Description: A high performance web server\nPRETTY NAME: Debian'), []);
  });
});

describe('javaVersion', () => {
  it('reads the release in each spelling', () => {
    const forms: readonly (readonly [string, string])[] = [
      ['java version "1.7.0_40"', '7u40'],
      ['openjdk version "1.8.0_202-ea"', '8u202'],
      ['openjdk 21.0.2 2024-01-16', '21.0.2'],
      ['12345:\nOpenJDK 64-Bit Server VM version 25.202-b08\nJDK 8.0_202', '8u202'],
      ['# JRE version: Java(TM) SE Runtime Environment (7.0_40-b43) (build 1.7.0_40-b43)', '7u40'],
      ['java.version = 1.7.0_25', '7u25'],
      ['    at sun.nio.ch.IOUtil.read(IOUtil.java:193) ~[na:1.7.0_25]', '7u25'],
      ['at java.lang.Thread.run(Thread.java:748) [?:1.8.0_181]', '8u181'],
    ];
    for (const [text, release] of forms) {
      assert.deepEqual(answers(text), [`jdk-version=${release}@unknown`], text);
    }
    assert.deepEqual(answers(fixture('java-version.txt')), ['jdk-version=17.0.15@unknown']);
  });

  it('reads no release from a sentence or from another library', () => {
    assert.deepEqual(
      facts('After the update to JDK7_45 all is well; JDK 1.7.0_40 was broken.'),
      [],
    );
    assert.deepEqual(facts('at com.acme.Foo.bar(Foo.java:1) ~[na:1.7.0_25]'), []);
  });
});

describe('javaLibraries', () => {
  it('reads Netty from jar names, and not tcnative', () => {
    assert.deepEqual(answers('-cp lib/netty-transport-4.1.6.Final.jar:lib/a.jar'), [
      'netty-version=4.1.6.Final@unknown',
    ]);
    assert.deepEqual(answers('/opt/es/lib/netty-3.10.5.Final.jar'), [
      'netty-version=3.10.5.Final@unknown',
    ]);
    assert.deepEqual(facts('lib/netty-tcnative-boringssl-static-2.0.61.Final.jar'), []);
  });

  it('does not take the versions of libraries around Netty for its own', () => {
    assert.deepEqual(
      facts(
        'grpc-netty-1.40.0.jar reactor-netty-http-1.0.24.jar transport-netty4-client-6.8.0.jar',
      ),
      [],
    );
    assert.deepEqual(answers('grpc-netty-1.40.0.jar:netty-codec-http2-4.1.72.Final.jar'), [
      'netty-version=4.1.72.Final@unknown',
    ]);
  });
});

describe('ulimit and procLimits', () => {
  it('reads the limits of a shell', () => {
    assert.deepEqual(answers(fixture('machine-debian.txt')), [
      'kernel-version=6.18.44-fc-v669@unknown',
      'nofile-limit=20000@unknown',
    ]);
    assert.deepEqual(answers('open files                      (-n) 1024'), [
      'nofile-limit=1024@unknown',
    ]);
    assert.deepEqual(answers('-n: file descriptors          256'), ['nofile-limit=256@unknown']);
    assert.deepEqual(answers('$ ulimit -Hn\n4096'), []);
    assert.deepEqual(answers('$ ulimit -n\nunlimited'), []);
  });

  it('reads the limits and counts of a process and joins them', () => {
    assert.deepEqual(answers(fixture('process.txt'), 'server'), [
      'nofile-limit=20000@server',
      'nofile-hard=20000@server',
      'fd-usage=9/20000@server',
      'fd-count=9@server',
      'fd-highest=255@server',
      'maps-usage=44/65530@server',
    ]);
  });

  it("believes the process's own limit over the shell's", () => {
    const both =
      '$ ulimit -n\n1024\nMax open files            65536                65536                files';
    assert.deepEqual(answers(both), ['nofile-limit=65536@unknown', 'nofile-hard=65536@unknown']);
  });

  it("does not measure a process by a shell's limit that it exceeds", () => {
    const text = '# ulimit -n\n1024\n# ls /proc/4242/fd | wc -l\n65387';
    assert.deepEqual(answers(text), ['fd-count=65387@unknown']);
  });

  it('joins tasks and their limit', () => {
    assert.deepEqual(answers('    Tasks: 4915 (limit: 4915)'), ['thread-usage=4915/4915@unknown']);
    assert.deepEqual(answers('$ cat /sys/fs/cgroup/pids.{current,max}\n511\n512'), [
      'thread-usage=511/512@unknown',
    ]);
  });
});

describe('procCounts', () => {
  it('takes off what ls prints beside the descriptors', () => {
    assert.deepEqual(answers('ls -l /proc/1/fd | wc -l\n101'), ['fd-count=100@unknown']);
    assert.deepEqual(answers('sudo ls -la /proc/$(pgrep java)/fd/ | wc -l\n103'), [
      'fd-count=100@unknown',
    ]);
  });

  it('reads the two counts of the one-line check', () => {
    const text =
      "$ echo $(ls /proc/$PID/fd | wc -l) $(awk '/open files/{print $4}' /proc/$PID/limits)\n65387 999999";
    assert.deepEqual(answers(text).toSorted(), [
      'fd-count=65387@unknown',
      'fd-usage=65387/999999@unknown',
      'nofile-limit=999999@unknown',
    ]);
  });

  it('reads nothing from a command without its answer', () => {
    assert.deepEqual(
      facts('ls /proc/1/fd | wc -l\nls: cannot open directory: Permission denied'),
      [],
    );
  });
});

describe('sysctl', () => {
  it('reads settings, files and answers', () => {
    assert.deepEqual(facts('#cat /proc/sys/net/ipv4/tcp_mem\n21180   28243\t42360'), [
      'sysctl net.ipv4.tcp_mem=21180 28243 42360',
    ]);
    assert.deepEqual(facts('sysctl -n net.core.somaxconn vm.swappiness\n128\n60'), [
      'sysctl net.core.somaxconn=128',
      'sysctl vm.swappiness=60',
    ]);
    assert.deepEqual(facts('/proc/sys/net/core/somaxconn:4096'), [
      'sysctl net.core.somaxconn=4096',
    ]);
    assert.deepEqual(facts('==> /proc/sys/fs/nr_open <==\n1048576'), ['sysctl fs.nr_open=1048576']);
    assert.deepEqual(facts('net.ipv4.tcp_congestion_control = cubic'), [
      'sysctl net.ipv4.tcp_congestion_control=cubic',
    ]);
  });

  it("reads no other program's settings", () => {
    assert.deepEqual(
      facts('user.name = root\nnet.port = 27017\nfs.defaultFS = hdfs://a\nvm.Foo = 1'),
      [],
    );
  });

  it('reads neither comments nor sentences', () => {
    assert.deepEqual(facts('#net.ipv4.tcp_syncookies=1'), []);
    assert.deepEqual(facts('net.core.somaxconn = 128 is far too small for us'), []);
  });
});

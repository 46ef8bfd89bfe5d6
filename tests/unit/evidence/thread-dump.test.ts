import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEvidence } from '#evidence/index.ts';

/** The stack of the hot thread as recorded for the finding `hot-thread`. */
const loop = [
  '"nioEventLoopGroup-3-1" #12 prio=5 os_prio=0 cpu=2518.98ms elapsed=2.54s tid=0x00007ff32812f2c0 nid=0x6843 runnable',
  '   java.lang.Thread.State: RUNNABLE',
  '\tat sun.nio.ch.EPollSelectorImpl.doSelect(java.base@17.0.15/EPollSelectorImpl.java:135)',
  '\tat sun.nio.ch.SelectorImpl.select(java.base@17.0.15/SelectorImpl.java:146)',
];
const heading = '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND';

function said(finding: string, lines: readonly string[]): readonly string[] {
  return readEvidence(lines.join('\n'))
    .readings.filter((reading) => reading.finding === finding)
    .map(({ value, line }) => `${line} ${value}`);
}

function top(idle: string, rows: readonly string[]): readonly string[] {
  return [
    'Threads:  21 total,   1 running,  20 sleeping,   0 stopped,   0 zombie',
    `%Cpu(s): 50.0 us,  0.1 sy,  0.0 ni, ${idle} id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st`,
    '',
    heading,
    ...rows,
  ];
}

describe('threadDump', () => {
  it('matches the hottest row with the dump, in hexadecimal and in decimal', () => {
    const row = '  26691 root      20   0 8975476 160660  21588 R  99.9   0.7   0:02.09 nioEventL+';
    const idle = loop.map((line) => line.replace('cpu=2518.98ms ', 'cpu=18.98ms '));
    assert.deepEqual(said('hot-thread', [heading, row, '', ...idle]), ['2 epoll-wait-java']);
    const decimal = idle.map((line) => line.replace('nid=0x6843', 'nid=26691'));
    assert.deepEqual(said('hot-thread', [heading, row, '', ...decimal]), ['2 epoll-wait-java']);
    const other = idle.map((line) => line.replace('nid=0x6843', 'nid=0x6844'));
    assert.deepEqual(said('hot-thread', [heading, row, '', ...other]), []);
  });

  it('takes the processor time that a dump prints', () => {
    assert.deepEqual(said('hot-thread', loop), ['1 epoll-wait-java']);
  });

  it('names the collector by its own row', () => {
    const row = '  27326 root      20   0 2455148  93396  20320 R  86.7   0.4   0:02.54 VM Thread';
    assert.deepEqual(said('hot-thread', top('40.0', [row])), ['5 gc']);
  });

  it('says that none spins only where the machine had time left, and not by the first frame', () => {
    const rows = [
      '  15001 root      20   0 8975472  43436  21572 S   0.3   0.2   0:00.08 java',
      '  15003 root      20   0 8975472  43436  21572 S   0.0   0.2   0:00.05 java',
    ];
    const twice = (idle: string) => [...top(idle, rows), '', ...top(idle, rows)];
    assert.deepEqual(said('hot-thread', top('80.0', rows)), []);
    assert.equal(said('hot-thread', twice('80.0')).at(0)?.split(' ')[1], 'none');
    assert.deepEqual(said('hot-thread', twice(' 0.0')), []);
  });

  it('misses an acceptor only in a dump that is whole', () => {
    const poller =
      '"http-nio-8088-Poller" #17 daemon prio=5 os_prio=0 tid=0x00007f84e8766000 nid=0x6d37 runnable';
    const stack = [
      '   java.lang.Thread.State: RUNNABLE',
      '\tat sun.nio.ch.EPoll.wait(Native Method)',
    ];
    const start = 'Full thread dump OpenJDK 64-Bit Server VM (17.0.15+6 mixed mode, sharing):';
    const end = 'JNI global refs: 17, weak refs: 0';
    assert.deepEqual(said('acceptor-state', [start, '', poller, ...stack, '', end]), ['3 missing']);
    assert.deepEqual(said('acceptor-state', [start, '', poller, ...stack]), []);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEvidence } from '#evidence/index.ts';

/** A collection as `collect.sh` prints it, of sections with their commands and outputs. */
function collection(
  side: string,
  ...sections: readonly (readonly [run: string, ...lines: string[]])[]
): string {
  return [
    `== halfopen collect 1 side=${side} pid=812 uid=0 time=2026-11-22T21:40:00Z ==`,
    ...sections.flatMap(([run, ...lines], at) => [
      `== halfopen run part-${at}: ${run} ==`,
      ...lines,
      `== halfopen end part-${at} 0 ==`,
    ]),
    '== halfopen end collect 0 ==',
  ].join('\n');
}

function said(text: string, side?: 'client' | 'server'): readonly string[] {
  return readEvidence(text, side === undefined ? {} : { side }).readings.flatMap((reading) =>
    reading.finding === null ? [] : [`${reading.finding}=${reading.value}@${reading.side}`],
  );
}

const count = ['ls /proc/812/fd | wc -l', '1021'] as const;
const limits = [
  'cat /proc/812/limits',
  'Limit                     Soft Limit           Hard Limit           Units     ',
  'Max open files            1024                 4096                 files     ',
] as const;

describe('placeSides with collections', () => {
  it('takes what a server logs as a client for no answer about its own clients', () => {
    const log = ['tail -n 400 app.log', 'ECONNREFUSED: Error: connect ECONNREFUSED 192.0.2.7:6379'];
    const [run = '', ...lines] = log;
    assert.deepEqual(said(collection('server', [run, ...lines])), []);
    assert.deepEqual(said(collection('client', [run, ...lines])), [
      'client-error=econnrefused@client',
      'client-stack=node@client',
    ]);
  });

  it('gives each line the side of its collection', () => {
    assert.deepEqual(said(collection('server', count)), ['fd-count=1021@server']);
    assert.deepEqual(said(`${collection('server', count)}\n${collection('client', count)}`), [
      'fd-count=1021@server',
      'fd-count=1021@client',
    ]);
  });

  it('states no side before, between and after the collections', () => {
    const shell = '$ ls /proc/9/fd | wc -l\n7';
    const text = [
      shell,
      collection('server', count),
      shell,
      collection('client', count),
      shell,
    ].join('\n');
    assert.deepEqual(said(text), [
      'fd-count=7@unknown',
      'fd-count=1021@server',
      'fd-count=1021@client',
    ]);
    assert.ok(said(text, 'client').includes('fd-count=7@client'));
  });

  it('does not let the side stated for the paste override that of a collection', () => {
    assert.deepEqual(said(collection('server', count), 'client'), ['fd-count=1021@server']);
    assert.deepEqual(said(collection('unknown', count), 'client'), ['fd-count=1021@client']);
    assert.deepEqual(said(collection('unknown', count)), ['fd-count=1021@unknown']);
  });

  it('never measures the count of one collection by the limit of another', () => {
    assert.ok(said(collection('server', count, limits)).includes('fd-usage=1021/1024@server'));
    for (const side of ['server', 'client', 'unknown']) {
      const both = `${collection(side, count)}\n${collection(side, limits)}`;
      assert.ok(!said(both).some((one) => one.startsWith('fd-usage')), side);
    }
  });

  it('makes no rate of the samples of two collections', () => {
    const sample = (value: number): readonly [string, string] => [
      'nstat -asz',
      `TcpExtListenOverflows ${value} 0.0`,
    ];
    assert.deepEqual(said(collection('server', sample(3), sample(9))), [
      'listen-overflows=rising@server',
    ]);
    assert.deepEqual(
      said(`${collection('server', sample(3))}\n${collection('server', sample(9))}`),
      [],
    );
  });

  it('lets a collection without its end reach to the next or to the end of the paste', () => {
    const cut = collection('server', count).split('\n').slice(0, 3).join('\n');
    assert.deepEqual(said(`${cut}\n${collection('client', count)}`), [
      'fd-count=1021@server',
      'fd-count=1021@client',
    ]);
    const evidence = readEvidence(cut);
    assert.ok(
      evidence.readings.some(({ fact, value }) => fact === 'section cut off' && value === 'part-0'),
    );
    assert.deepEqual(evidence.unread, []);
  });

  it('says which sections were stopped, cut, skipped or not there', () => {
    const text = [
      '== halfopen collect 1 side=proxy pid=- uid=1000 time=2026-11-22T21:40:00Z ==',
      '== halfopen run a: sleep 9 ==',
      '== halfopen end a 124 ==',
      '== halfopen run b: conntrack -S ==',
      '== halfopen end b 127 ==',
      '== halfopen run c: ss -tan ==',
      '== halfopen cut c after 2000 lines ==',
      '== halfopen end c 0 ==',
      '== halfopen skip d: the time for the whole run is over ==',
      '== halfopen end collect 0 ==',
    ].join('\n');
    const { readings, unread } = readEvidence(text);
    const facts = readings.map(({ fact, value }) => `${fact}=${value}`);
    for (const fact of [
      'section stopped=a',
      'section not installed=b',
      'section cut=c',
      'section skipped=d',
    ]) {
      assert.ok(facts.includes(fact), fact);
    }
    assert.deepEqual(unread, []);
  });

  it('leaves marks alone that are none', () => {
    for (const text of [
      '== halfopen collect 1 side=both ==',
      '== halfopen collect server ==',
      'say == halfopen run x: ls ==',
      '== halfopen run ==',
    ]) {
      assert.deepEqual(readEvidence(text).readings, []);
    }
  });
});

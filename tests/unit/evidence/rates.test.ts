import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answers, facts, say } from './support.ts';

/** Two samples of nstat. */
function twice(...rows: readonly (readonly [name: string, first: number, last: number])[]): string {
  const sample = (place: 1 | 2): string =>
    rows.map((row) => `${row[0]} ${row[place]} 0.0`).join('\n');
  return `$ nstat -az\n#kernel\n${sample(1)}\n$ nstat -az\n#kernel\n${sample(2)}\n`;
}

describe('rateRules', () => {
  it('call several counters rising when one is, flat only when all are there', () => {
    say([
      [
        twice(['TcpExtTCPToZeroWindowAdv', 0, 0], ['TcpExtTCPWinProbe', 0, 3]),
        'zero-window-advertised=rising@unknown',
      ],
      [twice(['TcpExtTCPWinProbe', 3, 3])],
      [
        twice(['TcpExtTCPFastOpenActiveFail', 2, 2], ['TcpExtTCPFastOpenBlackhole', 1, 1]),
        'fastopen-counters=flat@unknown',
      ],
    ]);
  });

  it('do not take a clash of two entries for a full table', () => {
    const sample = (failed: number, drop: number) =>
      `cpu=0 found=0 invalid=0 insert=0 insert_failed=${failed} drop=${drop} early_drop=0\n`;
    assert.deepEqual(answers(sample(0, 0) + sample(3, 3)), [
      'conntrack-insert-failed=rising@unknown',
      'conntrack-invalid=flat@unknown',
    ]);
    assert.ok(answers(sample(0, 0) + sample(3, 9)).includes('conntrack-drops=rising@unknown'));
  });

  it('ask of squeezes that they are many, of drops that there is one', () => {
    const run =
      'for i in 0 10; do sleep $i; awk "{print NR-1, \\$2, \\$3}" /proc/net/softnet_stat; done';
    const samples = (first: string, last: string) => `$ ${run}\n0 ${first}\n0 ${last}\n`;
    say([
      [samples('00000000 0000a41f', '00000000 0000a7c2'), 'softnet-squeeze=rising@unknown'],
      [samples('00000000 00000001', '00000001 00000001'), 'softnet-squeeze=rising@unknown'],
      [samples('00000000 00000001', '00000000 00000002'), 'softnet-squeeze=flat@unknown'],
      [samples('00000000 00000001', '00000000 00000010')],
    ]);
  });

  it('name the allowance that grew most, and want all five for none', () => {
    const sample = (tracked: number, packets: number) =>
      `     conntrack_allowance_exceeded: ${tracked}\n     pps_allowance_exceeded: ${packets}\n`;
    say([
      [sample(18431, 31) + sample(19207, 32), 'ena-allowance=conntrack-exceeded@unknown'],
      [sample(18431, 31) + sample(18431, 32), 'ena-allowance=pps-or-bandwidth-exceeded@unknown'],
      [sample(18431, 31) + sample(18431, 31)],
      [sample(0, 0)],
    ]);
  });

  it('take missed packets of a card for the ring, its errors for the sending side', () => {
    const sample = (name: string, missed: number, errors: number) =>
      `2: ${name}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP\n` +
      '    RX:  bytes packets errors dropped  missed   mcast\n' +
      `        100      1      0       9       ${missed}       0\n` +
      '    TX:  bytes packets errors dropped carrier collsns\n' +
      `        100      1      ${errors}       0       0       0\n`;
    say([
      [sample('eth0', 1, 0) + sample('eth0', 7142, 0), 'nic-drops=rx-missed@unknown'],
      [sample('eth0', 1, 0) + sample('eth0', 1, 5), 'nic-drops=tx-errors@unknown'],
      [sample('eth0', 1, 0) + sample('eth0', 1, 0), 'nic-drops=flat@unknown'],
      [sample('eth0@if7', 1, 0) + sample('eth0@if7', 7, 0)],
      [sample('docker0', 1, 0) + sample('docker0', 7, 0)],
    ]);
  });

  it('keep totals, growth and a first run apart', () => {
    const row = (figure: number, rate = '0.0') => `TcpExtListenOverflows ${figure} ${rate}\n`;
    say([
      [`$ nstat -n; sleep 10; nstat -z\n${row(0)}`, 'listen-overflows=flat@unknown'],
      [`$ nstat -n; sleep 10; nstat -z\n${row(2)}`, 'listen-overflows=rising@unknown'],
      [row(7, '1.2'), 'listen-overflows=rising@unknown'],
      [`$ nstat\n${row(7)}`],
    ]);
    assert.ok(facts(`$ nstat\n${row(7)}`).includes('counter-step TcpExtListenOverflows=7'));
  });
});

describe('joinRatios of the neighbour table', () => {
  it('reads the count as hexadecimal', () => {
    const table =
      'entries  allocs   destroys hash_grows\n000003ff 00000000 00000000 00000000\n' +
      'net.ipv4.neigh.default.gc_thresh3 = 1024\n';
    assert.deepEqual(answers(table), ['neighbour-usage=1023/1024@unknown']);
  });
});

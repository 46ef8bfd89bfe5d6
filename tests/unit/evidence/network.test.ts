import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { answers, facts, say } from './support.ts';

describe('ping', () => {
  const run = (target: string, times: string) =>
    `PING ${target} (${target}) 56(84) bytes of data.\n` +
    `--- ${target} ping statistics ---\n150 packets transmitted, 150 received, 0% packet loss, time 30000ms\n` +
    `rtt min/avg/max/mdev = ${times} ms\n`;

  it('tells spikes from the look-up of the first ping, and near hosts from far ones', () => {
    say([
      [run('10.9.0.10', '0.054/0.084/0.181/0.048'), 'ping-outliers=flat@unknown'],
      [run('10.9.0.10', '0.054/9.213/412.077/49.114'), 'ping-outliers=spikes@unknown'],
      // One ping of 412 ms among 150 has a deviation of 34 ms.
      [run('10.9.0.10', '0.054/2.8/412.077/33.6')],
      [run('203.0.113.9', '14.054/14.8/15.077/0.6')],
      [run('127.0.0.1', '0.014/0.018/0.077/0.006')],
    ]);
  });

  it('asks of a large lost ping that a small one was answered', () => {
    const sized = (size: number, received: number) =>
      `PING 10.0.0.10 (10.0.0.10) ${size}(${size + 28}) bytes of data.\n2 packets transmitted, ${received} received, ${100 - 50 * received}% packet loss, time 1016ms\n`;
    say([
      [sized(1472, 0) + sized(1372, 2), 'df-ping=cut-off@unknown'],
      [sized(1472, 2) + sized(56, 2), 'df-ping=passes@unknown'],
      [sized(1472, 0) + sized(56, 0), 'df-ping=all-lost@unknown'],
      [sized(1472, 0)],
      [sized(56, 0) + sized(56, 0)],
      [
        `$ ping -M dont -s 1472 10.0.0.10\n${sized(1472, 0)}$ ping -M dont -s 56 10.0.0.10\n${sized(56, 2)}`,
      ],
    ]);
  });
});

describe('filterRules', () => {
  const twice = (rule: string) => `[0:0] -A INPUT ${rule}\n[3:180] -A INPUT ${rule}\n`;

  it('leaves out rules that strangers and neighbours meet all day', () => {
    say([
      [twice('-p tcp -m tcp --dport 8080 -j DROP'), 'filter-counter=drop-rule-or-policy@unknown'],
      [twice('-p tcp -m tcp --dport 8080 -j REJECT'), 'filter-counter=reject-rule@unknown'],
      [twice('-p tcp -m tcp --dport 23 -j DROP')],
      [twice('-p udp -m udp --dport 8080 -j DROP')],
      [twice('-m set --match-set banned src -j DROP')],
      [twice('-j DROP')],
      [':INPUT DROP [0:0]\n:INPUT DROP [9:900]\n'],
    ]);
  });
});

describe('interfaces', () => {
  const host = (...rows: readonly (readonly [name: string, flags: string, mtu: number])[]) =>
    rows
      .map(([name, flags, mtu], at) => `${at + 1}: ${name}: <${flags}> mtu ${mtu} qdisc`)
      .join('\n');
  const up = 'BROADCAST,MULTICAST,UP,LOWER_UP';

  it('compares what is wrapped with the one uplink', () => {
    say([
      [
        host(['eth0', up, 1450], ['flannel.1', up, 1450]),
        'interface-mtu=larger-than-tunnel@unknown',
      ],
      [host(['eth0', up, 1500], ['flannel.1', up, 1450]), 'interface-mtu=fits@unknown'],
      [host(['eth0', up, 1400], ['docker0', 'NO-CARRIER,BROADCAST,UP', 1500])],
      [host(['eth0', up, 1400], ['eth1', up, 9000], ['docker0', up, 1500])],
      [host(['eth0', up, 1400])],
    ]);
  });
});

describe('clock', () => {
  const chrony = (seconds: string, leap: string) =>
    `System time     : ${seconds} seconds slow of NTP time\nLast offset     : +0.1 seconds\nLeap status     : ${leap}\n`;

  it('believes only a clock that somebody keeps', () => {
    say([
      [chrony('0.000052616', 'Normal'), 'clock-offset=right@unknown'],
      [chrony('3541200.5', 'Normal'), 'clock-offset=wrong@unknown'],
      [chrony('20.5', 'Normal')],
      [chrony('0.000000000', 'Not synchronised')],
      ['System clock synchronized: yes', 'clock-offset=right@unknown'],
      ['System clock synchronized: no'],
      [
        'Date: Sun, 22 Nov 2026 18:53:58 GMT\nSun Nov 22 18:53:59 UTC 2026',
        'clock-offset=right@unknown',
      ],
      ['Date: Sun, 22 Nov 2026 18:53:58 GMT\nMon Oct 12 18:53:58 UTC 2026'],
    ]);
  });
});

describe('keptLatency', () => {
  const rows = (...times: readonly string[]) =>
    `$ curl -s -o /dev/null -w '%{num_connects} %{time_total}\\n' "http://$HOST:$PORT/?[1-6]"\n1 0.001090\n${times.map((time) => `0 ${time}\n`).join('')}`;

  it('looks for the delay on kept connections only', () => {
    const slow = ['0.040330', '0.043850', '0.043885', '0.043956', '0.044012'];
    const fast = ['0.000341', '0.000337', '0.000352', '0.000360', '0.000333'];
    assert.deepEqual(answers(rows(...slow)), ['latency-floor=yes@client']);
    assert.deepEqual(answers(rows(...fast)), ['latency-floor=no@client']);
    assert.deepEqual(answers(rows(...slow.slice(0, 2), ...fast)), []);
    assert.deepEqual(answers(slow.map((time) => `0 ${time}`).join('\n')), []);
  });
});

describe('routes', () => {
  it('reads masked networks, and nothing from a route that was found', () => {
    const text =
      'default via ip4-public-2 dev eth0\nip4-public-3/24 dev eth0 proto kernel scope link';
    assert.deepEqual(facts(text), ['route=default', 'route=ip4-public-3/24']);
    assert.deepEqual(
      answers('$ ip route get 192.0.2.9\n192.0.2.9 via 192.0.2.1 dev eth0 src 192.0.2.2'),
      [],
    );
  });
});

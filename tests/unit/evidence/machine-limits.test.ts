import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answers, facts, say } from './support.ts';

describe('procLimits', () => {
  const asked =
    "root@web:~# grep 'open files' /proc/812/limits; systemctl show -p LimitNOFILE \"$(ps -o unit= -p 812 | tr -d ' ')\"\n";
  const limits = (hard: number, unit: string) =>
    `Max open files            ${hard}              ${hard}              files\nLimitNOFILE=${unit}`;
  const raised = (text: string) =>
    answers(text).filter((one) => one.startsWith('limit-raised-after-start'));

  it('compares a live process with the unit that the command took from it', () => {
    assert.deepEqual(raised(asked + limits(1_048_576, '65536')), [
      'limit-raised-after-start=yes@unknown',
    ]);
    assert.deepEqual(raised(asked + limits(65_536, '65536')), [
      'limit-raised-after-start=no@unknown',
    ]);
    assert.deepEqual(raised(asked + limits(4096, '65536')), []);
    assert.deepEqual(raised(asked + limits(65_536, 'infinity')), []);
    assert.deepEqual(raised(limits(1_048_576, '65536')), []);
  });

  it('reads the properties of a unit', () => {
    assert.deepEqual(facts('Accept=no\nMaxConnections=64\nTriggerLimitBurst=20'), [
      'systemd Accept=no',
      'systemd MaxConnections=64',
      'systemd TriggerLimitBurst=20',
    ]);
    assert.deepEqual(facts('Accept=everything that comes, said the manual'), []);
  });
});

describe('controlGroup', () => {
  it('divides the quota by its period and rounds up', () => {
    say([
      ['$ cat /proc/812/root/sys/fs/cgroup/cpu.max\n150000 100000', 'cpus-seen=2@unknown'],
      [
        '$ cat /sys/fs/cgroup/cpu.max; grep Cpus_allowed_list /proc/812/status\nmax 100000\nCpus_allowed_list:\t0-7',
        'cpus-seen=8@unknown',
      ],
      ['$ cat /sys/fs/cgroup/cpu.max\nmax 100000'],
      ['150000 100000'],
    ]);
  });

  it('takes the fullest level of the hierarchy', () => {
    const run =
      '# d=$(sed -n \'s/^0:://p\' /proc/1/cgroup); while [ "${#d}" -gt 1 ]; do echo "$d $(cat /sys/fs/cgroup$d/pids.current)/$(cat /sys/fs/cgroup$d/pids.max)"; d=${d%/*}; done\n';
    assert.deepEqual(answers(`${run}/system.slice/app.service 4915/4915\n/system.slice 5100/max`), [
      'thread-usage=4915/4915@unknown',
    ]);
    assert.deepEqual(answers(`${run}/system.slice 5100/max`), []);
  });

  it('compares no samples of two commands or of a counter that fell', () => {
    const stat = (periods: number, throttled: number) =>
      `nr_periods ${periods}\nnr_throttled ${throttled}\nthrottled_time 0\n`;
    const cat = (group: string) => `root@web:~# cat /sys/fs/cgroup/${group}/cpu.stat\n`;
    say([
      [cat('a') + stat(10, 1) + cat('a') + stat(20, 4), 'cpu-throttled=rising@unknown'],
      [cat('a') + stat(10, 1) + cat('a') + stat(20, 1), 'cpu-throttled=flat@unknown'],
      [cat('a') + stat(10, 1) + cat('b') + stat(20, 4)],
      [cat('a') + stat(10, 4) + cat('a') + stat(20, 1)],
      [cat('a') + stat(10, 1) + cat('a') + stat(10, 1)],
      [stat(10, 1) + stat(20, 4)],
    ]);
  });
});

describe('platform', () => {
  it('reads what systemd-detect-virt says when that is plain', () => {
    say([
      ['$ systemd-detect-virt\nkvm', 'platform=plain-host@unknown'],
      ['$ systemd-detect-virt\nnone', 'platform=plain-host@unknown'],
      ['$ systemd-detect-virt\npodman', 'platform=docker@unknown'],
      ['$ systemd-detect-virt\ndocker'],
      ['$ systemd-detect-virt\nsystemd-detect-virt: command not found'],
    ]);
  });

  it('reads the control group of a process', () => {
    say([
      ['0::/system.slice/docker-0123456789abcdef.scope', 'platform=docker@unknown'],
      ['0::/kubepods.slice/kubepods-burstable.slice/x.scope', 'platform=kubernetes@unknown'],
      ['0::/system.slice/nginx.service'],
      ['0::/'],
      ['We moved from /docker/ to kubepods last year.'],
    ]);
  });
});

describe('sysctl', () => {
  it('tells a live tcp_tw_recycle from a line of a file', () => {
    say([
      ['$ sysctl net.ipv4.tcp_tw_recycle\nnet.ipv4.tcp_tw_recycle = 1', 'tw-recycle=on@unknown'],
      [
        '# sysctl -a | grep recycle\nnet.ipv4.tcp_tw_recycle = 0',
        'tw-recycle=off-or-absent@unknown',
      ],
      ['$ cat /proc/sys/net/ipv4/tcp_tw_recycle\n1', 'tw-recycle=on@unknown'],
      ['# cat /etc/sysctl.conf\nnet.ipv4.tcp_tw_recycle = 1'],
      ['# reuse quickly\nnet.ipv4.tcp_tw_recycle = 1'],
      ['net.ipv4.tcp_tw_recycle=1'],
    ]);
  });
});

describe('servicePort', () => {
  it('needs the reserved ports only inside the range', () => {
    const run = (port: number) =>
      `$ ss -Htanp "sport = :${port}"\nnet.ipv4.ip_local_port_range = 32768\t60999\n`;
    const ranges = (text: string) =>
      answers(text).filter((one) => one.startsWith('service-port-range'));
    assert.deepEqual(ranges(run(8080)), ['service-port-range=outside@unknown']);
    assert.deepEqual(ranges(run(50_051)), []);
    const kept = (list: string) => `${run(50_051)}net.ipv4.ip_local_reserved_ports = ${list}`;
    assert.deepEqual(ranges(kept('')), ['service-port-range=inside@unknown']);
    assert.deepEqual(ranges(kept('50000-50100')), ['service-port-range=outside@unknown']);
  });
});

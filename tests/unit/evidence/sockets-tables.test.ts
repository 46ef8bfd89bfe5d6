import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answers, facts, say } from './support.ts';

const prompt = 'root@web:~# ';

/** Rows of one state, each with a peer port of its own. */
function rows(state: string, count: number, local: string, peer: string, rest = ''): string {
  return Array.from({ length: count }, (_, place) => {
    const [from, to] = [local, peer].map((end) => end.replace('PORT', String(40_000 + place)));
    return `${state} 0      0      ${from ?? ''}   ${to ?? ''}   ${rest}`;
  }).join('\n');
}

const owned = 'users:(("java",pid=812,fd=9))';

describe('socketTables', () => {
  it('says many from an excerpt and few only from a whole table', () => {
    const many = rows('CLOSE-WAIT', 100, '10.0.0.1:8080', '10.0.0.2:PORT', owned);
    const few = rows('CLOSE-WAIT', 2, '10.0.0.1:8080', '10.0.0.2:PORT', owned);
    say([
      [many, 'close-wait-sockets=on-service-port@unknown'],
      [rows('CLOSE-WAIT', 99, '10.0.0.1:8080', '10.0.0.2:PORT', owned)],
      [few],
      [`${prompt}ss -tan\n${few}`],
      [`${prompt}ss -tan | head -3\n${few}\n${prompt}`],
      [`${prompt}ss -tan | grep -v java\n${few}\n${prompt}`],
      [`${prompt}ss -tan\n${few}\n${prompt}`, 'close-wait-sockets=few@unknown'],
    ]);
  });

  it('asks who holds sockets on the service port before it says who', () => {
    const unowned = rows('CLOSE-WAIT', 120, '10.0.0.1:8080', '10.0.0.2:PORT');
    const listener = (queue: number) =>
      `LISTEN ${queue} 128 0.0.0.0:8080 0.0.0.0:* users:(("java",pid=812,fd=5))`;
    assert.deepEqual(answers(unowned), []);
    assert.ok(
      answers(`${listener(120)}\n${unowned}`).includes('close-wait-sockets=without-owner@unknown'),
    );
    const spaced = rows(
      'CLOSE-WAIT',
      120,
      '10.0.0.1:8080',
      '10.0.0.2:PORT',
      'users:(("Web Content",pid=7,fd=9))',
    );
    assert.deepEqual(answers(spaced), ['close-wait-sockets=on-service-port@unknown']);
    const old = rows('CLOSE-WAIT', 120, '10.0.0.1:8080', '10.0.0.2:PORT', 'users:(("java",812,9))');
    assert.deepEqual(answers(old), ['close-wait-sockets=on-service-port@unknown']);
  });

  it('counts the sockets to one destination in a whole table', () => {
    const client = rows('TIME-WAIT', 1000, '10.0.0.1:PORT', '10.0.0.2:443');
    const range = 'net.ipv4.ip_local_port_range = 40000\t41249';
    assert.deepEqual(answers(client), ['tuple-states=mostly-time-wait@unknown']);
    assert.deepEqual(
      answers(
        `${prompt}ss -tan\n${client}\n${prompt}sysctl net.ipv4.ip_local_port_range\n${range}`,
      ),
      [
        'port-usage=1000/1250@unknown',
        'close-wait-sockets=few@unknown',
        'tuple-states=mostly-time-wait@unknown',
      ],
    );
    const server = rows('TIME-WAIT', 1000, '10.0.0.1:443', '10.0.0.2:PORT');
    assert.deepEqual(answers(server), []);
  });

  it('calls connections ghosts that were silent for hours and have no keepalive', () => {
    const silent = (count: number, timer = '') =>
      rows(
        'ESTAB',
        count,
        '10.0.0.1:5672',
        '10.0.0.2:PORT',
        `${timer} rto:204 lastsnd:12000000 lastrcv:12000000`,
      );
    const table = (text: string) => `${prompt}ss -HOtnoi "sport = :5672"\n${text}\n${prompt}`;
    assert.deepEqual(answers(table(silent(30))), ['stale-established=yes@unknown']);
    assert.deepEqual(answers(table(silent(30, 'timer:(keepalive,59sec,0)'))), [
      'stale-established=no@unknown',
    ]);
    assert.deepEqual(answers(silent(30)), []);
  });

  it('names the timer only when the row itself shows a hang', () => {
    const row = (timer: string, fields = '') =>
      `ESTAB 0 23 10.0.0.20:34586 10.0.0.10:8083 ${timer}\n\t ts cubic rto:3264 cwnd:1 ${fields}`;
    say([
      [row('timer:(on,1.612ms,4)', 'backoff:4'), 'stuck-socket-timer=retransmit@unknown'],
      [row('timer:(on,204ms,0)')],
      [row('timer:(on,420ms,1)', 'backoff:1')],
      [row('timer:(persist,408ms,0)', 'backoff:3'), 'stuck-socket-timer=persist@unknown'],
      [row('timer:(persist,204ms,0)')],
      [row('timer:(persist,4.5ms,5)', 'backoff:5')],
      [row('timer:(keepalive,59sec,0)')],
      [row('')],
    ]);
  });

  it('blames the send buffer or the window only for most of a second or more', () => {
    const row = (fields: string) =>
      `ESTAB 0 23 10.0.0.20:34586 10.0.0.10:8083\n\t ts cubic rto:204 cwnd:10 ${fields}`;
    say([
      [row('busy:61204ms sndbuf_limited:58432ms(95.5%)'), 'sender-limited-by=send-buffer@unknown'],
      [row('busy:61204ms rwnd_limited:58432ms(95.5%)'), 'sender-limited-by=receive-window@unknown'],
      [row('busy:90ms rwnd_limited:88ms(97.7%)')],
      [row('busy:61204ms rwnd_limited:8432ms(13.7%)')],
      [row('busy:61204ms bytes_sent:1000000 bytes_retrans:100')],
    ]);
  });

  it('reads the program and the owner of a port only where one port was asked for', () => {
    const listen = (name: string, port: number) =>
      `LISTEN 0 511 127.0.0.1:${port} 0.0.0.0:* users:(("${name}",pid=812,fd=6))`;
    const asked = (port: number, text: string) =>
      `${prompt}ss -Hltnp "sport = :${port}"\n${text}\n${prompt}`;
    const programs = (text: string) =>
      answers(text).filter((one) => one.startsWith('server-program'));
    assert.deepEqual(programs(asked(80, listen('nginx', 80))), ['server-program=nginx@unknown']);
    assert.deepEqual(programs(asked(8080, listen('java', 8080))), ['server-program=java@unknown']);
    assert.deepEqual(programs(asked(2181, listen('java', 2181))), []);
    assert.deepEqual(programs(asked(80, listen('docker-proxy', 80))), []);
    assert.deepEqual(programs(`${prompt}ss -ltnp\n${listen('nginx', 80)}\n${prompt}`), []);
    assert.ok(answers(asked(80, listen('nginx', 80))).includes('port-owner=loopback-only@unknown'));
    assert.ok(!answers(listen('nginx', 80)).includes('port-owner=loopback-only@unknown'));
  });

  it('takes masked addresses for addresses', () => {
    const masked = rows('CLOSE-WAIT', 100, 'ip4-private-1:8080', 'ip4-public-2:PORT', owned);
    assert.deepEqual(answers(masked), ['close-wait-sockets=on-service-port@unknown']);
  });

  it('reads no socket from prose', () => {
    assert.deepEqual(
      facts('The sockets are in CLOSE-WAIT 0 and 0 times, see ss -tan for more.'),
      [],
    );
    assert.deepEqual(
      facts('TCP connections were ESTABLISHED and then LISTEN failed: nothing.'),
      [],
    );
    assert.deepEqual(facts('ESTABLISHED in 1998, we sell TCP to everyone.'), []);
  });
});

describe('socketCounts', () => {
  it('calls a count that stands still a plateau, if it is one that limits have', () => {
    const run = `${prompt}while sleep 2; do echo "$(date +%T) $(ss -Htn state established "sport = :80" | wc -l)"; done\n`;
    const samples = (values: readonly number[]) =>
      values.map((value, place) => `10:00:0${place} ${value}`).join('\n');
    say([
      [
        run + samples([65_380, 65_387, 65_387, 65_387, 65_387, 65_387]),
        'connection-plateau=65387@unknown',
      ],
      [run + samples([8214, 9377, 7902, 8800, 8801, 8700])],
      [run + samples([17, 17, 17, 17, 17, 17])],
      [samples([65_387, 65_387, 65_387, 65_387, 65_387])],
    ]);
  });

  it('does not blame a missing process on the accept queue without root', () => {
    const run = 'ss -Htnp state close-wait "sport = :80" | grep -vc users:\n150';
    assert.deepEqual(answers(`$ ${run}`), []);
    assert.deepEqual(answers(`# ${run}`), ['close-wait-sockets=without-owner@unknown']);
  });

  it('compares silent connections with all of them', () => {
    const run = (silent: number, all: number) =>
      `# ss -HOtnoi state established "sport = :80" | grep -v timer:.keepalive | grep -cE 'lastrcv:[0-9]{8}'\n${silent}\n# ss -Htn state established "sport = :80" | wc -l\n${all}`;
    say([
      [run(412, 480), 'stale-established=yes@unknown'],
      [run(0, 3), 'stale-established=no@unknown'],
      [run(5, 12)],
    ]);
  });
});

describe('tables of a collection', () => {
  const collected = (side: string, uid: number, text: string) =>
    `== halfopen collect 1 side=${side} pid=812 uid=${uid} time=2026-11-22T21:40:00Z ==\n${text}\n== halfopen end collect 0 ==\n`;
  const section = (name: string, run: string, text: string) =>
    `== halfopen run ${name}: ${run} ==\n${text}\n== halfopen end ${name} 0 ==`;
  const unowned = rows('', 120, '10.0.0.1:8080', '10.0.0.2:PORT');

  it('believes that a process is missing only where root collected', () => {
    const text = section('close-wait', 'ss -tnop state close-wait', unowned);
    assert.deepEqual(answers(collected('server', 0, text)), [
      'close-wait-sockets=without-owner@server',
    ]);
    assert.deepEqual(answers(collected('server', 1000, text)), []);
  });

  it('never takes the tables of two hosts for two samples', () => {
    const half = (count: number) =>
      section(
        'fin-wait-2',
        'ss -tnop state fin-wait-2',
        rows('', count, '10.0.0.1:8080', '10.0.0.2:PORT', owned),
      );
    const one = collected('server', 0, `${half(3)}\n${half(30)}`);
    assert.deepEqual(answers(one), ['fin-wait-2-owned=yes@server']);
    assert.deepEqual(
      answers(collected('client', 0, half(3)) + collected('server', 0, half(30))),
      [],
    );
  });

  it('keeps the listeners of two hosts apart', () => {
    const listen = (queue: number) =>
      section(
        'ss-ltn',
        'ss -ltnp',
        `LISTEN ${queue} 128 0.0.0.0:80 0.0.0.0:* users:(("nginx",pid=1,fd=6))`,
      );
    const queues = answers(collected('proxy', 0, listen(129)) + collected('server', 0, listen(0)));
    assert.ok(queues.includes('listen-queue=129/128@proxy'));
    assert.ok(queues.includes('listen-queue=0/128@server'));
  });

  it('calls no table whole that was cut or whose command was stopped', () => {
    const few = rows('CLOSE-WAIT', 2, '10.0.0.1:8080', '10.0.0.2:PORT', owned);
    const stopped = `== halfopen run ss-tan: ss -tan ==\n${few}\n== halfopen end ss-tan 124 ==`;
    const cut = `== halfopen run ss-tan: ss -tan ==\n${few}\n== halfopen cut ss-tan after 2 lines ==\n== halfopen end ss-tan 0 ==`;
    assert.deepEqual(answers(collected('server', 0, stopped)), []);
    assert.deepEqual(answers(collected('server', 0, cut)), []);
    assert.deepEqual(answers(collected('server', 0, section('ss-tan', 'ss -tan', few))), [
      'close-wait-sockets=few@server',
    ]);
  });
});

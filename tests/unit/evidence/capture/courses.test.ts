import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { read, says } from './support.ts';
import type { Segment } from './segments.ts';
import { captureOf, exchange, frameOf, handshake } from './segments.ts';
import { writePcap } from './support.ts';

/** What a capture of these segments answers, without frame numbers. */
function answers(segments: readonly Segment[]): readonly string[] {
  return says(read(captureOf(segments))).map((said) => said.split(' ')[1] ?? '');
}

function worth(segments: readonly Segment[]): readonly string[] {
  return read(captureOf(segments)).connections[0]?.worth ?? [];
}

/** The same segment again at doubling intervals. */
function again(segment: Segment, times: number, first = 0.2): readonly Segment[] {
  return Array.from({ length: times }, (_, at) => ({
    ...segment,
    at: segment.at + first * (2 ** (at + 1) - 1),
  }));
}

const zeros = (count: number): readonly number[] => Array.from({ length: count }, () => 0);

const clientHello = (bytes: number, sent: number): readonly number[] => [
  0x16,
  3,
  1,
  (bytes - 5) >> 8,
  (bytes - 5) & 255,
  1,
  0,
  (bytes - 9) >> 8,
  (bytes - 9) & 255,
  ...Array.from({ length: sent - 9 }, () => 0),
];

describe('createCaptureReader', () => {
  it('says nothing of a connection that ends in order, or that the client aborts when served', () => {
    const orderly: readonly Segment[] = [
      ...exchange,
      { at: 1, from: 'client', flags: 'FA', seq: 1101, ack: 5101 },
      { at: 1.01, from: 'server', flags: 'FA', seq: 5101, ack: 1102 },
      { at: 1.02, from: 'client', flags: 'A', seq: 1102, ack: 5102 },
    ];
    assert.deepEqual(answers(orderly), []);
    const aborted: readonly Segment[] = [
      ...exchange,
      { at: 1, from: 'client', flags: 'RA', seq: 1101, ack: 5101 },
    ];
    assert.deepEqual(answers(aborted), []);
  });

  it('says nothing of a server that resets what nobody was using, unless a request crosses the RST', () => {
    const reset: Segment = { at: 9, from: 'server', flags: 'RA', seq: 5101, ack: 1101 };
    assert.deepEqual(answers([...exchange, reset]), []);
    const long = answers([...exchange, { ...reset, at: 99 }]);
    assert.deepEqual(long, []);
    // In the midst of an answer, or before one, it is another matter.
    const soon = answers([...exchange, { ...reset, at: 0.5 }]);
    assert.ok(soon.includes('failure-point=reset-mid-stream@server'));
    const asked: Segment = { at: 8, from: 'client', flags: 'PA', seq: 1101, ack: 5101, length: 50 };
    const waiting = answers([...exchange, asked, { ...reset, ack: 1151 }]);
    assert.ok(waiting.includes('failure-point=reset-mid-stream@server'));
    const crossing = answers([
      ...exchange,
      reset,
      { ...asked, at: 9.01 },
      { at: 9.02, from: 'server', flags: 'R', seq: 5101 },
    ]);
    assert.ok(crossing.includes('failure-point=dead-after-idle@server'));
    assert.ok(crossing.includes('idle-seconds=9@client'));
  });

  it('does not take a lost answer to the SYN-ACK for a lost SYN-ACK', () => {
    const [syn, synAck] = handshake;
    assert.ok(syn && synAck);
    const repeated = [synAck, ...again(synAck, 3, 1)];
    const said = (segments: readonly Segment[]): readonly string[] =>
      says(read(captureOf(segments), 1 << 20, 'server')).map((one) => one.split(' ')[1] ?? '');
    // A client that has the SYN-ACK does not ask again.
    assert.ok(!said([syn, ...repeated]).includes('synack-fate=sent-not-received@server'));
    const asking = [syn, synAck, { ...syn, at: 1 }, { ...synAck, at: 1.01 }];
    assert.ok(said(asking).includes('synack-fate=sent-not-received@server'));
  });

  it('tells a client that aborts while it waits from one that was served', () => {
    const waiting: readonly Segment[] = [
      ...exchange,
      { at: 1, from: 'client', flags: 'PA', seq: 1101, ack: 5101, length: 50 },
      { at: 1.1, from: 'server', flags: 'A', seq: 5101, ack: 1151 },
      { at: 2, from: 'client', flags: 'RA', seq: 1151, ack: 5101 },
    ];
    assert.ok(answers(waiting).includes('failure-point=reset-mid-stream@client'));
  });

  it('does not take segments that the capture lacks for silence', () => {
    const filtered: readonly Segment[] = [
      ...handshake.slice(0, 2),
      { at: 0.5, from: 'server', flags: 'FA', seq: 9000, ack: 1300 },
    ];
    assert.deepEqual(answers(filtered), []);
  });

  it('sees fifteen minutes of retransmission', () => {
    const lost: Segment = {
      at: 1,
      from: 'client',
      flags: 'PA',
      seq: 1101,
      ack: 5101,
      length: 50,
    };
    const all = [...exchange, lost, ...again(lost, 12)].map((one, at) => ({ ...one, id: at + 1 }));
    const said = answers(all);
    assert.ok(said.includes('failure-point=stall-mid-stream@server'), said.join());
    assert.ok(said.includes('hang-length=about-15-minutes@client'));
    assert.ok(said.includes('loss-shape=everything@client'));
    assert.ok(said.includes('data-acked=no@server'));
    assert.ok(
      !answers([...exchange, lost, ...again(lost, 6)])
        .join()
        .includes('hang-length'),
    );
  });

  it('sees a gap that the receiver goes on reporting', () => {
    const lost: Segment = { at: 1, from: 'server', flags: 'A', seq: 5101, ack: 1101, length: 500 };
    const report: Segment = {
      at: 0,
      from: 'client',
      flags: 'A',
      seq: 1101,
      ack: 5101,
      sack: [5601, 8601],
    };
    const rounds = again(lost, 5).flatMap((one) => [one, { ...report, at: one.at + 0.01 }]);
    const tail: Segment = { ...lost, at: 1.001, seq: 5601, length: 3000 };
    assert.ok(
      answers([...exchange, lost, tail, ...rounds]).includes('loss-shape=gap-never-filled@server'),
    );
  });

  it('times late answers', () => {
    const [syn, synAck, ack] = handshake;
    assert.ok(syn !== undefined && synAck !== undefined && ack !== undefined);
    const late = (seconds: number) =>
      answers([syn, ...again(syn, 3, 0.9), { ...synAck, at: seconds }, { ...ack, at: seconds }]);
    assert.deepEqual(late(6.5), [
      'syn-fate=answered-late@server',
      'connect-delay=syn-retries@client',
    ]);
    assert.deepEqual(late(63.1), [
      'syn-fate=answered-late@server',
      'connect-delay=near-63s@client',
    ]);
    assert.deepEqual(late(30), ['syn-fate=answered-late@server']);
  });

  it('sees an ACK in answer to a SYN', () => {
    const segments: readonly Segment[] = [
      { at: 0, from: 'client', flags: 'S', seq: 1000 },
      { at: 0.01, from: 'server', flags: 'A', seq: 77, ack: 88 },
      { at: 0.02, from: 'client', flags: 'R', seq: 88, window: 0 },
    ];
    assert.ok(answers(segments).includes('syn-fate=answered-by-plain-ack@server'));
  });

  it('counts the segments of a ClientHello that is reset', () => {
    const reset: Segment = { at: 1, from: 'server', flags: 'RA', seq: 5001, ack: 1601 };
    const hello = (bytes: number, sent: number): readonly Segment[] => [
      ...handshake,
      { at: 0.03, from: 'client', flags: 'A', seq: 1001, payload: clientHello(bytes, sent) },
      { at: 0.04, from: 'client', flags: 'PA', seq: 1001 + sent, ack: 5001, length: 100 },
      reset,
    ];
    assert.ok(answers(hello(600, 500)).includes('hello-segments=two-segments@client'));
    assert.ok(answers(hello(500, 500)).includes('hello-segments=one-segment@client'));
  });

  it('takes a FIN in answer to a ClientHello for a failed handshake of TLS', () => {
    const segments: readonly Segment[] = [
      ...handshake,
      {
        at: 0.03,
        from: 'client',
        flags: 'PA',
        seq: 1001,
        ack: 5001,
        payload: clientHello(200, 200),
      },
      { at: 0.05, from: 'server', flags: 'FA', seq: 5001, ack: 1201 },
    ];
    assert.ok(answers(segments).includes('failure-point=tls-handshake-fails@server'));
  });

  it('says of an unanswered ClientHello that the handshake of TLS fails', () => {
    const hello: Segment = {
      at: 0.03,
      from: 'client',
      flags: 'PA',
      seq: 1001,
      ack: 5001,
      payload: clientHello(200, 200),
    };
    const said = answers([...handshake, hello, ...again(hello, 4)]);
    assert.ok(said.includes('failure-point=tls-handshake-fails@server'), said.join());
    assert.ok(said.includes('data-acked=no@server'), said.join());
  });

  it('does not take a RST after the handshake of TLS for a failed one', () => {
    const record = (from: 'client' | 'server', at: number, payload: readonly number[]) => ({
      at,
      from,
      flags: 'PA',
      seq: from === 'client' ? Math.round(1201 + at * 1000) : Math.round(5001 + at * 1000),
      ack: 5001,
      payload,
    });
    const segments: readonly Segment[] = [
      ...handshake,
      { at: 0.03, from: 'client', flags: 'PA', seq: 1001, payload: clientHello(200, 200) },
      record('server', 0.1, [22, 3, 3, 0, 3, 2, 0, 0, 20, 3, 3, 0, 1, 1, 23, 3, 3, 0, 1, 0]),
      record('client', 0.2, [20, 3, 3, 0, 1, 1, 23, 3, 3, 0, 53, ...zeros(53)]),
      { at: 0.3, from: 'server', flags: 'RA', seq: 5200, ack: 1500 },
    ];
    assert.ok(!answers(segments).join().includes('tls-handshake-fails'));
    const alerted = segments.with(5, record('client', 0.2, [23, 3, 3, 0, 19, ...zeros(19)]));
    assert.ok(answers(alerted).includes('failure-point=tls-handshake-fails@server'));
  });

  it('says that no probes ran only of a long quiet period', () => {
    const dead = (seconds: number) => {
      const lost: Segment = {
        at: seconds,
        from: 'client',
        flags: 'PA',
        seq: 1101,
        ack: 5101,
        length: 9,
      };
      return answers([...exchange, lost, ...again(lost, 4)]).filter((one) => one.includes('keep'));
    };
    assert.deepEqual(dead(200), ['keepalive-probes=none-or-longer@client']);
    assert.deepEqual(dead(60), []);
  });

  it('sees window scale and timestamps that change on the way', () => {
    const [syn, ...rest] = handshake;
    assert.ok(syn !== undefined);
    const copy: Segment = { ...syn, at: 0.0001, id: 7, scale: 0 };
    const altered: readonly Segment[] = [{ ...syn, id: 7 }, copy, ...rest];
    assert.deepEqual(answers(altered), ['syn-options=window-scale-altered@unknown']);
    const back = exchange.map((one, at) => ({
      ...one,
      timestamp: at === 5 ? 10_000 : 900_000 + at,
    }));
    assert.deepEqual(worth(back), ['timestamps-go-back']);
  });

  it('does not take the copy of another interface for a repetition', () => {
    const twice = exchange.flatMap((one, at) => {
      const numbered = { ...one, id: at + 1 };
      return [numbered, { ...numbered, at: one.at + 0.0001, ttl: 63 }];
    });
    const evidence = read(captureOf(twice));
    assert.deepEqual(says(evidence), []);
    assert.deepEqual(evidence.connections[0]?.worth, []);
    assert.equal(evidence.connections[0].frames[0] + evidence.connections[0].frames[1], 12);
  });

  it('says when only one direction was captured, and takes no silence from it', () => {
    const oneWay = [0, 1].flatMap((at) =>
      exchange
        .filter(({ from }) => from === 'client')
        .map((one) => ({ ...one, port: 40_000 + at })),
    );
    const evidence = read(captureOf(oneWay));
    assert.deepEqual(says(evidence), []);
    assert.deepEqual(evidence.troubles, [{ key: 'capture-one-way', line: 0, amount: 2 }]);
  });

  it('shows both values when failing connections differ, and drops an accident', () => {
    const refused = (port: number): readonly Segment[] => [
      { at: port, from: 'client', flags: 'S', seq: 1, port },
      { at: port + 0.1, from: 'server', flags: 'RA', ack: 2, window: 0, port },
    ];
    const silent = (port: number): readonly Segment[] =>
      [0, 1, 3].map((at) => ({ at: port + at, from: 'client', flags: 'S', seq: 1, port }));
    const both = read(captureOf([...refused(1), ...silent(2)]));
    assert.deepEqual(
      both.conflicts.map(({ finding }) => finding),
      ['failure-point'],
    );
    const many = Array.from({ length: 40 }, (_, at) => refused(at + 100)).flat();
    assert.deepEqual(read(captureOf([...many, ...silent(2)])).conflicts, []);
  });

  it('holds a bounded number of connections and says what it left out', () => {
    const frames = Array.from({ length: 30_000 }, (_, port) =>
      frameOf({ at: port / 1000, from: 'client', flags: 'S', seq: port, port: port + 1, id: 0 }),
    );
    const evidence = read(writePcap({ link: 1, frames }));
    assert.equal(evidence.total, 30_000);
    assert.equal(evidence.connections.length, 200);
    assert.equal(evidence.troubles[0]?.key, 'capture-connections');
  });

  it('says that a tunnel is not looked into', () => {
    const frame = frameOf({ at: 0, from: 'client', flags: 'S' });
    frame.bytes[23] = 47;
    const evidence = read(writePcap({ link: 1, frames: [frame] }));
    assert.deepEqual(
      evidence.troubles.map(({ key }) => key),
      ['capture-tunnel', 'capture-no-tcp'],
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareCaptures } from '#evidence/index.ts';
import type { Segment } from './segments.ts';
import { captureOf, exchange, handshake } from './segments.ts';
import type { RawFrame } from './support.ts';
import { takeApart, writePcapng } from './support.ts';
import {
  asIs,
  bytesOf,
  changed,
  expectedOf,
  flagsOf,
  gistOf,
  names,
  portsOf,
  said,
  withBytes,
} from './pairs.ts';

describe('compareCaptures', () => {
  it('has recorded pairs to read', () => assert.ok(names.length >= 12));

  for (const name of names) {
    it(`says of the pair ${name} what is stated, in either order, and whether or not the sides were stated`, () => {
      const want = expectedOf(name);
      const [client, server] = [bytesOf(name, 'client'), bytesOf(name, 'server')];
      const found = compareCaptures(gistOf(client), gistOf(server));
      assert.ok(want.source.length > 20);
      assert.equal(found.common, want.common);
      assert.equal(found.outcome, want.outcome);
      assert.deepEqual(said(found), want.says);
      const stated = compareCaptures(gistOf(client, 'client'), gistOf(server, 'server'));
      assert.deepEqual(said(stated), want.says);
      const turned = compareCaptures(gistOf(server), gistOf(client));
      // What both show alike is said of the first.
      const isPlaced = (one: string): boolean => !one.includes('syn-options');
      assert.deepEqual(
        said(turned, ['server', 'client']).filter(isPlaced).toSorted(),
        want.says.filter(isPlaced).toSorted(),
      );
      assert.equal(turned.readings.length, found.readings.length);
    });
  }

  it('says nothing when the sides are stated the wrong way round, or both alike', () => {
    for (const name of names) {
      const [client, server] = [bytesOf(name, 'client'), bytesOf(name, 'server')];
      for (const [one, two] of [
        ['server', 'client'],
        ['server', 'server'],
        ['client', 'client'],
        ['proxy', 'server'],
      ] as const) {
        const found = compareCaptures(gistOf(client, one), gistOf(server, two));
        assert.equal(found.outcome, 'no-sides', `${name} ${one} ${two}`);
        assert.deepEqual(
          said(found).filter((text) => !text.includes('syn-options')),
          [],
          `${name} ${one} ${two}`,
        );
      }
    }
  });

  it('says nothing of a capture and itself, or of another one', () => {
    for (const name of names) {
      const gist = gistOf(bytesOf(name, 'client'));
      assert.deepEqual(compareCaptures(gist, gist).readings, [], name);
      if (name === 'healthy') continue;
      const other = gistOf(bytesOf('healthy', 'server'));
      assert.equal(compareCaptures(gist, other).outcome, 'no-common');
      assert.deepEqual(compareCaptures(gist, other).readings, []);
    }
  });

  it('says nothing of what is missing from a capture that ended before, or began after', () => {
    for (const name of ['rst-injected', 'syn-lost', 'refused-on-path']) {
      const ends = changed(name, asIs, (frames) => frames.slice(0, 20));
      assert.deepEqual(ends, [], `${name} ends early`);
    }
    for (const name of ['syn-lost', 'refused-on-path']) {
      const begins = changed(name, asIs, (frames) => frames.slice(21));
      assert.deepEqual(begins, [], `${name} begins late`);
    }
  });

  it('says nothing of what is missing from a capture that kept only some packets', () => {
    const isRst = (frame: RawFrame): boolean => (flagsOf(frame) & 4) !== 0;
    const isSyn = (frame: RawFrame): boolean => (flagsOf(frame) & 2) !== 0;
    const hasData = (frame: RawFrame): boolean => frame.wire > 66;
    const filters: readonly ((frame: RawFrame) => boolean)[] = [
      isRst,
      isSyn,
      (frame) => isSyn(frame) || isRst(frame),
      (frame) => isSyn(frame) || hasData(frame),
      (frame) => portsOf(frame)[0] !== 8130,
      (frame) => portsOf(frame)[0] === 8130,
    ];
    for (const filter of filters) {
      assert.deepEqual(
        changed('rst-injected', asIs, (frames) => frames.filter(filter)),
        [],
      );
    }
    // The SYN that was lost is missing for another reason where no SYN of the service is kept.
    assert.deepEqual(
      changed('syn-lost', asIs, (frames) => frames.filter((frame) => !isSyn(frame))),
      [],
    );
    // Without what the client received, nobody knows whether it received the SYN-ACK.
    assert.deepEqual(
      changed(
        'synack-lost',
        (frames) => frames.filter((frame) => portsOf(frame)[1] === 8137),
        asIs,
      ),
      [],
    );
    // Without what the server sent, nobody knows whether it answered.
    assert.deepEqual(
      changed('syn-ignored', asIs, (frames) =>
        frames.filter((frame) => portsOf(frame)[1] === 8136),
      ),
      [],
    );
  });

  it('says nothing of what is missing from a capture that lost packets, or hides some', () => {
    const lossy = changed('rst-injected', asIs, (frames) =>
      // Data of the server that its client acknowledges.
      frames.filter((frame, at) => !(at > 10 && portsOf(frame)[0] === 8130 && frame.wire > 100)),
    );
    assert.deepEqual(lossy, []);
    const damaged = changed('syn-lost', asIs, (frames) =>
      frames.map((frame, at) =>
        at === 5 ? { ...frame, bytes: frame.bytes.subarray(0, 40) } : frame,
      ),
    );
    assert.deepEqual(damaged, []);
    const tunnelled = changed('syn-lost', asIs, (frames) =>
      frames.map((frame, at) => (at === 5 ? withBytes(frame, (bytes) => (bytes[23] = 47)) : frame)),
    );
    assert.deepEqual(tunnelled, []);
  });

  it('says nothing of what is missing from a capture whose own statistics count drops', () => {
    const statistics = (dropped: number): Uint8Array => {
      const block = new Uint8Array(40);
      const view = new DataView(block.buffer);
      [5, 40, 0, 0, 0].forEach((word, at) => view.setUint32(at * 4, word, true));
      view.setUint16(20, 7, true);
      view.setUint16(22, 8, true);
      view.setUint32(24, dropped, true);
      view.setUint32(36, 40, true);
      return block;
    };
    const of = (dropped: number): readonly string[] => {
      const file = writePcapng(takeApart(bytesOf('syn-lost', 'server')));
      const bytes = new Uint8Array([...file, ...statistics(dropped)]);
      const client = gistOf(bytesOf('syn-lost', 'client'));
      return said(compareCaptures(client, gistOf(bytes)));
    };
    assert.equal(of(0).length, 2);
    assert.deepEqual(of(3), []);
  });

  it('does not need clocks that agree', () => {
    const later = (frames: readonly RawFrame[]): readonly RawFrame[] =>
      frames.map((frame) => ({ ...frame, seconds: frame.seconds + 7200 }));
    assert.equal(changed('rst-injected', asIs, later).length, 1);
    assert.equal(changed('syn-lost', later, asIs).length, 2);
    // The other capture began ten minutes before.
    const [first] = takeApart(bytesOf('healthy', 'server')).frames;
    const early = (frames: readonly RawFrame[]): readonly RawFrame[] =>
      first === undefined
        ? frames
        : [{ ...first, seconds: (frames[0]?.seconds ?? 0) - 600 }, ...frames];
    assert.equal(changed('syn-lost', asIs, early).length, 2);
  });

  it('takes a RST with another sequence number for another RST, and then says nothing', () => {
    const other = changed('rst-sent', asIs, (frames) =>
      frames.map((frame) =>
        (flagsOf(frame) & 4) === 0 ? frame : withBytes(frame, (bytes) => (bytes[41] = 7)),
      ),
    );
    assert.deepEqual(other, []);
  });

  it('says nothing when the sender answers a forged RST with one like it', () => {
    const rst = takeApart(bytesOf('rst-injected', 'client')).frames[21];
    assert.ok(rst && (flagsOf(rst) & 4) !== 0);
    const late = { ...rst, nanoseconds: rst.nanoseconds + 3e6 };
    const inOrder = (frames: readonly RawFrame[]): readonly RawFrame[] =>
      [...frames, late].toSorted((a, b) => a.seconds - b.seconds || a.nanoseconds - b.nanoseconds);
    assert.deepEqual(changed('rst-injected', inOrder, inOrder), []);
  });

  it('does not say that options differ when they were cut off, or when only a repeated SYN lacks them', () => {
    const cut = (frames: readonly RawFrame[]): readonly RawFrame[] =>
      frames.map((frame) => ({ ...frame, bytes: frame.bytes.subarray(0, 60) }));
    assert.equal(changed('window-scale', asIs, asIs).length, 1);
    assert.deepEqual(changed('window-scale', asIs, cut), []);
    assert.deepEqual(changed('window-scale', cut, asIs), []);
    const plain: Segment = { at: 1, from: 'client', flags: 'S', seq: 1000, id: 9 };
    const [syn] = handshake;
    assert.ok(syn);
    const here = gistOf(captureOf([syn, plain]));
    const there = gistOf(captureOf([plain]));
    assert.equal(compareCaptures(here, there).common, 1);
    assert.deepEqual(said(compareCaptures(here, there)), []);
  });

  it('says nothing of the sender when a machine in between answers with numbers of its own', () => {
    const [syn, answer, ack] = handshake;
    assert.ok(syn && answer && ack);
    const end: Segment = { at: 0.2, from: 'server', flags: 'R', seq: 5101, ttl: 60 };
    const more: readonly Segment[] = [
      ...exchange.map((one) => ({ ...one, at: one.at + 3, port: 40_001 })),
    ];
    const client = gistOf(captureOf([...exchange, end, ...more]), 'client');
    const own = exchange.map((one) =>
      one.from === 'server'
        ? { ...one, seq: (one.seq ?? 0) + 700 }
        : { ...one, ack: one.ack === undefined ? 0 : one.ack + 700 },
    );
    const lacking = compareCaptures(client, gistOf(captureOf([...exchange, ...more]), 'server'));
    assert.deepEqual(
      lacking.readings.map(({ reading }) => reading.value),
      ['sender-lacks-it'],
    );
    const apart = compareCaptures(client, gistOf(captureOf([...own, ...more]), 'server'));
    assert.deepEqual(apart.readings, []);
  });

  it('says nothing of a lost SYN when another server answers at the same address', () => {
    const connection = (at: number, ttl: readonly [number, number]): readonly Segment[] =>
      exchange.map((one) => ({
        ...one,
        at: one.at + at,
        port: 40_000 + at,
        seq: (one.seq ?? 0) + at * 1000,
        ack: one.ack === undefined ? 0 : one.ack + at * 1000,
        ttl: one.from === 'client' ? ttl[0] : ttl[1],
      }));
    const lost: readonly Segment[] = [0, 1].map((again) => ({
      ...{ at: 8 + again, from: 'client', flags: 'S', seq: 77, port: 50_000, id: 500 + again },
    }));
    const near = [0, 3, 6].map((at) => connection(at, [64, 60]));
    const far = [0, 3, 6].map((at) => connection(at, [60, 64]));
    const [first = [], second = [], third = []] = near;
    const after = connection(12, [60, 64]);
    const client = gistOf(
      captureOf([...first, ...second, ...third, ...lost, ...connection(12, [64, 60])]),
    );
    const all = compareCaptures(client, gistOf(captureOf([...far.flat(), ...after])));
    assert.deepEqual(
      all.readings.map(({ reading }) => reading.value),
      ['lost-on-path', 'not-sent'],
    );
    const [one = [], , other = []] = far;
    const some = compareCaptures(client, gistOf(captureOf([...one, ...other, ...after])));
    assert.deepEqual(some.readings, []);
  });

  it('stays within bounds and linear whatever the captures hold', () => {
    const flood = Array.from({ length: 30_000 }, (_, at): Segment => ({
      at: at / 1e4,
      from: 'client',
      flags: 'S',
      seq: 7,
      port: 1 + at,
    }));
    const gist = gistOf(captureOf(flood));
    assert.ok(gist.connections.length <= 4000);
    assert.ok(gist.syns.length <= 100_000);
    const began = performance.now();
    compareCaptures(gist, gist);
    assert.ok(performance.now() - began < 1500);
  });
});

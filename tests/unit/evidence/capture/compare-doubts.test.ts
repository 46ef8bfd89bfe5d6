import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareCaptures } from '#evidence/index.ts';
import { asIs, changed, gistOf, portsOf, said, withBytes } from './pairs.ts';
import type { Segment } from './segments.ts';
import { captureOf, exchange, handshake } from './segments.ts';
import type { RawFrame } from './support.ts';

/** What captures of these segments say, the first of the client. */
function together(near: readonly Segment[], far: readonly Segment[]): readonly string[] {
  return said(
    compareCaptures(gistOf(captureOf(near), 'client'), gistOf(captureOf(far), 'server')),
  ).filter((text) => !text.includes('rst-ttl'));
}

/** Another connection, which goes on after everything else. */
const later: readonly Segment[] = exchange.map((one) => ({
  ...one,
  at: one.at + 20,
  port: 40_001,
  seq: (one.seq ?? 0) + 9000,
  ...(one.ack === undefined ? {} : { ack: one.ack + 9000 }),
}));

const answer: Segment = {
  ...{ at: 1, from: 'server', flags: 'PA', seq: 5101, ack: 1101, length: 100 },
};
const rst: Segment = { at: 1.1, from: 'server', flags: 'R', seq: 5201 };

describe('compareCaptures in doubt', () => {
  it('says that the sender lacks a RST only when it shows all that came before', () => {
    const near = [...exchange, answer, rst, ...later];
    assert.equal(together(near, [...exchange, answer, ...later]).length, 1);
    // What the server sent last is missing, and nothing acknowledges it.
    assert.deepEqual(together(near, [...exchange, ...later]), []);
    // What it sent before is missing.
    const torn = exchange.filter(({ seq, ack }) => seq !== 5001 && ack !== 5101);
    assert.deepEqual(together(near, [...torn, answer, ...later]), []);
    // The receiver's capture has missed the SYN-ACK, and seems to see a SYN refused.
    const blind = exchange.filter(({ flags }) => flags !== 'SA');
    assert.deepEqual(together([...blind, rst, ...later], [...exchange, answer, ...later]), []);
  });

  it('needs a server that is shown answering to say that it ignores', () => {
    const inward = (frames: readonly RawFrame[]): readonly RawFrame[] =>
      frames.filter((frame) => portsOf(frame)[1] === 8136);
    assert.equal(changed('syn-ignored', asIs, asIs, true).length, 2);
    assert.deepEqual(changed('syn-ignored', asIs, inward, true), []);
  });

  it('does not look for a SYN behind a device that translates addresses', () => {
    const elsewhere = (frames: readonly RawFrame[]): readonly RawFrame[] =>
      frames.map((frame) =>
        withBytes(frame, (bytes) => {
          for (const at of [29, 33]) if (bytes[at] === 100) bytes[at] = 77;
        }),
      );
    assert.equal(changed('syn-lost', asIs, asIs).length, 2);
    assert.deepEqual(changed('syn-lost', elsewhere, asIs), []);
  });

  it('does not look for a SYN in a capture that lost something elsewhere', () => {
    const lossy = (frames: readonly RawFrame[]): readonly RawFrame[] =>
      frames.filter((frame, at) => at > 10 || portsOf(frame)[0] !== 8135 || frame.wire < 100);
    assert.deepEqual(changed('syn-lost', asIs, lossy), []);
  });

  it('does not look for a SYN in a capture that began after it', () => {
    const end = (frames: readonly RawFrame[]): readonly RawFrame[] => frames.slice(21);
    assert.deepEqual(changed('syn-lost', end, end), []);
  });

  it('does not tell clocks apart by a SYN that one of the captures shows less often', () => {
    const [syn] = handshake;
    assert.ok(syn);
    const moved = exchange.map((one) => ({ ...one, at: one.at + 1 }));
    const lost: readonly Segment[] = [3, 4].map((at) => ({
      ...{ at, from: 'client', flags: 'S', seq: 77, port: 50_000, id: 700 + at },
    }));
    const more = later.map((one) => ({ ...one, port: 40_002, flags: 'A', seq: 1, ack: 1 }));
    const near = [{ ...syn, id: 1 }, ...moved, ...lost];
    assert.deepEqual(together(near, [...moved, ...more]), []);
    assert.equal(together([...moved, ...lost], [...moved, ...more]).length, 2);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCaptureReader, isCapture } from '#evidence/index.ts';
import type { CaptureEvidence } from '#evidence/index.ts';
import {
  capture,
  joinBytes,
  read,
  recorded,
  relink,
  says,
  takeApart,
  writePcap,
  writePcapng,
} from './support.ts';

const classic = recorded.filter((name) => name.endsWith('.pcap'));

/** What must not depend on the format: all but clock resolution and link layer. */
function gist(evidence: CaptureEvidence): unknown {
  return {
    says: says(evidence),
    frames: evidence.frames,
    troubles: evidence.troubles,
    connections: evidence.connections.map(({ ends, frames, worth, segments }) => ({
      ends,
      frames,
      worth,
      rows: segments.map((row) => (row.kind === 'segment' ? [row.frame, row.flags] : row)),
    })),
  };
}

describe('createCaptureReader', () => {
  for (const name of classic) {
    it(`reads ${name} in both byte orders, both formats and any pieces`, () => {
      const file = capture(name);
      const raw = takeApart(file);
      const expected = gist(read(file));
      for (const size of [1, 7, 100]) assert.deepEqual(gist(read(file, size)), expected, `${size}`);
      for (const little of [true, false]) {
        for (const nano of [true, false]) {
          assert.deepEqual(gist(read(writePcap(raw, { little, nano }))), expected);
        }
        for (const resolution of [6, 9, 0x80 | 30]) {
          assert.deepEqual(gist(read(writePcapng(raw, { little, resolution }))), expected);
        }
        assert.deepEqual(gist(read(writePcapng(raw, { little, kind: 'obsolete' }))), expected);
        assert.deepEqual(gist(read(writePcapng(raw, { little, noise: true }), 5)), expected);
      }
    });
  }

  it('reads several sections of different byte order', () => {
    const raw = takeApart(capture('refused.pcap'));
    const [one, two] = [true, false].map((little) => writePcapng(raw, { little }));
    const both = read(joinBytes([one ?? new Uint8Array(0), two ?? new Uint8Array(0)]));
    assert.equal(both.frames, 2 * raw.frames.length);
    assert.deepEqual(both.troubles, []);
  });

  it('reads simple packets, which have no clock', () => {
    const raw = takeApart(capture('refused.pcap'));
    const evidence = read(writePcapng(raw, { kind: 'simple' }));
    assert.equal(evidence.frames, raw.frames.length);
    assert.ok(says(evidence).some((said) => said.includes('failure-point=syn-refused')));
  });

  it('reads each link type that it names', () => {
    const raw = takeApart(capture('refused.pcap'));
    const expected = says(read(capture('refused.pcap')));
    const prefix =
      (...head: number[]) =>
      (packet: Uint8Array) =>
        joinBytes([Uint8Array.from(head), packet]);
    const zeros = (count: number) => Array.from({ length: count }, () => 0);
    const layers: readonly (readonly [number, (packet: Uint8Array) => Uint8Array])[] = [
      [0, prefix(2, 0, 0, 0)],
      [0, prefix(0, 0, 0, 2)],
      [1, prefix(...zeros(11), 1, 0x08, 0x00)],
      [1, prefix(...zeros(11), 1, 0x81, 0x00, 0, 7, 0x08, 0x00)],
      [1, prefix(...zeros(11), 1, 0x88, 0xa8, 0, 7, 0x81, 0x00, 0, 8, 0x08, 0x00)],
      [1, prefix(...zeros(11), 1, 0x88, 0x64, 0x11, 0, 0, 1, 0, 0, 0x00, 0x21)],
      [9, prefix(0xff, 0x03, 0x00, 0x21)],
      [9, prefix(0x21)],
      [12, prefix()],
      [101, prefix()],
      [108, prefix(0, 0, 0, 2)],
      [113, prefix(0, 3, 0, 1, 0, 6, ...zeros(8), 0x08, 0x00)],
      [228, prefix()],
      [276, prefix(0x08, 0x00, 0, 0, 0, 0, 0, 2, 0, 1, 3, 6, ...zeros(8))],
    ];
    for (const [link, wrap] of layers) {
      assert.deepEqual(says(read(writePcap(relink(raw, link, wrap)))), expected, `link ${link}`);
    }
  });

  it('reads captures that were cut to the headers', () => {
    for (const name of classic) {
      const raw = takeApart(capture(name));
      const whole = read(capture(name));
      // An ICMPv6 error quotes an IPv6 header and the ports behind it: 110 bytes with Ethernet.
      const short = read(writePcap(raw, { snap: 110 }));
      const withoutPayload = (said: string): boolean => !/hello-segments|tls/.test(said);
      assert.deepEqual(
        says(short).filter(withoutPayload),
        says(whole).filter(withoutPayload),
        name,
      );
    }
  });

  it('takes a goodbye of which nothing was captured for no request', () => {
    for (const name of classic.filter((one) => one.startsWith('health'))) {
      assert.deepEqual(says(read(writePcap(takeApart(capture(name)), { snap: 66 }))), [], name);
    }
  });

  it('says what kind of file it was', () => {
    const raw = takeApart(capture('refused.pcap'));
    assert.deepEqual(read(writePcap(raw, { nano: true })).format, {
      kind: 'pcap',
      linkTypes: ['Ethernet'],
      resolution: 1e-9,
    });
    assert.deepEqual(read(writePcapng(raw, { resolution: 6 })).format, {
      kind: 'pcapng',
      linkTypes: ['Ethernet'],
      resolution: 1e-6,
    });
  });

  it('counts seconds from the first frame, and says when that was', () => {
    const raw = takeApart(capture('refused.pcap'));
    const [first] = raw.frames;
    assert.ok(first && first.nanoseconds > 1e8);
    for (const bytes of [writePcap(raw), writePcap(raw, { nano: true }), writePcapng(raw)]) {
      const { began, duration, connections } = read(bytes);
      assert.ok(Math.abs((began ?? 0) - first.seconds - first.nanoseconds / 1e9) < 1e-5);
      assert.ok(duration < 0.01);
      assert.equal(connections[0]?.start, 0);
    }
  });

  it('keeps no reference to what was pushed', () => {
    const file = capture('refused.pcap');
    const reader = createCaptureReader();
    const scratch = new Uint8Array(10);
    for (let at = 0; at < file.length; at += 10) {
      const piece = file.subarray(at, at + 10);
      scratch.set(piece);
      reader.push(scratch.subarray(0, piece.length));
      scratch.fill(0xff);
    }
    assert.deepEqual(gist(reader.end()), gist(read(file)));
  });
});

describe('isCapture', () => {
  it('knows captures from text', () => {
    for (const name of recorded) assert.ok(isCapture(capture(name)));
    assert.ok(!isCapture(new TextEncoder().encode('12:00:00.000001 IP')));
    assert.ok(!isCapture(new Uint8Array(2)));
  });
});

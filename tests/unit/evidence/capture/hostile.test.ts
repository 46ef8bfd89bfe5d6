import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CaptureEvidence } from '#evidence/index.ts';
import { troubleMessages } from '#evidence/index.ts';
import { capture, joinBytes, read, recorded, says, takeApart, writePcap } from './support.ts';
import { writePcapng } from './support.ts';

const files = recorded.map(capture);
const blocks = recorded
  .filter((name) => name.endsWith('.pcap'))
  .map((name) => writePcapng(takeApart(capture(name))));

/** What holds of the evidence of any bytes. */
function check(evidence: CaptureEvidence): void {
  const { frames, readings, connections, conflicts, troubles, total } = evidence;
  assert.equal(evidence.lines, frames);
  for (const { line, lastLine, value, text } of readings) {
    assert.ok(line >= 1 && lastLine >= line && lastLine <= frames, `${line}-${lastLine}`);
    assert.ok(value !== '' && text.length <= 400);
  }
  for (const { readings: places } of conflicts) {
    assert.ok(places.every((at) => readings[at] !== undefined));
  }
  assert.ok(connections.length <= 200 && connections.length <= total);
  for (const one of connections) {
    assert.ok(one.frame >= 1 && one.lastFrame <= frames && one.lastFrame >= one.frame);
    assert.ok(one.segments.length <= 60);
    assert.ok(one.readings.every((at) => readings[at] !== undefined));
  }
  for (const { key, line, amount } of troubles) {
    assert.ok(key in troubleMessages && line >= 0 && line <= frames + 1 && amount >= 0);
  }
}

const keys = (evidence: CaptureEvidence) => evidence.troubles.map(({ key }) => key);

function patched(file: Uint8Array, at: number, ...bytes: readonly number[]): Uint8Array {
  const copy = file.slice();
  copy.set(bytes, at);
  return copy;
}

describe('createCaptureReader', () => {
  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => check(read(bytes))),
      { numRuns: 500 },
    );
  });

  it('takes damaged captures', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...files, ...blocks),
        damage,
        fc.option(fc.nat()),
        (file, changes, cut) => {
          const copy = file.slice(0, cut === null ? file.length : cut % (file.length + 1));
          for (const [at, byte] of changes) {
            if (copy.length > 0) copy[at % copy.length] = byte;
          }
          check(read(copy, 1000));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('takes frames of any content behind sound lengths', () => {
    const frame = fc.record({
      seconds: fc.nat({ max: 2 ** 31 }),
      nanoseconds: fc.nat({ max: 999_999_999 }),
      wire: fc.nat({ max: 2000 }),
      bytes: fc.uint8Array({ maxLength: 120 }),
    });
    const link = fc.constantFrom(0, 1, 9, 12, 101, 108, 113, 228, 229, 276, 147);
    fc.assert(
      fc.property(link, fc.array(frame, { maxLength: 30 }), (type, frames) =>
        check(read(writePcap({ link: type, frames }))),
      ),
      { numRuns: 1000 },
    );
  });

  it('reads what comes before the end of a file that was cut', () => {
    const file = capture('close-at-once.pcap');
    const whole = read(file);
    const cut = read(file.subarray(0, file.length - 5));
    assert.equal(cut.frames, whole.frames - 1);
    assert.deepEqual(cut.troubles, [{ key: 'capture-truncated', line: whole.frames, amount: 5 }]);
    assert.ok(says(cut).length > 0);
  });

  it('stops at a length that cannot be and keeps what it read', () => {
    const file = capture('close-at-once.pcap');
    const raw = takeApart(file);
    const first = raw.frames[0]?.bytes.length ?? 0;
    const second = 24 + 16 + first;
    const lied = read(patched(file, second + 8, 0xff, 0xff, 0xff, 0x7f));
    assert.equal(lied.frames, 1);
    assert.deepEqual(lied.troubles, [{ key: 'capture-length', line: 2, amount: 0x7fffffff }]);
  });

  it('stops at a block whose lengths differ', () => {
    const file = writePcapng(takeApart(capture('close-at-once.pcap')));
    const lied = read(patched(file, file.length - 4, 0, 0, 1, 0));
    assert.deepEqual(keys(lied), ['capture-length']);
    assert.equal(lied.troubles[0]?.line, lied.frames + 1);
    const odd = read(joinBytes([file, Uint8Array.of(6, 0, 0, 0, 13, 0, 0, 0, 0, 0, 0, 0, 0)]));
    assert.deepEqual(keys(odd), ['capture-length']);
  });

  it('says what it cannot read', () => {
    const raw = takeApart(capture('refused.pcap'));
    assert.deepEqual(keys(read(new Uint8Array(0))), ['capture-header']);
    assert.deepEqual(keys(read(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0))), ['capture-compressed']);
    assert.deepEqual(keys(read(writePcap({ ...raw, frames: [] }))), ['capture-no-frames']);
    const strange = read(writePcap({ ...raw, link: 147 }));
    assert.deepEqual(strange.troubles, [
      { key: 'capture-link-type', line: 1, amount: 147 },
      { key: 'capture-no-tcp', line: 0, amount: raw.frames.length },
    ]);
    const version = patched(writePcap(raw), 4, 9, 0);
    assert.ok(keys(read(version)).includes('capture-header'));
    const cut = read(writePcap(raw, { snap: 40 }));
    assert.deepEqual(keys(cut), ['capture-damaged-frames', 'capture-no-tcp']);
  });

  it('passes over blocks that it does not know, however long', () => {
    const raw = takeApart(capture('refused.pcap'));
    const file = writePcapng(raw);
    const length = 4_000_000;
    const unknown = new Uint8Array(length);
    const view = new DataView(unknown.buffer);
    view.setUint32(0, 0x77, true);
    view.setUint32(4, length, true);
    view.setUint32(length - 4, length, true);
    const both = read(joinBytes([file, unknown, file]), 65_536);
    assert.equal(both.frames, 2 * raw.frames.length);
    assert.deepEqual(both.troubles, [
      { key: 'capture-block', line: raw.frames.length + 1, amount: 1 },
    ]);
  });

  it('says how much of an unknown block is missing at the end', () => {
    const file = writePcapng(takeApart(capture('refused.pcap')));
    const open = Uint8Array.of(0x77, 0, 0, 0, 100, 0, 0, 0, 0, 0, 0, 0);
    assert.deepEqual(keys(read(joinBytes([file, open]))), ['capture-block', 'capture-truncated']);
  });
});

/** Short forms for tests of captures: reads one in pieces, takes one apart, and writes its frames in any format. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createCaptureReader } from '#evidence/index.ts';
import type { CaptureEvidence, Side } from '#evidence/index.ts';

const folder = join(import.meta.dirname, 'captures');

/** Names of the recorded captures. */
export const recorded = readdirSync(folder)
  .filter((name) => /\.pcap(?:ng)?$/.test(name))
  .sort();

/** The bytes of a recorded capture. */
export function capture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, name)));
}

/** Reads a capture, pushed in pieces of a size. */
export function read(bytes: Uint8Array, size = 1 << 20, side?: Side): CaptureEvidence {
  const reader = createCaptureReader(side === undefined ? {} : { side });
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  return reader.end();
}

/** `frame-frame finding=value@side` of each reading that answers a question. */
export function says({ readings }: CaptureEvidence): readonly string[] {
  return readings.flatMap(({ finding, value, side, line, lastLine }) =>
    finding === null ? [] : [`${line}-${lastLine} ${finding}=${value}@${side}`],
  );
}

/** One frame of a capture. */
export interface RawFrame {
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly wire: number;
  readonly bytes: Uint8Array;
}

/** A capture as its frames. */
export interface Raw {
  readonly link: number;
  readonly frames: readonly RawFrame[];
}

/** Takes a classic little-endian capture apart: what tcpdump writes on the machines of this project. */
export function takeApart(file: Uint8Array): Raw {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const scale = view.getUint32(0, true) === 0xa1b23c4d ? 1 : 1000;
  const frames: RawFrame[] = [];
  for (let at = 24; at < file.length;) {
    const captured = view.getUint32(at + 8, true);
    frames.push({
      seconds: view.getUint32(at, true),
      nanoseconds: view.getUint32(at + 4, true) * scale,
      wire: view.getUint32(at + 12, true),
      bytes: file.subarray(at + 16, at + 16 + captured),
    });
    at += 16 + captured;
  }
  return { link: view.getUint32(20, true), frames };
}

function join32(parts: readonly (number | Uint8Array)[], little: boolean): Uint8Array {
  const pieces = parts.map((part) => {
    if (typeof part !== 'number') return part;
    const four = new Uint8Array(4);
    new DataView(four.buffer).setUint32(0, part >>> 0, little);
    return four;
  });
  return joinBytes(pieces);
}

/** Pieces one after the other. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Writes the classic format. */
export function writePcap(
  { link, frames }: Raw,
  { little = true, nano = false, snap = 262_144 } = {},
): Uint8Array {
  const version = little ? 0x00040002 : 0x00020004;
  const magic = nano ? 0xa1b23c4d : 0xa1b2c3d4;
  const head = join32([magic, version, 0, 0, snap, link], little);
  const records = frames.map(({ seconds, nanoseconds, wire, bytes }) => {
    const held = bytes.subarray(0, snap);
    const fraction = nano ? nanoseconds : Math.trunc(nanoseconds / 1000);
    return join32([seconds, fraction, held.length, wire, held], little);
  });
  return joinBytes([head, ...records]);
}

function block(type: number, body: Uint8Array, little: boolean): Uint8Array {
  const padded = new Uint8Array(Math.ceil(body.length / 4) * 4);
  padded.set(body);
  const length = padded.length + 12;
  return join32([type, length, padded, length], little);
}

/** Options of an interface: the resolution of its clock, as a power of ten or, with the top bit, of two. */
function resolutionOption(figure: number, little: boolean): Uint8Array {
  const [code, length] = little ? [9, 1] : [9 << 16, 1];
  const first = little ? code | (length << 16) : code | length;
  return joinBytes([join32([first], little), Uint8Array.of(figure, 0, 0, 0), new Uint8Array(4)]);
}

/** Writes the block format: one section, one interface, enhanced packets or those of a former kind. */
export function writePcapng(
  { link, frames }: Raw,
  { little = true, resolution = 9, kind = 'enhanced', noise = false } = {},
): Uint8Array {
  const magic = 0x1a2b3c4d;
  const version = little ? 0x00000001 : 0x00010000;
  const section = block(
    0x0a0d0d0a,
    join32([magic, version, 0xffffffff, 0xffffffff], little),
    little,
  );
  const linkWord = little ? link : link << 16;
  const face = block(
    1,
    joinBytes([join32([linkWord, 0], little), resolutionOption(resolution, little)]),
    little,
  );
  const ticks =
    resolution & 0x80 ? 2n ** BigInt(resolution & 0x7f) : 10n ** BigInt(resolution & 0x7f);
  const packets = frames.map(({ seconds, nanoseconds, wire, bytes }) => {
    if (kind === 'simple') return block(3, join32([wire, bytes], little), little);
    const clock = BigInt(seconds) * ticks + (BigInt(nanoseconds) * ticks) / 1_000_000_000n;
    const [high, low] = [Number(clock >> 32n), Number(clock & 0xffffffffn)];
    const body = join32([0, high, low, bytes.length, wire, bytes], little);
    return block(kind === 'obsolete' ? 2 : 6, body, little);
  });
  const others = noise
    ? [block(4, new Uint8Array(8), little), block(0x0bad, new Uint8Array(40), little)]
    : [];
  return joinBytes([section, ...others, face, ...others, ...packets, ...others]);
}

/** The frames with another link layer around the same network packets. */
export function relink(raw: Raw, link: number, wrap: (packet: Uint8Array) => Uint8Array): Raw {
  return {
    link,
    frames: raw.frames.map((frame) => {
      const bytes = wrap(frame.bytes.subarray(14));
      return { ...frame, bytes, wire: frame.wire + bytes.length - frame.bytes.length };
    }),
  };
}

/** Captures of one connection at both of its ends, and what they say together. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { compareCaptures } from '#evidence/index.ts';
import type { CaptureGist, Comparison, Side } from '#evidence/index.ts';
import type { RawFrame } from './support.ts';
import { read, takeApart, writePcap } from './support.ts';

const folder = join(import.meta.dirname, 'captures', 'pairs');

/** What a recorded pair must say. */
export interface Expected {
  readonly source: string;
  /** Connections that begin in both. */
  readonly common: number;
  readonly outcome: Comparison['outcome'];
  /** All readings, `end first-last frame finding=value@side`, then what the other capture holds. */
  readonly says: readonly string[];
}

/** Names of the recorded pairs. */
export const names = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.replace('.yaml', ''));

/** One capture of a pair. */
export function bytesOf(name: string, end: 'client' | 'server'): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, `${name}-${end}.pcap`)));
}

/** What is left of a capture for a comparison. */
export function gistOf(bytes: Uint8Array, side?: Side): CaptureGist {
  return read(bytes, 1 << 20, side).gist;
}

/** All readings of a comparison as the fixtures state them. */
export function said(
  { readings }: Comparison,
  ends: readonly [string, string] = ['client', 'server'],
): readonly string[] {
  return readings.map(({ reading, at, other }) => {
    const { finding, fact, value, side, line, lastLine } = reading;
    const name = finding ?? `(${fact})`;
    const rest = `${other.holds ? 'as' : 'not in'} ${ends[1 - at] ?? ''} ${other.line}-${other.lastLine}`;
    return `${ends[at]} ${line}-${lastLine} ${name}=${value}@${side}, ${rest}`;
  });
}

/** What a pair says after its captures were changed. @param isStated whether the sides are stated, too */
export function changed(
  name: string,
  client: (frames: readonly RawFrame[]) => readonly RawFrame[],
  server: (frames: readonly RawFrame[]) => readonly RawFrame[],
  isStated = false,
): readonly string[] {
  const [near, far] = [takeApart(bytesOf(name, 'client')), takeApart(bytesOf(name, 'server'))];
  const [here, there] = isStated ? (['client', 'server'] as const) : [];
  return said(
    compareCaptures(
      gistOf(writePcap({ ...near, frames: client(near.frames) }), here),
      gistOf(writePcap({ ...far, frames: server(far.frames) }), there),
    ),
  );
}

/** Changes nothing. */
export const asIs = (frames: readonly RawFrame[]): readonly RawFrame[] => frames;

/** TCP flags of a frame of these captures: Ethernet, IPv4 without options. */
export const flagsOf = ({ bytes }: RawFrame): number => bytes[47] ?? 0;
/** Source and destination port. */
export const portsOf = ({ bytes }: RawFrame): readonly number[] =>
  [34, 36].map((at) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
/** The frame with other bytes. */
export const withBytes = (frame: RawFrame, set: (bytes: Uint8Array) => void): RawFrame => {
  const bytes = frame.bytes.slice();
  set(bytes);
  return { ...frame, bytes };
};

/** What a pair must say. */
export function expectedOf(name: string): Expected {
  return load(readFileSync(join(folder, `${name}.yaml`), 'utf8')) as Expected;
}

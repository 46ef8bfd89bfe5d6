/** Bytes from outside: packet captures, in pieces as a file is read. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareCaptures, createCaptureReader } from '#evidence/index.ts';
import type { CaptureEvidence, CaptureGist } from '#evidence/index.ts';
import { mutateBytes } from './mutate.ts';
import type { Target } from './target.ts';

const folders = [
  join(import.meta.dirname, '..', 'unit', 'evidence', 'capture', 'captures'),
  join(import.meta.dirname, '..', 'labs', 'captures'),
];

function captures(): readonly Uint8Array[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.pcap(?:ng)?$/.test(name))
      .sort()
      .map((name) => new Uint8Array(readFileSync(join(folder, name)))),
  );
}

/** Checks what holds of the evidence of any bytes. */
function check({ readings, troubles, connections, frames }: CaptureEvidence): void {
  for (const { line, lastLine, fact, value } of readings) {
    if (!(line >= 1 && lastLine >= line && lastLine <= frames) || fact === '' || value === '') {
      throw new Error(`${fact}=${value} at frames ${line}-${lastLine} of ${frames}`);
    }
  }
  for (const { key, line } of troubles) {
    if (!Number.isSafeInteger(line) || line < 0) throw new Error(`${key} at ${line}`);
  }
  for (const { segments } of connections) {
    if (segments.length > 1000) throw new Error(`a ladder of ${segments.length} segments`);
  }
}

/** What is left for a comparison of the captures that were recorded at both ends, as they are. */
function gistsOfPairs(): readonly CaptureGist[] {
  const folder = join(folders[0] ?? '', 'pairs');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.pcap'))
    .map((name) => {
      const reader = createCaptureReader();
      reader.push(new Uint8Array(readFileSync(join(folder, name))));
      return reader.end().gist;
    });
}

let partners: readonly CaptureGist[] | undefined;

/** Compares with each of the recorded ends, one of which may be the other end of this one. */
function compareWithAll(gist: CaptureGist): readonly string[] {
  partners ??= gistsOfPairs();
  return partners.flatMap((partner) => {
    const { outcome, common, readings } = compareCaptures(gist, partner);
    const frames = [gist.frames, partner.frames];
    for (const { reading, at, other } of readings) {
      const [own, rest] = [frames[at] ?? 0, frames[1 - at] ?? 0];
      const isIn = reading.line >= 1 && reading.lastLine >= reading.line && reading.lastLine <= own;
      if (!isIn || other.line < 1 || other.lastLine < other.line || other.lastLine > rest) {
        throw new Error(`${reading.fact} at frames ${reading.line}-${reading.lastLine} of ${own}`);
      }
    }
    const told = readings.map(({ reading }) => `both ${reading.fact} ${reading.value}`);
    return common > 0 ? [`both ${outcome}`, ...told] : [];
  });
}

/** What a capture says, alone and beside others; the size of the pieces follows from the bytes, so that a failure can be repeated. */
export const capture: Target<Uint8Array> = {
  name: 'capture',
  corpus: captures,
  mutate: mutateBytes,
  size: (input) => input.length,
  save: (input) => input,
  run: (input) => {
    const reader = createCaptureReader();
    const step = 1 + (((input[7] ?? 0) * 37 + input.length) % 4096);
    for (let at = 0; at < input.length; at += step) reader.push(input.subarray(at, at + step));
    const found = reader.end();
    check(found);
    return [
      ...compareWithAll(found.gist),
      ...found.readings.map(({ finding, value }) => `${finding ?? ''} ${value.slice(0, 24)}`),
      ...found.troubles.map(({ key }) => key),
      ...found.connections.flatMap(({ worth }) => worth),
    ];
  },
};

/** Bytes from outside: packet captures, in pieces as a file is read. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createCaptureReader } from '#evidence/index.ts';
import type { CaptureEvidence } from '#evidence/index.ts';
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

/** What a capture says; the size of the pieces follows from the bytes, so that a failure can be repeated. */
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
      ...found.readings.map(({ finding, value }) => `${finding ?? ''} ${value.slice(0, 24)}`),
      ...found.troubles.map(({ key }) => key),
      ...found.connections.flatMap(({ worth }) => worth),
    ];
  },
};

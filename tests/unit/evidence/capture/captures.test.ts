import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { load } from 'js-yaml';
import { capture, read, recorded, says } from './support.ts';

/** What a recorded capture must say. */
interface Expected {
  /** What it was recorded on, and what was done. */
  readonly source: string;
  readonly frames: number;
  /** Connections in it. */
  readonly connections: number;
  /** All readings that answer a question, `first-last frame finding=value@side`. */
  readonly says: readonly string[];
  /** Connections worth a look: first frame and why, worst first. */
  readonly worth: readonly string[];
  /** `frame key amount`. */
  readonly troubles?: readonly string[];
  /** Facts of which two values are shown. */
  readonly conflicts?: readonly string[];
}

function expected(name: string): Expected {
  const file = join(import.meta.dirname, 'captures', name.replace(/\.pcap(?:ng)?$/, '.yaml'));
  return load(readFileSync(file, 'utf8')) as Expected;
}

describe('recorded captures', () => {
  it('are found', () => assert.ok(recorded.length >= 25));

  for (const name of recorded) {
    it(`says of ${name} what is stated`, () => {
      const want = expected(name);
      const evidence = read(capture(name));
      assert.ok(want.source.length > 20);
      assert.equal(evidence.frames, want.frames);
      assert.equal(evidence.total, want.connections);
      assert.deepEqual(says(evidence), want.says);
      assert.deepEqual(
        evidence.connections
          .filter(({ worth }) => worth.length > 0)
          .map(({ frame, worth }) => `${frame} ${worth.join(' ')}`),
        want.worth,
      );
      assert.deepEqual(
        evidence.troubles.map(({ key, line, amount }) => `${line} ${key} ${amount}`),
        want.troubles ?? [],
      );
      assert.deepEqual(
        evidence.conflicts.map(({ fact }) => fact),
        want.conflicts ?? [],
      );
    });
  }
});

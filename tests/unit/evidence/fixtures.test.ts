import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { load } from 'js-yaml';
import { readEvidence } from '#evidence/index.ts';
import type { Side } from '#evidence/index.ts';

/** One paste with what it must say; the format is described in `fixtures/README.md`. */
interface Fixture {
  /** Where the text is from: a public report's address, or what it was recorded on. */
  readonly source: string;
  readonly text?: string;
  /** A file beside this one, instead of `text`. */
  readonly file?: string;
  /** Side stated for the whole paste. */
  readonly side?: Side;
  /** All readings that answer a question, `line finding=value@side`, in order. */
  readonly says: readonly string[];
  /** Machine facts that are among the readings, `fact=value`. */
  readonly facts?: readonly string[];
  /** Lines that nobody read, `3` or `3-7`: all of them, when given. */
  readonly unread?: readonly (string | number)[];
}

const folder = join(import.meta.dirname, 'fixtures');
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .sort();

function read(name: string): Fixture {
  return load(readFileSync(join(folder, name), 'utf8')) as Fixture;
}

describe('fixtures of the evidence room', () => {
  it('are found', () => {
    assert.ok(names.length > 0);
  });

  for (const name of names) {
    const { source, file, side, says, facts = [], unread, ...rest } = read(name);
    it(`reads ${name} as stated`, () => {
      assert.ok(source.trim() !== '', 'a fixture says where it is from');
      const text =
        file === undefined ? rest.text : readFileSync(join(folder, name, '..', file), 'utf8');
      assert.ok(text !== undefined && text !== '', 'a fixture has a text or names a file');
      const evidence = readEvidence(text, side === undefined ? {} : { side });
      const said = evidence.readings.flatMap(({ finding, value, side: of, line }) =>
        finding === null ? [] : [`${line} ${finding}=${value}@${of}`],
      );
      assert.deepEqual(said, says);
      const known = evidence.readings.map(({ fact, value }) => `${fact}=${value}`);
      for (const fact of facts) assert.ok(known.includes(fact), `${fact} in ${known.join(', ')}`);
      if (unread === undefined) return;
      const left = evidence.unread.map(({ line, lastLine }) =>
        line === lastLine ? `${line}` : `${line}-${lastLine}`,
      );
      assert.deepEqual(left, unread.map(String));
    });
  }
});

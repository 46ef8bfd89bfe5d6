import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { join } from 'node:path';
import { readCatalog } from '#catalog/read.ts';
import { readEvidence } from '#evidence/index.ts';

const { catalog } = readCatalog(join(import.meta.dirname, '..', '..'));

describe('what the answers of a finding look like', () => {
  it('is never read as another answer of that finding', () => {
    const wrong = catalog.findings
      .filter(({ kind }) => kind === 'choice')
      .flatMap(({ id, outcomes }) =>
        outcomes.flatMap(({ value, looks = '' }) => {
          const said = readEvidence(looks).readings.flatMap((reading) =>
            reading.finding === id ? [reading.value] : [],
          );
          return said.length === 0 || said.includes(value)
            ? []
            : [`${id} ${value}: ${said.join()}`];
        }),
      );
    assert.deepEqual(wrong, []);
  });
});

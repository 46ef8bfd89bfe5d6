/** What the evidence room emits is what the knowledge base asks for: the two rooms may not import each other. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readValue } from '#engine/index.ts';
import { vocabulary } from '#evidence/index.ts';
import { readCatalog } from '#catalog/read.ts';
import { compileFinding } from '#catalog/compile-model.ts';

const { catalog } = readCatalog(fileURLToPath(new URL('../..', import.meta.url)));

describe('vocabulary', () => {
  it('holds something to check', () => {
    assert.ok(vocabulary.length > 50);
  });

  for (const emission of vocabulary) {
    const said = 'value' in emission ? emission.value : `any ${emission.kind}`;
    it(`${emission.finding}: ${said} is an answer of the finding`, () => {
      const finding = catalog.findings.find(({ id }) => id === emission.finding);
      assert.ok(finding, `there is no content/findings/${emission.finding}.yaml`);
      if ('kind' in emission) assert.equal(finding.kind, emission.kind);
      else assert.equal(readValue(compileFinding(finding), emission.value).kind, 'outcome');
    });
  }

  it('can say something of most findings that a command prints', () => {
    const emitted = new Set(vocabulary.map(({ finding }) => finding));
    const numeric = catalog.findings.filter(({ kind }) => kind !== 'choice');
    const silent = numeric.filter(({ id }) => !emitted.has(id)).map(({ id }) => id);
    // Second scales of a value that is read already.
    const scales = catalog.findings.filter(({ sameAs }) => sameAs !== undefined);
    const expected = scales.map(({ id }) => id).sort();
    assert.deepEqual(silent, expected);
  });
});

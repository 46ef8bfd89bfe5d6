/** Real incident reports that the knowledge was not written from. The figures are printed, not demanded: they are for training. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { describeEvaluation } from '#cli/describe-evaluation.ts';
import { evaluate, playAll } from '#cli/evaluate.ts';
import { readSearchRecords } from '#cli/read-knowledge.ts';
import { doubtsAbout, readVignettes } from '#cli/vignette.ts';
import { knowledge } from './real-knowledge.ts';

const file = fileURLToPath(new URL('dev.jsonl', import.meta.url));
const vignettes = readVignettes('dev.jsonl', readFileSync(file, 'utf8'));

describe('the development vignettes', () => {
  it('are the 35 reports, in terms that the knowledge has', () => {
    assert.equal(vignettes.length, 35);
    assert.deepEqual(doubtsAbout(knowledge, vignettes), []);
    assert.ok(vignettes.every(({ source }) => source.startsWith('https://')));
  });

  it('run to an end, and none of them is confirmed that none of the causes explains', async () => {
    const played = playAll(knowledge, vignettes);
    const evaluation = evaluate(knowledge, await readSearchRecords(), played);
    console.log(describeEvaluation(evaluation, played));
    assert.equal(evaluation.n, 35);
    assert.equal(evaluation.rows.length, 35);
    for (const { vignette, play } of played) {
      assert.ok(play.assessment.stop.stop, vignette.id);
      if (vignette.expect.length > 0) continue;
      assert.notEqual(play.assessment.verdict.level, 'confirmed', vignette.id);
    }
  });
});

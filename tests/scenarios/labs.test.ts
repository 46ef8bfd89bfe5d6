/** The recordings of the labs, diagnosed again: with the fault the cause is found, without it nobody is accused. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkCatalog } from '#catalog/check.ts';
import { labIds, loadLab } from '../labs/support/find-labs.ts';
import { recordingFolder, replay } from '../labs/support/recording.ts';

const { catalog } = checkCatalog(fileURLToPath(new URL('../..', import.meta.url)));

describe('the recordings of the labs', () => {
  it('are there', () => {
    assert.ok(catalog.labs.length > 0);
  });

  it('each belong to a lab that can be run', () => {
    const labs = labIds();
    assert.deepEqual(
      catalog.labs.map(({ id }) => id).filter((id) => !labs.includes(id)),
      [],
    );
  });

  for (const recorded of catalog.labs) {
    for (const fault of [true, false]) {
      const { id } = recorded;
      const stated = fault ? recorded.fault : recorded.healthy;

      it(`${id}, ${fault ? 'with the fault, is concluded' : 'without the fault, is not'}`, async () => {
        const { judged, diagnosis } = replay(await loadLab(id), fault);
        const { level, leader, rank, posterior } = judged;
        const first = diagnosis.ranking.slice(0, 3);
        assert.ok(judged.isPassed, `${level}, rank ${rank}: ${JSON.stringify(first)}`);
        // What the pages say; `npm run labs -- --replay` writes it anew.
        assert.deepEqual(
          [stated.verdict, stated.leader, stated.rank],
          [level, leader, rank],
          'npm run labs -- --replay',
        );
        assert.ok(Math.abs(stated.posterior - posterior) < 0.005, `posterior ${posterior}`);
      });

      it(`${id}, ${fault ? 'with' : 'without'} the fault, is kept with all its files`, () => {
        assert.deepEqual(readdirSync(recordingFolder(id, fault)).sort(), stated.files);
      });
    }
  }
});

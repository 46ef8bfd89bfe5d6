/** What is kept of a run: the collected files, and `content/labs/<cause>.yaml` for the pages. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { ladderOf } from './capture.ts';
import { labsFolder } from './find-labs.ts';
import type { Lab } from './lab.ts';
import { fileNameOf, writePieces } from './pieces.ts';
import type { Run } from './run-lab.ts';
import { usualTools, versionOf } from './tools.ts';

const capturesFolder = join(labsFolder, 'captures');
const contentFolder = join(labsFolder, '..', '..', 'content', 'labs');

/** Bytes that the files of a lab may have together. */
export const mostBytes = 250_000;

/** Folder of the recorded files of a lab, with or without the fault. */
export function recordingFolder(id: string, fault: boolean): string {
  return join(capturesFolder, id, fault ? 'fault' : 'healthy');
}

function distribution(): string {
  const text = readFileSync('/etc/os-release', 'utf8');
  return /^PRETTY_NAME="?([^"\n]{1,80})/m.exec(text)?.[1] ?? 'unknown';
}

function outcomeOf({ judged, pieces }: Run): object {
  return {
    verdict: judged.level,
    leader: judged.leader,
    posterior: Number(judged.posterior.toFixed(4)),
    rank: judged.rank,
    files: pieces.map(fileNameOf).sort(),
  };
}

/** Writes both runs of a lab that has passed. Returns the bytes that its files take. */
export async function record(lab: Lab, faulty: Run, healthy: Run): Promise<number> {
  for (const run of [faulty, healthy]) writePieces(recordingFolder(lab.id, run.fault), run.pieces);
  const names = [...new Set([...usualTools, ...lab.tools])].filter(
    (name) => name !== 'flock' && name !== 'ip',
  );
  const programs = await Promise.all(
    names.sort().map(async (name) => ({ name, version: await versionOf(name) })),
  );
  const ladder = ladderOf(faulty.pieces);
  const kernel = release();
  const item = {
    recorded: new Date().toISOString().slice(0, 10),
    kernel,
    distribution: distribution(),
    programs: [{ name: 'node', version: process.versions.node }, ...programs],
    done: lab.done,
    ...(lab.notInTests === undefined ? {} : { notInTests: lab.notInTests }),
    ...(lab.equals === undefined ? {} : { equals: [...lab.equals] }),
    fault: outcomeOf(faulty),
    healthy: outcomeOf(healthy),
    ...(ladder === null ? {} : { ladder }),
  };
  mkdirSync(contentFolder, { recursive: true });
  writeFileSync(
    join(contentFolder, `${lab.id}.yaml`),
    `# Written by: npm run labs -- ${lab.id} --record\n${dump(item, { lineWidth: 128, noRefs: true })}`,
  );
  return [faulty, healthy].reduce(
    (sum, run) =>
      sum +
      run.pieces
        .map((piece) => statSync(join(recordingFolder(lab.id, run.fault), fileNameOf(piece))).size)
        .reduce((a, b) => a + b, 0),
    0,
  );
}

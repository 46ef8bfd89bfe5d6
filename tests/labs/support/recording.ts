/** What is kept of a run: the collected files, and `content/labs/<cause>.yaml` for the pages. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { ladderOf } from './capture.ts';
import { labsFolder } from './find-labs.ts';
import type { Lab } from './lab.ts';
import { fileNameOf, readPieces, writePieces } from './pieces.ts';
import { runOf, type Run } from './run-lab.ts';
import { usualTools, versionOf } from './tools.ts';

const capturesFolder = join(labsFolder, 'captures');
const contentFolder = join(labsFolder, '..', '..', 'content', 'labs');

/** What `content/labs` holds; `src/schema/lab.ts` judges it. */
interface Recorded {
  readonly kernel: string;
  readonly ladder?: object;
}

function contentFile(id: string): string {
  return join(contentFolder, `${id}.yaml`);
}

/** Bytes that the files of a lab may have together. */
export const mostBytes = 300_000;

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

/** What the diagnosis says of both runs, and the ladder of the faulty one: all that can be told again from the files. */
function toldOf(faulty: Run, healthy: Run, kernel = release()): object {
  const ladder = ladderOf(faulty.pieces, kernel);
  return {
    fault: outcomeOf(faulty),
    healthy: outcomeOf(healthy),
    ...(ladder === null ? {} : { ladder }),
  };
}

function write(id: string, item: object): void {
  mkdirSync(contentFolder, { recursive: true });
  writeFileSync(
    contentFile(id),
    `# Written by: npm run labs -- ${id} --record\n${dump(item, { lineWidth: 128, noRefs: true })}`,
  );
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
  write(lab.id, {
    recorded: new Date().toISOString().slice(0, 10),
    kernel: release(),
    distribution: distribution(),
    programs: [{ name: 'node', version: process.versions.node }, ...programs],
    done: lab.done,
    ...(lab.notInTests === undefined ? {} : { notInTests: lab.notInTests }),
    ...(lab.equals === undefined ? {} : { equals: [...lab.equals] }),
    ...toldOf(faulty, healthy),
  });
  const files = [faulty, healthy].flatMap(({ fault, pieces }) =>
    pieces.map((piece) => join(recordingFolder(lab.id, fault), fileNameOf(piece))),
  );
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}

/** Ids of the causes that a recording is kept of. */
export function recordedIds(): readonly string[] {
  return readdirSync(contentFolder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

/** Diagnoses a recording again, with the knowledge and the parsers of now. */
export function replay(lab: Lab, fault: boolean): Run {
  return runOf(lab, fault, readPieces(recordingFolder(lab.id, fault)), 0);
}

/** Writes into `content/labs` what the diagnosis says now of a recording; what was recorded stays. */
export function retell(id: string, faulty: Run, healthy: Run): void {
  const { ladder: _ladder, ...item } = load(readFileSync(contentFile(id), 'utf8')) as Recorded;
  write(id, { ...item, ...toldOf(faulty, healthy, item.kernel) });
}

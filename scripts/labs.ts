/**
 * `npm run labs [-- ID... [--record] [--replay] [--install] [--keep FOLDER]]`: makes failures happen on this machine, collects what a
 * person could, and has them diagnosed. Needs root on Linux. See tests/labs/README.md.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { labIds, loadLab } from '../tests/labs/support/find-labs.ts';
import type { Lab } from '../tests/labs/support/lab.ts';
import { removeOwnNamespaces, sweepNamespaces } from '../tests/labs/support/namespaces.ts';
import { writePieces } from '../tests/labs/support/pieces.ts';
import { killPrograms, runProgram, stopPrograms } from '../tests/labs/support/program.ts';
import { mostBytes, record, recordedIds, replay, retell } from '../tests/labs/support/recording.ts';
import {
  missingPackages,
  obstacleTo,
  obstacleToAll,
  runLab,
  type Run,
} from '../tests/labs/support/run-lab.ts';
import { describeRow, describeTable, type Row } from '../tests/labs/support/table.ts';

/** Seconds that the labs may take in a run of the tests; what is not begun by then is skipped. */
const testBudget = 480;

/** Labs that run side by side. */
const atOnce = 3;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    record: { type: 'boolean', default: false },
    /** Runs nothing and needs no root: diagnoses the recordings again and writes down what it says now. */
    replay: { type: 'boolean', default: false },
    install: { type: 'boolean', default: false },
    /** As a part of the tests: what cannot run here is skipped with its reason, and the time is bounded. */
    'in-tests': { type: 'boolean', default: false },
    /** Folder for the collected files of every run, passed or not. */
    keep: { type: 'string' },
  },
});
const isTest = values['in-tests'];

/** What was collected and understood, for whoever writes the lab. */
function explain(lab: string, { fault, diagnosis, judged }: Run): string {
  const known = diagnosis.session.observations.map(
    ({ finding, value, from }) =>
      `    ${finding} = ${value}${(from.kind === 'pasted' || from.kind === 'captured') && from.name !== undefined ? `  (${from.name})` : ''}`,
  );
  const waiting = diagnosis.session.waiting.map(
    ({ reading }) =>
      `    waits: ${reading.finding ?? reading.fact} = ${reading.value} (${reading.side})`,
  );
  const first = diagnosis.ranking
    .slice(0, 4)
    .map(({ cause, posterior }) => `    ${posterior.toFixed(3)} ${cause}`);
  const title = `  ${lab} ${fault ? 'with' : 'without'} the fault: ${judged.level}`;
  return [title, ...known, ...waiting, ...first].join('\n');
}

/** Runs a lab with the fault and without it. */
async function runBoth(lab: Lab): Promise<Row> {
  const runs: Run[] = [];
  try {
    const perform = async (fault: boolean): Promise<void> => {
      const run = await runLab(lab, fault);
      runs.push(run);
      if (values.keep !== undefined) {
        writePieces(join(values.keep, lab.id, fault ? 'fault' : 'healthy'), run.pieces);
      }
      if (!isTest || !run.judged.isPassed) console.log(explain(lab.id, run));
    };
    // Of a lab that runs alone, the second run would only wait for the first.
    if (lab.touches === 'host') for (const fault of [true, false]) await perform(fault);
    else await Promise.all([true, false].map(perform));
    runs.sort((one) => (one.fault ? -1 : 1));
    const [faulty, healthy] = runs;
    const hasPassed = runs.every(({ judged }) => judged.isPassed);
    if (hasPassed && values.record && faulty !== undefined && healthy !== undefined) {
      const bytes = await record(lab, faulty, healthy);
      console.log(`  recorded, ${bytes} bytes${bytes > mostBytes ? ': too much, cut it' : ''}`);
    }
    return { id: lab.id, runs, remark: null, state: hasPassed ? 'passed' : 'failed' };
  } catch (error) {
    const remark = error instanceof Error ? error.message : String(error);
    return { id: lab.id, runs, remark: remark.split('\n').slice(0, 3).join(' '), state: 'failed' };
  }
}

/** Why a lab that could run is left out of a run of the tests. */
function obstacleInTests(lab: Lab, isLate: boolean): string | null {
  if (lab.notInTests !== undefined) return lab.notInTests;
  if (!recordedIds().includes(lab.id)) return 'has not passed yet: there is no recording';
  return isLate ? `the ${testBudget} s of the tests are used up` : null;
}

async function install(labs: readonly Lab[]): Promise<void> {
  const packages = [...new Set(labs.flatMap(missingPackages))];
  if (packages.length === 0) return;
  console.log(`installing ${packages.join(' ')}`);
  const { status, stderr } = await runProgram(
    ['apt-get', 'install', '-y', '--no-install-recommends', ...packages],
    { env: { DEBIAN_FRONTEND: 'noninteractive' }, limit: 900 },
  );
  if (status !== 0) throw new Error(`apt-get install ended with ${String(status)}: ${stderr}`);
}

/** Diagnoses recordings; those that pass are written down as they are now. */
async function replayAll(ids: readonly string[]): Promise<number> {
  const labs = await Promise.all(ids.map(loadLab));
  const rows = labs.map((lab): Row => {
    const faulty = replay(lab, true);
    const healthy = replay(lab, false);
    const runs = [faulty, healthy];
    const hasPassed = runs.every(({ judged }) => judged.isPassed);
    if (hasPassed) retell(lab.id, faulty, healthy);
    else for (const run of runs) if (!run.judged.isPassed) console.log(explain(lab.id, run));
    return { id: lab.id, runs, remark: 'replayed', state: hasPassed ? 'passed' : 'failed' };
  });
  console.log(`\n${describeTable(rows)}`);
  return rows.every(({ state }) => state === 'passed') ? 0 : 1;
}

/** Labs that touch nothing run a few at a time, as they mostly wait; then the others, one by one. Rows come in the labs' order. */
async function performAll(
  labs: readonly Lab[],
  perform: (lab: Lab) => Promise<Row>,
): Promise<readonly Row[]> {
  const rows = new Map<Lab, Row>();
  const queue = labs.filter(({ touches }) => touches !== 'host');
  const work = async (): Promise<void> => {
    for (let lab = queue.shift(); lab !== undefined; lab = queue.shift()) {
      rows.set(lab, await perform(lab));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  for (const lab of labs) if (!rows.has(lab)) rows.set(lab, await perform(lab));
  return labs.flatMap((lab) => rows.get(lab) ?? []);
}

async function main(): Promise<number> {
  const ids = values.replay ? recordedIds() : labIds();
  const unknown = positionals.filter((id) => !ids.includes(id));
  if (unknown.length > 0) {
    console.error(`halfopen: no lab ${unknown.join(', ')}; labs: ${ids.join(', ')}`);
    return 2;
  }
  if (values.replay) return replayAll(positionals.length > 0 ? positionals : ids);
  const obstacle = await obstacleToAll();
  if (obstacle !== null) {
    (isTest ? console.log : console.error)(`halfopen: no lab runs here: ${obstacle}`);
    return isTest ? 0 : 1;
  }
  const swept = await sweepNamespaces();
  if (swept.length > 0) console.log(`swept away what a killed run left: ${swept.join(', ')}`);
  const labs = await Promise.all((positionals.length > 0 ? positionals : ids).map(loadLab));
  if (values.install) await install(labs);
  const began = performance.now();
  const perform = async (lab: Lab): Promise<Row> => {
    const isLate = (performance.now() - began) / 1000 > testBudget;
    const why = obstacleTo(lab) ?? (isTest ? obstacleInTests(lab, isLate) : null);
    if (why !== null) {
      const skipped: Row = { id: lab.id, runs: [], remark: why, state: 'skipped' };
      console.log(describeRow(skipped));
      return skipped;
    }
    let row = await runBoth(lab);
    console.log(describeRow(row));
    // A machine that is busy may keep a failure from happening at all; twice in a row it says something.
    if (isTest && row.state === 'failed') {
      row = await runBoth(lab);
      console.log(`again: ${describeRow(row)}`);
    }
    return row;
  };
  const rows = await performAll(labs, perform);
  console.log(`\n${describeTable(rows)}`);
  const missing = [...new Set(labs.flatMap(missingPackages))];
  if (missing.length > 0) {
    console.log(`missing Debian packages (--install installs them): ${missing.join(' ')}`);
  }
  const isBad = rows.some(({ state }) => state === 'failed' || (state === 'skipped' && !isTest));
  return isBad ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    void stopPrograms()
      .then(removeOwnNamespaces)
      .finally(() => process.exit(130));
  });
}
process.on('exit', killPrograms);
process.exitCode = await main();

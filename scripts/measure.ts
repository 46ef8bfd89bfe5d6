// Measures the accuracy that the method page shows: writes .halfopen/accuracy.json, before the pages are built. As a script
// (`npm run -s eval` without a file) it prints the same figures as a table.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { loadCatalog } from '#catalog/index.ts';
import type { Accuracy, EvaluationResult, MeasuredSet, PolicyResult } from '#catalog/accuracy.ts';
import { readAccuracy } from '#catalog/accuracy.ts';
import { inProject, readNode } from './child.ts';
import { calibrationOf } from '#cli/calibration.ts';
import { describeAccuracy } from './describe-accuracy.ts';
import { Stamp, takeFingerprint } from './fingerprint.ts';
import { root } from './root.mjs';
import {
  expectsNone,
  incidentSets,
  ownObservations,
  withOneWrong,
  withUnknowns,
  type VignetteLine,
} from './vignette-sets.ts';

const sources = ['content', 'src', 'scripts', 'tests/scenarios', 'package-lock.json'];
const stamp = new Stamp('accuracy');
const folder = inProject('.halfopen', 'vignettes');

/** Question policies that are compared with the one that ships, which is the first. */
const policies = ['gain-per-cost', 'edge-cutting', 'random'] as const;

/** Sets on which the policies are compared: one of ours, and the one that nobody chose to fit. */
const compared = ['cases', 'unseen'];

/** Sets on which the calibration is measured: incidents that were not chosen with their causes in view. */
const blind = ['unseen', 'unlisted'];

async function evaluateFile(file: string, policy?: string): Promise<EvaluationResult> {
  const extra = policy === undefined ? [] : ['--policy', policy];
  return JSON.parse(
    await readNode(['src/cli/eval.ts', file, '--json', '--detail', ...extra]),
  ) as EvaluationResult;
}

async function comparePolicies(file: string, shipped: EvaluationResult): Promise<PolicyResult[]> {
  const results: PolicyResult[] = [];
  for (const policy of policies) {
    const isShipped = policy === policies[0];
    const { top1, top3, questions } = isShipped ? shipped : await evaluateFile(file, policy);
    results.push({ policy, top1, top3, median: questions.median });
  }
  return results;
}

async function measureSet(name: string, lines: readonly VignetteLine[]): Promise<MeasuredSet> {
  const file = `${folder}/${name}.jsonl`;
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const result = await evaluateFile(file);
  const none = lines.filter(expectsNone).length;
  return {
    name,
    expecting: lines.length - none,
    none,
    result,
    policies: compared.includes(name) ? await comparePolicies(file, result) : [],
  };
}

function readLines(name: string): readonly VignetteLine[] {
  return readFileSync(inProject('tests', 'scenarios', name), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as VignetteLine);
}

/** Every set by name, in the order of the table. */
async function collectSets(): Promise<readonly (readonly [string, readonly VignetteLine[]])[]> {
  const catalog = await loadCatalog(root);
  const [dev = [], ...others] = incidentSets.map(readLines);
  const unseen = others.flat();
  return [
    ['cases', ownObservations(catalog)],
    ['cases-unknown', withUnknowns(catalog)],
    ['cases-wrong', withOneWrong(catalog)],
    ['dev', dev.filter((line) => !expectsNone(line))],
    ['unseen', unseen.filter((line) => !expectsNone(line))],
    ['unlisted', [...dev, ...unseen].filter(expectsNone)],
  ];
}

/** Measures the sets, as many at a time as there are processors; the order is that of the sets. */
async function measureAll(
  sets: readonly (readonly [string, readonly VignetteLine[]])[],
): Promise<MeasuredSet[]> {
  const measured: MeasuredSet[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < sets.length; at = next++) {
      const set = sets[at];
      if (set !== undefined) measured[at] = await measureSet(...set);
    }
  };
  await Promise.all(Array.from({ length: Math.min(sets.length, availableParallelism()) }, work));
  return measured;
}

/**
 * Runs the evaluation on each set. Needs the compiled knowledge.
 * @param onlyWhenStale leave figures alone that were measured on the very same sources
 */
export async function measureAccuracy(onlyWhenStale: boolean): Promise<void> {
  const fingerprint = takeFingerprint(sources);
  if (onlyWhenStale && stamp.matches(fingerprint)) return;
  stamp.clear();
  mkdirSync(folder, { recursive: true });
  const sets = await measureAll(await collectSets());
  const calibration = calibrationOf(
    sets.filter(({ name }) => blind.includes(name)).flatMap(({ result }) => result.rows),
  );
  const target = inProject('.halfopen', 'accuracy.json');
  writeFileSync(`${target}.new`, JSON.stringify({ sets, calibration } satisfies Accuracy));
  renameSync(`${target}.new`, target);
  stamp.write(fingerprint);
}

if (import.meta.main) {
  await measureAccuracy(process.argv.includes('--if-stale'));
  const accuracy = readAccuracy(root);
  if (accuracy !== null) process.stdout.write(describeAccuracy(accuracy.sets));
}

// Measures the accuracy that the method page shows: writes .halfopen/accuracy.json, before the pages are built.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { loadCatalog } from '#catalog/index.ts';
import type { EvaluationResult, MeasuredSet } from '#catalog/accuracy.ts';
import { inProject, readNode } from './child.ts';
import { Stamp, takeFingerprint } from './fingerprint.ts';
import { root } from './root.mjs';
import { ownObservations, withOneWrong, withUnknowns, type VignetteLine } from './vignette-sets.ts';

const sources = ['content', 'src', 'scripts', 'tests/scenarios', 'package-lock.json'];
const stamp = new Stamp('accuracy');
const folder = inProject('.halfopen', 'vignettes');

async function measureSet(name: string, file: string): Promise<MeasuredSet> {
  const output = await readNode(['src/cli/eval.ts', file, '--json']);
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const expects = lines.map((line) => (JSON.parse(line) as { expect: unknown }).expect);
  const none = expects.filter((expect) => expect === 'none').length;
  const result = JSON.parse(output) as EvaluationResult;
  return { name, expecting: expects.length - none, none, result };
}

function writeSet(name: string, lines: readonly VignetteLine[]): string {
  const file = `${folder}/${name}.jsonl`;
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return file;
}

/** The sets of tests/scenarios with these names as one file. */
function joinSets(name: string, files: readonly string[]): string {
  const file = `${folder}/${name}.jsonl`;
  const texts = files.map((one) => readFileSync(inProject('tests', 'scenarios', one), 'utf8'));
  writeFileSync(file, texts.map((text) => `${text.trimEnd()}\n`).join(''));
  return file;
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
  const catalog = await loadCatalog(root);
  const files: readonly (readonly [string, string])[] = [
    ['cases', writeSet('cases', ownObservations(catalog))],
    ['cases-unknown', writeSet('cases-unknown', withUnknowns(catalog))],
    ['cases-wrong', writeSet('cases-wrong', withOneWrong(catalog))],
    ['dev', inProject('tests', 'scenarios', 'dev.jsonl')],
    ['unseen', joinSets('unseen', ['unseen-a.jsonl', 'unseen-b.jsonl'])],
  ];
  const sets: MeasuredSet[] = [];
  for (const [name, file] of files) sets.push(await measureSet(name, file));
  const target = inProject('.halfopen', 'accuracy.json');
  writeFileSync(`${target}.new`, JSON.stringify(sets));
  renameSync(`${target}.new`, target);
  stamp.write(fingerprint);
}

if (import.meta.main) await measureAccuracy(false);

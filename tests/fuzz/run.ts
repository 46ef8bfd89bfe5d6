/**
 * `npm run fuzz -- [--runs N] [--seed N] [--target NAME]`: mutates real inputs and feeds them to every door that takes
 * text or bytes from outside. A door must never throw and must keep its invariants, whatever comes. Inputs that show a new
 * behavior are kept and mutated further. Prints a line a target; an input that fails is written to `test-results/fuzz/`, and the
 * run ends with status 1.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { capture } from './bytes.ts';
import { seeded } from './random.ts';
import type { Target } from './target.ts';
import { evidence, link, mask, script, words } from './texts.ts';

// Each target's own input type stays inside it.
const targets = [evidence, words, capture, mask, link, script] as unknown as readonly Target[];

/** Inputs kept for a new behavior; the oldest give way. */
const mostKept = 5000;

/** Failing inputs after which a target is given up. */
const mostFailures = 5;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string' },
  },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
  throw new Error('--runs and --seed are whole numbers');
}
const folder = join(import.meta.dirname, '..', '..', 'test-results', 'fuzz');

interface Tally {
  readonly kept: number;
  readonly behaviors: number;
  readonly failures: number;
  readonly slowest: number;
}

/** Notes a failing input as a file and in words. */
function report(target: Target, input: unknown, at: number, error: unknown): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${target.name}-${String(seed)}-${String(at)}`);
  writeFileSync(file, target.save(input));
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(`${target.name}: input ${String(at)} fails (${file})\n${reason}`);
}

/** Inputs that a target is given. */
function runsOf({ oneIn = 1 }: Target): number {
  return Math.ceil(runs / oneIn);
}

function fuzz(target: Target): Tally {
  const random = seeded(seed);
  const corpus = target.corpus();
  const kept = [...corpus];
  const [first] = kept;
  if (first === undefined) throw new Error(`${target.name} has nothing to begin with`);
  const seen = new Set<string>();
  let failures = 0;
  let slowest = 0;
  for (let at = 0; at < runsOf(target) && failures < mostFailures; at += 1) {
    const base = at < corpus.length ? kept[at] : kept[random.below(kept.length)];
    const other = kept[random.below(kept.length)];
    // The first pass runs the real inputs as they are, so that what they show is not new later.
    const input = at < corpus.length ? base : target.mutate(base, random, other);
    const began = process.hrtime.bigint();
    try {
      const behaviors = target.run(input);
      const isNew = behaviors.some((one) => !seen.has(one));
      for (const one of behaviors) seen.add(one);
      if (isNew) kept.push(input);
      if (kept.length > mostKept) kept.shift();
    } catch (error) {
      failures += 1;
      report(target, input, at, error);
    }
    const nanoseconds = Number(process.hrtime.bigint() - began);
    slowest = Math.max(slowest, nanoseconds / Math.max(1000, target.size(input)));
  }
  return { kept: kept.length, behaviors: seen.size, failures, slowest };
}

const chosen = targets.filter(({ name }) => values.target === undefined || name === values.target);
if (chosen.length === 0) {
  throw new Error(
    `no target "${values.target ?? ''}"; known: ${targets.map(({ name }) => name).join(', ')}`,
  );
}
let failed = 0;
for (const target of chosen) {
  const began = performance.now();
  const { kept, behaviors, failures, slowest } = fuzz(target);
  failed += failures;
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `${target.name}: ${String(runsOf(target))} inputs, seed ${String(seed)}, ${String(behaviors)} behaviors, ${String(kept)} kept, slowest ${slowest.toFixed(0)} ns per unit, ${String(seconds)} s, ${String(failures)} failed`,
  );
}
const all = chosen.reduce((sum, target) => sum + runsOf(target), 0);
console.log(`${String(all)} inputs, ${String(failed)} failed`);
process.exitCode = failed === 0 ? 0 : 1;

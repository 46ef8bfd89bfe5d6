/** Runs a lab once, and says what is missing for it. */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { setUpBench } from './bench.ts';
import { diagnosePieces, judge, type Diagnosis, type Judged } from './diagnosis.ts';
import { usualLimit, type Lab } from './lab.ts';
import { lockLabs } from './lock.ts';
import type { Piece } from './pieces.ts';
import { runProgram } from './program.ts';
import { findTool, packageOf, usualTools } from './tools.ts';

/** One run of a lab, with or without the fault. */
export interface Run {
  readonly fault: boolean;
  readonly pieces: readonly Piece[];
  readonly diagnosis: Diagnosis;
  readonly judged: Judged;
  readonly seconds: number;
}

/** Causes that count as a lab's own. */
export function acceptedBy(lab: Lab): readonly string[] {
  return [lab.id, ...(lab.equals ?? []).map(({ cause }) => cause)];
}

/** Debian packages that a lab misses, each once. */
export function missingPackages({ tools }: Lab): readonly string[] {
  const missing = [...usualTools, ...tools].filter((name) => findTool(name) === undefined);
  return [...new Set(missing.map(packageOf))];
}

/** Why a lab cannot run here; null when it can. */
export function obstacleTo(lab: Lab): string | null {
  const packages = missingPackages(lab);
  if (packages.length > 0) return `needs ${packages.join(' ')}`;
  const kernel = (lab.kernel ?? []).filter((path) => !existsSync(path));
  if (kernel.length > 0) return `this kernel has no ${kernel.join(', ')}`;
  return null;
}

/** Why no lab can run here; null when they can. Tries, because a container may have root and no namespaces. */
export async function obstacleToAll(): Promise<string | null> {
  if (process.platform !== 'linux') return 'labs need Linux: network namespaces, nftables, /proc';
  if (process.getuid?.() !== 0)
    return 'labs need root: they make network namespaces and packet filters';
  const name = `halfopen-lab-${process.pid}-probe`;
  const made = await runProgram(['ip', 'netns', 'add', name]);
  if (made.status !== 0) return `network namespaces cannot be made here: ${made.stderr.trim()}`;
  const probe = [
    'ip',
    '-n',
    name,
    'link',
    'add',
    'probe0',
    'type',
    'veth',
    'peer',
    'name',
    'probe1',
  ];
  const wired = await runProgram(probe);
  await runProgram(['ip', 'netns', 'delete', name]);
  if (wired.status !== 0) return `no veth devices can be made here: ${wired.stderr.trim()}`;
  return null;
}

/** A run, from what it collected. */
export function runOf(lab: Lab, fault: boolean, pieces: readonly Piece[], seconds: number): Run {
  const diagnosis = diagnosePieces(pieces);
  return { fault, pieces, diagnosis, judged: judge(diagnosis, fault, acceptedBy(lab)), seconds };
}

/** Runs a lab and diagnoses what it collected. Everything that it set up is gone when this settles, whatever happened. */
export async function runLab(lab: Lab, fault: boolean): Promise<Run> {
  const alone = lab.touches === 'host';
  const unlock = await lockLabs(alone);
  const began = performance.now();
  // The kernel log is cut by whole seconds.
  if (alone) await sleep(1000);
  const { bench, pieces, takeDown } = setUpBench(fault);
  const limit = lab.limit ?? usualLimit;
  const giveUp = new AbortController();
  try {
    await Promise.race([
      lab.run(bench),
      sleep(limit * 1000, undefined, { signal: giveUp.signal }).then(() => {
        throw new Error(`took more than ${limit} s`);
      }),
    ]);
  } finally {
    giveUp.abort();
    await takeDown();
    unlock();
  }
  return runOf(lab, fault, pieces(), (performance.now() - began) / 1000);
}

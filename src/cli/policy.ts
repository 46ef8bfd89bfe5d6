/** Question policies by name, so that the vignettes can decide which one ships. */
import type { QuestionPolicy } from '#engine/index.ts';
import { edgeCutting, gainPerCost, randomPolicy } from '#engine/index.ts';
import { BadInput } from './bad-input.ts';
import { messages } from './messages.ts';

/** Numbers in [0, 1) that a seed fixes: mulberry32 (Tommy Ettinger, public domain). */
export function seededSource(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The policy of an option; the seed matters to `random` only. */
export function readPolicy(name: string, seed = '1'): QuestionPolicy {
  if (!/^\d{1,9}$/.test(seed)) throw new BadInput('--seed', messages.vignette.seed(seed));
  switch (name) {
    case 'gain-per-cost':
      return gainPerCost;
    case 'edge-cutting':
      return edgeCutting;
    case 'random':
      return randomPolicy(seededSource(Number(seed)));
    default:
      throw new BadInput('--policy', messages.vignette.policy(name));
  }
}

/** Repeatable randomness: the same seed gives the same run. */

/** Draws whole numbers below a bound, and members of a list. */
export interface Random {
  readonly below: (bound: number) => number;
  readonly pick: <T>(items: readonly [T, ...T[]]) => T;
}

/** mulberry32 (Ettinger 2017): 32 bits of state, good enough to mutate by. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (bound: number): number => next() % Math.max(1, bound);
  return { below, pick: (items) => items[below(items.length)] ?? items[0] };
}

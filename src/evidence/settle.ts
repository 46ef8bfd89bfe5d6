/** Last word on which readings answer a question, once all facts of a paste are known together. */
import type { Placed } from './sides.ts';

function withoutFinding(placed: Placed): Placed {
  const { finding: _, ...draft } = placed.draft;
  return { ...placed, draft };
}

/** What a host says of its own processes: their limits win, and so does a count above the shell's limit. */
interface Own {
  hasLimit: boolean;
  highestCount: number;
}

function keyOf({ side, host }: Placed): string {
  return `${side} ${host}`;
}

function ownFacts(all: readonly Placed[]): ReadonlyMap<string, Own> {
  const hosts = new Map<string, Own>();
  for (const placed of all) {
    const { fact, value } = placed.draft;
    if (fact !== 'process nofile' && fact !== 'fd-count') continue;
    const own = hosts.get(keyOf(placed)) ?? { hasLimit: false, highestCount: 0 };
    if (fact === 'process nofile') own.hasLimit = true;
    else own.highestCount = Math.max(own.highestCount, Number(value));
    hosts.set(keyOf(placed), own);
  }
  return hosts;
}

/**
 * A shell's `ulimit -n` stands for the process only while nothing says otherwise: the process's own limits win, and a
 * process with more descriptors open than the shell allows was not started from it.
 */
function isForeignShell(placed: Placed, hosts: ReadonlyMap<string, Own>): boolean {
  if (placed.draft.fact !== 'nofile') return false;
  const own = hosts.get(keyOf(placed));
  return own !== undefined && (own.hasLimit || own.highestCount > Number(placed.draft.value));
}

/** Netty's version is asked of the server; a client's is a fact of its machine. */
function isClientLibrary({ draft, side }: Placed): boolean {
  return draft.fact === 'netty' && side === 'client';
}

/** Takes the finding from readings that other facts of the paste disqualify. The facts stay. */
export function settleAnswers(all: readonly Placed[]): readonly Placed[] {
  const hosts = ownFacts(all);
  return all.map((placed) =>
    isForeignShell(placed, hosts) || isClientLibrary(placed) ? withoutFinding(placed) : placed,
  );
}

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

/** A request to the own loopback says how the service does only on the server. */
function isElsewhere({ draft, side }: Placed): boolean {
  return draft.finding === 'works-on-server' && side !== 'server';
}

/** Answers that nobody reads are a pool's leases where a pool says that it has none to give. */
function isNoPool({ draft }: Placed, all: readonly Placed[]): boolean {
  if (draft.fact !== 'unread answers') return false;
  return !all.some(
    (other) => other.draft.finding === 'client-error' && other.draft.value === 'pool-timeout',
  );
}

/** What a proxy logs of single upstreams before it has none left; each of its later lines says only that. */
const beforeNoneLeft = ['upstream-connect-fails', 'upstream-closed', 'upstream-timed-out'];

/**
 * A proxy that has no upstream left has failed with each of them before, and logs that too. The state that it is in
 * answers, not the way there.
 */
function isWayToNone(placed: Placed, without: ReadonlySet<string>): boolean {
  const { finding, value } = placed.draft;
  return (
    finding === 'proxy-log-reason' && beforeNoneLeft.includes(value) && without.has(keyOf(placed))
  );
}

/** Takes the finding from readings that other facts of the paste disqualify. The facts stay. */
export function settleAnswers(all: readonly Placed[]): readonly Placed[] {
  const hosts = ownFacts(all);
  const without = new Set(
    all.flatMap((placed) =>
      placed.draft.finding === 'proxy-log-reason' && placed.draft.value === 'no-live-upstreams'
        ? [keyOf(placed)]
        : [],
    ),
  );
  return all.map((placed) =>
    isForeignShell(placed, hosts) ||
    isClientLibrary(placed) ||
    isElsewhere(placed) ||
    isNoPool(placed, all) ||
    isWayToNone(placed, without)
      ? withoutFinding(placed)
      : placed,
  );
}

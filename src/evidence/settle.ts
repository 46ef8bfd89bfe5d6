/** Last word on which readings answer a question, once all facts of a paste are known together. */
import type { Placed } from './sides.ts';

function withoutFinding(placed: Placed): Placed {
  const { finding: _, ...draft } = placed.draft;
  return { ...placed, draft };
}

/**
 * A shell's `ulimit -n` stands for the process only while nothing says otherwise: the process's own limits win, and a
 * process with more descriptors open than the shell allows was not started from it.
 */
function isForeignShell(placed: Placed, all: readonly Placed[]): boolean {
  if (placed.draft.fact !== 'nofile') return false;
  const own = all.filter(({ side, host }) => side === placed.side && host === placed.host);
  return own.some(
    ({ draft }) =>
      draft.fact === 'process nofile' ||
      (draft.fact === 'fd-count' && Number(draft.value) > Number(placed.draft.value)),
  );
}

/** Netty's version is asked of the server; a client's is a fact of its machine. */
function isClientLibrary({ draft, side }: Placed): boolean {
  return draft.fact === 'netty' && side === 'client';
}

/** Takes the finding from readings that other facts of the paste disqualify. The facts stay. */
export function settleAnswers(all: readonly Placed[]): readonly Placed[] {
  return all.map((placed) =>
    isForeignShell(placed, all) || isClientLibrary(placed) ? withoutFinding(placed) : placed,
  );
}

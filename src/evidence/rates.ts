/**
 * Two samples of one counter on one host become rising or flat. Samples of different tools are never compared: they are views
 * of one moment. A counter that went down was reset, or is another host's, and says nothing.
 */
import { counterFindings, synQueueCounters } from './counters.ts';
import type { Emission } from './parser.ts';
import type { Placed } from './sides.ts';

const findings = [...counterFindings.values(), 'syn-queue-counters'];

/** What samples can say. */
export const rateEmissions: readonly Emission[] = findings.flatMap((finding) =>
  ['rising', 'flat'].map((value) => ({ finding, value })),
);

const prefix = 'counter ';

/** Whether a fact is a sample, so that it matters which host it is from. */
export function isSample(fact: string): boolean {
  return fact.startsWith(prefix);
}

interface Rate {
  readonly value: 'rising' | 'flat';
  readonly last: Placed;
}

/** Rising or flat, at the line of the last sample; null when there is only one or they went down. */
function rateOf(samples: readonly Placed[]): Rate | null {
  const inOrder = [...samples].sort((a, b) => a.draft.from - b.draft.from);
  const values = inOrder.map(({ draft }) => Number(draft.value));
  const last = inOrder.at(-1);
  const [first] = values;
  const end = values.at(-1);
  if (values.length < 2 || last === undefined || first === undefined || end === undefined)
    return null;
  if (values.some((value, at) => value < (values[at - 1] ?? 0))) return null;
  return { value: end > first ? 'rising' : 'flat', last };
}

function toPlaced({ value, last }: Rate, finding: string): Placed {
  return {
    ...last,
    draft: { fact: finding, finding, value, from: last.draft.from },
    parser: 'rates',
  };
}

function ratesOf(samples: readonly Placed[]): readonly Placed[] {
  const byCounter = Map.groupBy(samples, ({ draft }) => draft.fact.slice(prefix.length));
  const rate = (name: string): Rate | null => rateOf(byCounter.get(name) ?? []);
  const singles = [...counterFindings].flatMap(([name, finding]) => {
    const found = rate(name);
    return found === null ? [] : [toPlaced(found, finding)];
  });
  const queue = synQueueCounters.map(rate);
  const rising = queue.find((one) => one?.value === 'rising');
  const [first] = queue;
  const isFlat = queue.every((one) => one?.value === 'flat');
  const answer = rising ?? (isFlat ? first : null) ?? null;
  return [...singles, ...(answer === null ? [] : [toPlaced(answer, 'syn-queue-counters')])];
}

/** The rates that the samples of each host, side and tool give. */
export function joinRates(all: readonly Placed[]): readonly Placed[] {
  const samples = all.filter(({ draft }) => isSample(draft.fact));
  const groups = Map.groupBy(samples, ({ side, host, parser }) => `${side} ${parser} ${host}`);
  return [...groups.values()].flatMap(ratesOf);
}

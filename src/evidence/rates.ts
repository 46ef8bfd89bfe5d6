/**
 * Two samples of one counter on one host become rising or flat. Samples of different tools are never compared: they are views
 * of one moment. A counter that went down was reset, or is another host's, and says nothing.
 */
import type { RateRule } from './counters.ts';
import { growthPrefix, rateRules, samplePrefix } from './counters.ts';
import type { Emission } from './parser.ts';
import type { Placed } from './sides.ts';

/** What samples can say. */
export const rateEmissions: readonly Emission[] = rateRules.flatMap(({ finding, values }) =>
  values.map((value) => ({ finding, value })),
);

/** Whether a fact is a sample, so that it matters which host it is from. */
export function isSample(fact: string): boolean {
  return fact.startsWith(samplePrefix) || fact.startsWith(growthPrefix);
}

interface Rate {
  readonly name: string;
  readonly growth: number;
  readonly last: Placed;
}

/** Growth at the line of the last sample; null when there is only one or they went down. */
function growthOf(name: string, samples: readonly Placed[]): Rate | null {
  const inOrder = [...samples].sort((a, b) => a.draft.from - b.draft.from);
  const values = inOrder.map(({ draft }) => Number(draft.value));
  const last = inOrder.at(-1);
  const [first] = values;
  const end = values.at(-1);
  if (last === undefined || first === undefined || end === undefined) return null;
  if (last.draft.fact.startsWith(growthPrefix)) return { name, growth: end, last };
  if (values.length < 2 || values.some((value, at) => value < (values[at - 1] ?? 0))) return null;
  return { name, growth: end - first, last };
}

function toPlaced(finding: string, value: string, { last }: Rate): Placed {
  return {
    ...last,
    draft: { fact: finding, finding, value, from: last.draft.from },
    parser: 'rates',
  };
}

function answer(rule: RateRule, rates: readonly Rate[]): readonly Placed[] {
  const own = rates.filter(({ name }) => rule.isPart(name));
  const [first] = own;
  if (first === undefined) return [];
  const growth = new Map(rates.map((rate) => [rate.name, rate.growth]));
  const rising = own
    .filter((rate) => rate.growth > 0)
    .sort((a, b) => b.growth - a.growth)
    .flatMap((rate) => {
      const value = rule.valueOf(rate.name, rate.growth, growth);
      return value === null ? [] : [toPlaced(rule.finding, value, rate)];
    });
  if (rising.length > 0) return rising.slice(0, 1);
  const names = own.map(({ name }) => name);
  const isFlat =
    own.every((rate) => rate.growth <= rule.noise(rate.name)) && rule.isComplete(names);
  return isFlat && rule.flat !== null ? [toPlaced(rule.finding, rule.flat, first)] : [];
}

function ratesOf(samples: readonly Placed[]): readonly Placed[] {
  const byCounter = Map.groupBy(samples, ({ draft: { fact } }) =>
    fact.slice((fact.startsWith(growthPrefix) ? growthPrefix : samplePrefix).length),
  );
  const rates = [...byCounter].flatMap(([name, all]) => growthOf(name, all) ?? []);
  return rateRules.flatMap((rule) => answer(rule, rates));
}

/** The rates that the samples of each host, side and tool give. */
export function joinRates(all: readonly Placed[]): readonly Placed[] {
  const samples = all.filter(({ draft }) => isSample(draft.fact));
  const groups = Map.groupBy(samples, ({ side, host, parser }) => `${side} ${parser} ${host}`);
  return [...groups.values()].flatMap(ratesOf);
}

/**
 * How long the engine thinks, at the size that the knowledge may grow to: 110 causes x 200 findings x 6 outcomes, every
 * second pair mentioned, eight observations given. Prints milliseconds and the ratio to a naive implementation of the same
 * two-step choice that multiplies every posterior out anew. Never asserted: the machine decides.
 *
 *   node_modules/.bin/node tests/bench/engine.ts
 */
import { assess, chooseQuestion, priceOf, rankQuestions, whatWouldChange } from '#engine/index.ts';
import type { Model, ModelCause, ModelFinding, Observed } from '#engine/model.ts';

const size = { causes: 110, findings: 200, outcomes: 6, clusters: 60, observed: 8 };

let state = 20131025;

/** Numbers in (0, 1), the same at every run (Park and Miller's generator). */
function random(): number {
  state = (state * 48271) % 2147483647;
  return state / 2147483647;
}

function row(): number[] {
  const weights = Array.from({ length: size.outcomes }, () => 0.05 + random() ** 3);
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

const findings: readonly ModelFinding[] = Array.from({ length: size.findings }, (_, at) => ({
  id: `f${at}`,
  kind: 'choice',
  outcomes: Array.from({ length: size.outcomes }, (__, outcome) => ({ id: `o${outcome}` })),
  background: row(),
  cluster: `k${Math.floor(random() * size.clusters)}`,
  cost: { seconds: random() * 300, privilege: 'user', risk: 'none', perishable: random() < 0.2 },
  askable: true,
}));

const causes: readonly ModelCause[] = Array.from({ length: size.causes }, (_, at) => ({
  id: `c${at}`,
  prior: 0.8 / size.causes,
  likelihood: Object.fromEntries(
    findings
      .filter(() => random() < 0.5)
      .map(({ id }) => [id, { probability: row(), decisive: [] }]),
  ),
}));

const model: Model = { knowledge: 'bench', causes, somethingElse: 0.2, findings };

const observations: readonly Observed[] = findings
  .slice(0, size.observed)
  .map(({ id }) => ({ finding: id, value: 'o1' }));

/** Posteriors by multiplication, clusters ignored: less than the engine does, and so a generous yardstick. */
function naivePosteriors(given: readonly Observed[]): number[] {
  const masses = causes.map(({ prior, likelihood }) =>
    given.reduce((mass, { finding, value }) => {
      const found = findings.find(({ id }) => id === finding);
      const outcome = found?.outcomes.findIndex(({ id }) => id === value) ?? 0;
      const base = found?.background[outcome] ?? 1;
      return (mass * (likelihood[finding]?.probability[outcome] ?? base)) / base;
    }, prior),
  );
  masses.push(model.somethingElse);
  const sum = masses.reduce((a, b) => a + b, 0);
  return masses.map((mass) => mass / sum);
}

function naiveEntropy(probabilities: readonly number[]): number {
  return -probabilities.reduce((sum, p) => sum + (p > 0 ? p * Math.log2(p) : 0), 0);
}

interface NaiveValue {
  readonly finding: ModelFinding;
  readonly chances: readonly number[];
  readonly gain: number;
  readonly rate: number;
}

function naiveValue(given: readonly Observed[], finding: ModelFinding): NaiveValue {
  const now = naivePosteriors(given);
  const chances = finding.outcomes.map((_, outcome) =>
    now.reduce((sum, mass, at) => {
      const probability = causes[at]?.likelihood[finding.id]?.probability;
      return sum + mass * ((probability ?? finding.background)[outcome] ?? 0);
    }, 0),
  );
  const after = finding.outcomes.reduce((sum, { id }, outcome) => {
    const then = naivePosteriors([...given, { finding: finding.id, value: id }]);
    return sum + (chances[outcome] ?? 0) * naiveEntropy(then);
  }, 0);
  const gain = naiveEntropy(now) - after;
  return { finding, chances, gain, rate: gain / priceOf(finding.cost) };
}

function naiveBest(given: readonly Observed[], among: number): readonly NaiveValue[] {
  return findings
    .filter(({ id }) => !given.some(({ finding }) => finding === id))
    .map((finding) => naiveValue(given, finding))
    .sort((a, b) => b.rate - a.rate)
    .slice(0, among);
}

function naiveChoice(): string | undefined {
  const scored = naiveBest(observations, 5).map((first) => {
    let gain = first.gain;
    let price = priceOf(first.finding.cost);
    first.finding.outcomes.forEach(({ id }, outcome) => {
      const [next] = naiveBest([...observations, { finding: first.finding.id, value: id }], 1);
      if (next === undefined) return;
      gain += 0.5 * (first.chances[outcome] ?? 0) * next.gain;
      price += 0.5 * (first.chances[outcome] ?? 0) * priceOf(next.finding.cost);
    });
    return { id: first.finding.id, rate: gain / price };
  });
  return scored.sort((a, b) => b.rate - a.rate)[0]?.id;
}

/** Median of several runs in milliseconds. */
function time(runs: number, work: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}

function report(name: string, milliseconds: number): void {
  console.log(`${name.padEnd(52)}${milliseconds.toFixed(2).padStart(10)} ms`);
}

console.log(
  `${size.causes} causes x ${size.findings} findings x ${size.outcomes} outcomes, ${size.observed} observed`,
);
report(
  'first choice, tables built',
  time(1, () => chooseQuestion(model, observations)),
);
const choice = time(25, () => chooseQuestion(model, observations));
report('choice, two steps deep (median of 25)', choice);
report(
  'whole assessment (median of 25)',
  time(25, () => assess(model, observations)),
);
report(
  'every question ranked with its reason (median of 5)',
  time(5, () => rankQuestions(model, observations)),
);
report(
  'what would change the verdict (median of 5)',
  time(5, () => whatWouldChange(model, observations)),
);
const naive = time(1, naiveChoice);
report('naive choice, two steps deep (once)', naive);
console.log(`naive / engine: ${Math.round(naive / choice)} times`);

/**
 * Bayes by brute force, straight from the definitions and without a line of the engine: products instead of sums of
 * logarithms, enumeration of whole worlds instead of formulas. Slow, obvious, and only for toy models.
 */
import type { Model, ModelFinding } from '#engine/model.ts';

/** An answer as the oracle takes it: already resolved, so that it depends on none of the engine's reading. */
export interface Answer {
  readonly finding: string;
  /** The raw text that the engine is given. */
  readonly value: string;
  readonly outcome: number;
  readonly vendor: boolean;
}

const floor = 0.01;
const fixedFactor = 0.001;
const damping = 0.3;

function findingOf(model: Model, id: string): ModelFinding {
  const finding = model.findings.find((one) => one.id === id);
  if (finding === undefined) throw new Error(`no finding ${id}`);
  return finding;
}

/** Factor on the odds of a cause against something-else, of one answer alone. */
export function oddsFactor(model: Model, cause: string, answer: Answer): number {
  const finding = findingOf(model, answer.finding);
  const likelihood = model.causes.find(({ id }) => id === cause)?.likelihood[answer.finding];
  if (likelihood === undefined) return 1;
  if (likelihood.range !== undefined) {
    const status = likelihood.range[answer.outcome];
    // The toy bins are in ascending order.
    const affectedBefore = likelihood.range.slice(0, answer.outcome).includes('affected');
    if (status === 'fixed' && (!answer.vendor || affectedBefore)) return fixedFactor;
    if (status !== 'affected' || answer.vendor) return 1;
  }
  const given = Math.max(likelihood.probability[answer.outcome] ?? 0, floor);
  return given / Math.max(finding.background[answer.outcome] ?? 0, floor);
}

/** Odds factor of all answers: in each cluster the one furthest from 1 counts in full, the others to the power 0.3. */
function jointFactor(model: Model, cause: string, answers: readonly Answer[]): number {
  const clusters = new Map<string, Answer[]>();
  for (const answer of answers) {
    const { cluster } = findingOf(model, answer.finding);
    clusters.set(cluster, [...(clusters.get(cluster) ?? []), answer]);
  }
  let product = 1;
  for (const members of clusters.values()) {
    const byId = [...members].sort((a, b) => (a.finding < b.finding ? -1 : 1));
    const factors = byId.map((answer) => oddsFactor(model, cause, answer));
    const sizes = factors.map((factor) => Math.max(factor, 1 / factor));
    // The first by id among equals; rounding makes no difference.
    const strongest = sizes.findIndex((size) => size > Math.max(...sizes) * (1 - 1e-9));
    factors.forEach((factor, at) => {
      product *= at === strongest ? factor : factor ** damping;
    });
  }
  return product;
}

/** Posterior of every cause by id, and of something-else under the empty string. */
export function oraclePosteriors(
  model: Model,
  answers: readonly Answer[],
): ReadonlyMap<string, number> {
  const masses = new Map<string, number>([['', model.somethingElse]]);
  for (const { id, prior } of model.causes) {
    masses.set(id, prior * jointFactor(model, id, answers));
  }
  const sum = [...masses.values()].reduce((a, b) => a + b, 0);
  return new Map([...masses].map(([id, mass]) => [id, mass / sum]));
}

/** A complete state of affairs: a hypothesis and the outcome of every finding. */
interface World {
  readonly hypothesis: string;
  readonly outcomes: ReadonlyMap<string, number>;
  readonly mass: number;
}

function worldsOf(model: Model): readonly World[] {
  const start: World[] = [
    { hypothesis: '', outcomes: new Map(), mass: model.somethingElse },
    ...model.causes.map(({ id, prior }) => ({ hypothesis: id, outcomes: new Map(), mass: prior })),
  ];
  return model.findings.reduce<readonly World[]>(
    (worlds, finding) =>
      worlds.flatMap((world) => {
        const cause = model.causes.find(({ id }) => id === world.hypothesis);
        const row = cause?.likelihood[finding.id]?.probability ?? finding.background;
        return row.map((probability, outcome) => ({
          ...world,
          outcomes: new Map(world.outcomes).set(finding.id, outcome),
          mass: world.mass * probability,
        }));
      }),
    start,
  );
}

/** A finding's answers, each with its probability and the hypotheses' posteriors after it. */
export interface Foreseen {
  readonly probability: number;
  readonly posteriors: readonly number[];
}

/** By enumeration of worlds; right only for models without shared clusters, version ranges and floored likelihoods. */
export function foresee(
  model: Model,
  answers: readonly Answer[],
  finding: string,
): readonly Foreseen[] {
  const possible = worldsOf(model).filter((world) =>
    answers.every((answer) => world.outcomes.get(answer.finding) === answer.outcome),
  );
  const total = possible.reduce((sum, { mass }) => sum + mass, 0);
  return findingOf(model, finding).outcomes.map((_, outcome) => {
    const agreeing = possible.filter((world) => world.outcomes.get(finding) === outcome);
    const mass = agreeing.reduce((sum, world) => sum + world.mass, 0);
    const posteriors = ['', ...model.causes.map(({ id }) => id)].map(
      (hypothesis) =>
        agreeing.reduce((sum, one) => sum + (one.hypothesis === hypothesis ? one.mass : 0), 0) /
        mass,
    );
    return { probability: mass / total, posteriors };
  });
}

/** Entropy in bits. */
export function oracleEntropy(probabilities: readonly number[]): number {
  return probabilities.reduce((sum, p) => (p > 0 ? sum - p * Math.log2(p) : sum), 0);
}

/** Entropy now minus expected entropy after the answer, by enumeration of worlds. */
export function oracleGain(model: Model, answers: readonly Answer[], finding: string): number {
  const now = oracleEntropy([...oraclePosteriors(model, answers).values()]);
  const after = foresee(model, answers, finding).reduce(
    (sum, { probability, posteriors }) => sum + probability * oracleEntropy(posteriors),
    0,
  );
  return now - after;
}

/** Random toy models and answers for the properties. Sizes are small enough for the oracle's enumeration. */
import fc from 'fast-check';
import type { Likelihood, Model, ModelFinding, RangeStatus } from '#engine/model.ts';
import type { Answer } from './oracle.ts';
import { cheap, versionFinding } from './toy-models.ts';

/** What may occur in a random model. */
export interface Kinds {
  /** Findings share clusters. */
  readonly clusters: boolean;
  /** Likelihoods may be 0, so that the floor matters. */
  readonly zeros: boolean;
  /** One finding is a version with ranges: without backports (`dotted`) or with them (`linux`). */
  readonly version?: 'dotted' | 'linux';
}

/** A model and a set of answers to some of its findings. */
export interface Situation {
  readonly model: Model;
  readonly answers: readonly Answer[];
}

function shares(weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

function row(width: number, zeros: boolean): fc.Arbitrary<number[]> {
  const weight = fc.integer({ min: zeros ? 0 : 1, max: 20 });
  return fc
    .array(weight, { minLength: width, maxLength: width })
    .filter((weights) => weights.some((one) => one > 0))
    .map(shares);
}

function plainFinding(id: string, kinds: Kinds): fc.Arbitrary<ModelFinding> {
  const cluster = kinds.clusters ? fc.constantFrom('left', 'right', 'own') : fc.constant(id);
  return fc
    .record({ width: fc.integer({ min: 2, max: 3 }), cluster, seconds: fc.nat({ max: 300 }) })
    .chain(({ width, cluster: name, seconds }) =>
      row(width, kinds.zeros).map((background) => ({
        id,
        kind: 'choice' as const,
        outcomes: background.map((_, outcome) => ({ id: `o${outcome}` })),
        background,
        cluster: name,
        cost: { ...cheap, seconds },
        askable: true,
      })),
    );
}

function likelihoodFor(finding: ModelFinding, kinds: Kinds): fc.Arbitrary<Likelihood | null> {
  const width = finding.outcomes.length;
  const status = fc.constantFrom<RangeStatus>('affected', 'fixed', 'unknown');
  const likelihood: fc.Arbitrary<Likelihood> = fc
    .record({
      probability: row(width, kinds.zeros),
      decisive: fc.subarray(finding.outcomes.map(({ id }) => id)),
      range: fc.array(status, { minLength: width, maxLength: width }),
    })
    .map(({ range, ...rest }) => (finding.kind === 'version' ? { ...rest, range } : rest));
  return fc.option(likelihood, { nil: null, freq: 4 });
}

function answerTo(finding: ModelFinding): fc.Arbitrary<Answer> {
  const { id } = finding;
  if (finding.kind !== 'version') {
    return fc
      .nat({ max: finding.outcomes.length - 1 })
      .map((outcome) => ({ finding: id, value: `o${outcome}`, outcome, vendor: false }));
  }
  return fc.tuple(fc.nat({ max: 2 }), fc.boolean()).map(([outcome, vendor]) => ({
    finding: id,
    value: `${outcome + 1}.4${vendor ? '-7-default' : ''}`,
    outcome,
    vendor,
  }));
}

/** A random model with answers to a random part of its findings. */
export function situations(kinds: Kinds): fc.Arbitrary<Situation> {
  const plain = fc
    .integer({ min: 1, max: 4 })
    .chain((count) =>
      fc.tuple(...Array.from({ length: count }, (_, at) => plainFinding(`f${at}`, kinds))),
    );
  return plain
    .map((findings) => {
      if (kinds.version === undefined) return findings;
      return [...findings, versionFinding(kinds.version, kinds.clusters ? 'left' : 'version')];
    })
    .chain((findings) => {
      const cause = fc.tuple(...findings.map((finding) => likelihoodFor(finding, kinds)));
      const causes = fc.array(cause, { minLength: 1, maxLength: 4 });
      return causes.chain((rows) =>
        fc.record({
          model: row(rows.length + 1, false).map((priors): Model => ({
            knowledge: 'random',
            somethingElse: priors[rows.length] ?? 0,
            causes: rows.map((likelihoods, at) => ({
              id: `c${at}`,
              prior: priors[at] ?? 0,
              likelihood: Object.fromEntries(
                findings.flatMap(({ id }, index) => {
                  const likelihood = likelihoods[index] ?? null;
                  return likelihood === null ? [] : [[id, likelihood]];
                }),
              ),
            })),
            findings,
          })),
          answers: fc
            .tuple(...findings.map((finding) => fc.option(answerTo(finding), { nil: null })))
            .map((answers) => answers.flatMap((answer) => answer ?? [])),
        }),
      );
    });
}

/** Everything that a model may contain. */
export const anything: Kinds = { clusters: true, zeros: true, version: 'linux' };

/** What the enumeration of worlds is right for. */
export const plainest: Kinds = { clusters: false, zeros: false };

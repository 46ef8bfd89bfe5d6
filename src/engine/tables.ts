/**
 * A model turned into numbers once: weights of evidence and answer probabilities per finding, so that a question can be
 * valued in microseconds. Decides the floor, the three-valued version ranges and the backport rule. Knows nothing of a
 * session. Causes and findings are sorted by id here, so that "lower index" is "earlier id" wherever a tie is broken.
 */
import type { Likelihood, Model, ModelCause, ModelFinding, RangeStatus } from './model.ts';
import { compareVersions, parseVersion } from './version.ts';

/**
 * Least probability that any cause, and the background, gives to any outcome. With it one answer moves the odds between
 * any two hypotheses by at most 100 to 1 (6.64 bits), so a single wrong answer never buries the truth: two ordinary
 * right ones bring it back. 1 % is about the rate at which people mistype, misread or look at the wrong host; the value
 * is the project's (research/peers.md 5.2), not a measurement.
 */
export const likelihoodFloor = 0.01;

/**
 * What the odds of a cause are multiplied by when its version is known to be fixed: exclusion by definition, so an order
 * of magnitude below the floor, and yet not 0, as the version may have been read from the wrong host.
 */
export const versionFloor = 0.001;

/** The numbers of one finding. Rows are causes that mention it; a row's outcomes lie side by side. */
export interface FindingTable {
  readonly finding: ModelFinding;
  readonly cluster: number;
  /** Index into `Tables.groups`, -1 when no other finding shares its command. */
  readonly group: number;
  /** Number of outcomes. */
  readonly width: number;
  /** Causes that mention the finding, ascending; every other cause has weight 0 for every outcome. */
  readonly mentions: Int32Array;
  /** Row of a cause in this table, -1 when the cause does not mention the finding. */
  readonly rowOf: Int32Array;
  /** Weight of evidence in nats, row x outcome: ln(P(outcome | cause) / background(outcome)), floored. */
  readonly weight: Float64Array;
  /** The same for a version with a distribution's suffix. */
  readonly vendorWeight: Float64Array;
  /** 1 where the outcome rules the cause out. */
  readonly excludes: Uint8Array;
  readonly vendorExcludes: Uint8Array;
  /** P(outcome | something else): the floored background, scaled to sum to 1. */
  readonly base: Float64Array;
  /** P(outcome | cause) as predicted before the answer is known, row x outcome; every row sums to 1. */
  readonly predicted: Float64Array;
  /** Entropy of each row of `predicted`, in bits. */
  readonly predictedEntropy: Float64Array;
  readonly baseEntropy: number;
}

/** The numbers of one model. */
export interface Tables {
  readonly model: Model;
  readonly causes: readonly ModelCause[];
  readonly findings: readonly FindingTable[];
  readonly findingIndex: ReadonlyMap<string, number>;
  readonly causeIndex: ReadonlyMap<string, number>;
  /** Names of the clusters, sorted. */
  readonly clusters: readonly string[];
  /** Indices of the findings that one command answers together, ascending, by name of the group. */
  readonly groups: readonly (readonly number[])[];
  /** Natural logarithm of the priors, something-else last. */
  readonly logPrior: Float64Array;
}

/** Plain comparison of code units: the same in every locale, unlike `localeCompare`. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Whether the next answer to this finding is expected to carry a distribution's suffix. Kernels in production nearly
 * always do, so the value of asking for one is reckoned with what a backport leaves of it: promising less is the safe side.
 */
export function expectsVendor(finding: ModelFinding): boolean {
  return finding.kind === 'version' && finding.scheme === 'linux';
}

/** Shannon entropy in bits of `count` probabilities from `start`; 0 log 0 is 0. */
export function entropyOf(probability: Float64Array, start: number, count: number): number {
  let sum = 0;
  for (let at = start; at < start + count; at += 1) {
    const p = probability[at] ?? 0;
    if (p > 0) sum -= p * Math.log2(p);
  }
  return sum;
}

/**
 * What the range says of one outcome once backports are considered: in a vendor's build only a bin later than an
 * affected one is known to be fixed, as nobody takes fixes out again; all else may or may not carry it.
 */
export function rangeStatus(
  finding: ModelFinding,
  range: readonly RangeStatus[],
  outcome: number,
  vendor: boolean,
): RangeStatus {
  const status = range[outcome] ?? 'unknown';
  if (status !== 'fixed' || !vendor) return vendor ? 'unknown' : status;
  const later = range.some(
    (other, index) => other === 'affected' && startsLater(finding, outcome, index),
  );
  return later ? 'fixed' : 'unknown';
}

/** Whether version bin `a` begins after version bin `b`; a bin without a lower bound begins before all others. */
function startsLater(finding: ModelFinding, a: number, b: number): boolean {
  const scheme = finding.scheme ?? 'dotted';
  const [startA, startB] = [a, b].map((outcome) =>
    parseVersion(finding.outcomes[outcome]?.from ?? '', scheme),
  );
  if (startA === undefined || startA === null) return false;
  return startB === undefined || startB === null || compareVersions(startA, startB) > 0;
}

function weightOf(
  finding: ModelFinding,
  likelihood: Likelihood,
  outcome: number,
  vendor: boolean,
): number {
  if (finding.kind === 'version' && likelihood.range !== undefined) {
    const status = rangeStatus(finding, likelihood.range, outcome, vendor);
    if (status === 'unknown') return 0;
    if (status === 'fixed') return Math.log(versionFloor);
  }
  const background = Math.max(finding.background[outcome] ?? 0, likelihoodFloor);
  const probability = Math.max(likelihood.probability[outcome] ?? background, likelihoodFloor);
  return Math.log(probability / background);
}

function scaleToOne(values: Float64Array, start: number, count: number): void {
  let sum = 0;
  for (let at = start; at < start + count; at += 1) sum += values[at] ?? 0;
  for (let at = start; at < start + count; at += 1) values[at] = (values[at] ?? 0) / sum;
}

function tableOf(
  finding: ModelFinding,
  cluster: number,
  group: number,
  causes: readonly ModelCause[],
): FindingTable {
  const width = finding.outcomes.length;
  const rows = causes.flatMap((cause, index) =>
    Object.hasOwn(cause.likelihood, finding.id) ? [index] : [],
  );
  const rowOf = new Int32Array(causes.length).fill(-1);
  const weight = new Float64Array(rows.length * width);
  const excludes = new Uint8Array(rows.length * width);
  // Only a version can carry a vendor's suffix.
  const versioned = finding.kind === 'version';
  const vendorWeight = versioned ? weight.slice() : weight;
  const vendorExcludes = versioned ? excludes.slice() : excludes;
  const base = Float64Array.from({ length: width }, (_, outcome) =>
    Math.max(finding.background[outcome] ?? 0, likelihoodFloor),
  );
  scaleToOne(base, 0, width);
  const predicted = new Float64Array(rows.length * width);
  const predictedEntropy = new Float64Array(rows.length);
  const foretold = expectsVendor(finding) ? vendorWeight : weight;
  rows.forEach((cause, row) => {
    rowOf[cause] = row;
    const likelihood = causes[cause]?.likelihood[finding.id];
    if (likelihood === undefined) return;
    for (let outcome = 0; outcome < width; outcome += 1) {
      const at = row * width + outcome;
      weight[at] = weightOf(finding, likelihood, outcome, false);
      if (versioned) vendorWeight[at] = weightOf(finding, likelihood, outcome, true);
      if (versioned && likelihood.range !== undefined) {
        excludes[at] = rangeStatus(finding, likelihood.range, outcome, false) === 'fixed' ? 1 : 0;
        vendorExcludes[at] =
          rangeStatus(finding, likelihood.range, outcome, true) === 'fixed' ? 1 : 0;
      }
      predicted[at] = (base[outcome] ?? 0) * Math.exp(foretold[at] ?? 0);
    }
    scaleToOne(predicted, row * width, width);
    predictedEntropy[row] = entropyOf(predicted, row * width, width);
  });
  return {
    finding,
    cluster,
    group,
    width,
    mentions: Int32Array.from(rows),
    rowOf,
    weight,
    vendorWeight,
    excludes,
    vendorExcludes,
    base,
    predicted,
    predictedEntropy,
    baseEntropy: entropyOf(base, 0, width),
  };
}

function buildTables(model: Model): Tables {
  const causes = [...model.causes].sort((a, b) => compareIds(a.id, b.id));
  const findings = [...model.findings].sort((a, b) => compareIds(a.id, b.id));
  const clusters = [...new Set(findings.map((finding) => finding.cluster))].sort(compareIds);
  const groups = [...new Set(findings.flatMap(({ group }) => group ?? []))].sort(compareIds);
  const logPrior = Float64Array.from([
    ...causes.map((cause) => Math.log(cause.prior)),
    Math.log(model.somethingElse),
  ]);
  return {
    model,
    causes,
    findings: findings.map((finding) =>
      tableOf(
        finding,
        clusters.indexOf(finding.cluster),
        groups.indexOf(finding.group ?? ''),
        causes,
      ),
    ),
    findingIndex: new Map(findings.map((finding, index) => [finding.id, index])),
    causeIndex: new Map(causes.map((cause, index) => [cause.id, index])),
    clusters,
    groups: groups.map((name) =>
      findings.flatMap(({ group }, index) => (group === name ? [index] : [])),
    ),
    logPrior,
  };
}

const built = new WeakMap<Model, Tables>();

/**
 * The tables of a model, built at its first use and kept as long as the model object lives. A model is readonly: one
 * that is changed in place keeps its old tables.
 */
export function tablesOf(model: Model): Tables {
  const known = built.get(model);
  if (known !== undefined) return known;
  const tables = buildTables(model);
  built.set(model, tables);
  return tables;
}

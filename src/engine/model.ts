/**
 * The compiled knowledge that inference runs on: plain data, made by `catalog`, read by the browser and the terminal.
 *
 * Nothing here names a real cause or finding: ids are opaque strings, likelihoods are numbers in (0, 1). All rows are
 * complete probability distributions over a finding's outcomes, so a consumer never has to scale them.
 */

/** How a finding's raw value is written and turned into one of its outcomes. */
export type ValueKind = 'choice' | 'number' | 'ratio' | 'version';

/** How two versions of a product are compared; see `version.ts`. */
export type VersionScheme = 'jdk' | 'linux' | 'dotted';

/**
 * One possible answer of a finding, or one bin of its numbers, ratios or versions.
 *
 * - `choice`: the value is the outcome's id.
 * - `number`: `min <= value < below`.
 * - `ratio`: the same, on numerator / denominator ("65387/999999").
 * - `version`: `from <= value < before` in the finding's scheme.
 *
 * A missing bound is open; an outcome with no bound at all is chosen by its id only ("not-java", "not-listening"). The
 * bounded bins of one finding neither overlap nor leave a gap (a
 * content rule checks it).
 */
export interface Outcome {
  readonly id: string;
  readonly min?: number;
  readonly below?: number;
  readonly from?: string;
  readonly before?: string;
}

/** What it takes to observe a finding; the policy turns it into one number (see `cost.ts`). */
export interface Cost {
  /** Seconds for an on-call engineer who has the command in front of them. */
  readonly seconds: number;
  readonly privilege: 'none' | 'user' | 'root';
  /** What the command may do to production. */
  readonly risk: 'none' | 'low' | 'high';
  /** True when a restart of the process or host destroys the evidence: such findings go first. */
  readonly perishable: boolean;
}

/** One thing that can be observed, as the engine sees it. */
export interface ModelFinding {
  readonly id: string;
  readonly kind: ValueKind;
  readonly scheme?: VersionScheme;
  readonly outcomes: readonly Outcome[];
  /** P(outcome | none of the listed causes), in the order of `outcomes`; sums to 1. */
  readonly background: readonly number[];
  /** Findings with the same cluster are views of one fact and do not count in full each. */
  readonly cluster: string;
  /** True for what people notice before they look; a verdict asks for something that was measured too. */
  readonly symptom?: boolean;
  /** Findings with the same group are answered by one run of one command: the others cost only a reading then. */
  readonly group?: string;
  readonly cost: Cost;
  /** False when nobody can go and look for it on request (it comes from a paste or is volunteered): never asked. */
  readonly askable: boolean;
}

/** What a cause's version ranges say of one outcome of a version finding. */
export type RangeStatus = 'affected' | 'fixed' | 'unknown';

/** What one cause says of one finding. A finding that a cause does not mention keeps its background. */
export interface Likelihood {
  /** P(outcome | cause), in the order of the finding's outcomes; sums to 1. */
  readonly probability: readonly number[];
  /** Outcomes that by themselves allow the verdict *confirmed*. */
  readonly decisive: readonly string[];
  /** For a version finding: the range status of each outcome. `fixed` rules the cause out by definition. */
  readonly range?: readonly RangeStatus[];
}

/** One cause, as the engine sees it. */
export interface ModelCause {
  readonly id: string;
  /** Prior probability; all causes and `somethingElse` sum to 1. */
  readonly prior: number;
  readonly likelihood: Readonly<Record<string, Likelihood>>;
}

/** The whole model. */
export interface Model {
  /** Content hash of all causes and findings: names what a session was concluded under. */
  readonly knowledge: string;
  readonly causes: readonly ModelCause[];
  /** Prior of "none of the listed causes". */
  readonly somethingElse: number;
  readonly findings: readonly ModelFinding[];
}

/**
 * A finding's value in one session. `value` is the raw text as a link carries it: an outcome id, a number, "n/m", a
 * version, or `unknown`. Unknown never counts as a failure and never changes the ranking.
 */
export interface Observed {
  readonly finding: string;
  readonly value: string;
}

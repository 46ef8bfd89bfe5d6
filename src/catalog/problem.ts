/**
 * What is wrong with one item of the knowledge base, and how it is put in one line. Problems are collected, never
 * thrown, so that an author sees all of them at once.
 */

/** One problem, with the place that it is at and what to do about it. */
export interface Problem {
  /** Path relative to the project's root, with slashes: `content/causes/x.mdx`. */
  readonly file: string;
  /** Path of the field: `evidence[3].values.at-65535`; empty when it concerns the whole file. */
  readonly field: string;
  /** The rule that was broken: the name of a content rule, or `schema`, `syntax`, `file-name`, `unexpected-file`. */
  readonly rule: string;
  readonly message: string;
  readonly remedy: string;
}

/** What a rule has to say of a problem, apart from its place. */
export type Wording = Pick<Problem, 'message' | 'remedy'>;

/** A problem on one line: `file: field: rule: message - remedy`; `-` stands for a field that is the whole file. */
export function toLine(problem: Problem): string {
  const field = problem.field === '' ? '-' : problem.field;
  const line = `${problem.file}: ${field}: ${problem.rule}: ${problem.message} - ${problem.remedy}`;
  return line.replace(/[\r\n]+/gu, ' ');
}

/** Path of a field as authors read it: `['evidence', 3, 'values']` becomes `evidence[3].values`. */
export function toField(path: readonly PropertyKey[]): string {
  return path
    .map((step, place) =>
      typeof step === 'number' ? `[${String(step)}]` : `${place === 0 ? '' : '.'}${String(step)}`,
    )
    .join('');
}

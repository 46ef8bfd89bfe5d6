/** The accuracy that the build measured: `.halfopen/accuracy.json`, written by the evaluation before the pages are made. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A share with its 95 % Wilson interval. */
export interface Rate {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** One vignette's outcome, as far as the page needs it. */
export interface VignetteResult {
  readonly id: string;
  readonly expect: string | readonly string[];
  /** Null when no cause is expected. */
  readonly rank: number | null;
  readonly verdict: string;
  readonly questions: number;
  /** Posterior of the cause that came first. */
  readonly posterior: number;
  /** Readings of the paste that were believed. */
  readonly read: number;
}

/** What `eval --json` prints, as far as the page shows it. */
export interface EvaluationResult {
  readonly knowledge: string;
  readonly causes: number;
  readonly n: number;
  readonly top1: Rate;
  readonly top3: Rate;
  readonly inconclusive: Rate;
  readonly wrongOnNone: Rate;
  readonly questions: { readonly median: number; readonly mean: number };
  readonly brier: number;
  readonly baselines: Readonly<Record<string, { readonly top1: Rate; readonly top3: Rate }>>;
  readonly rows: readonly VignetteResult[];
}

/** How a question policy did on a set. */
export interface PolicyResult {
  readonly policy: string;
  readonly top1: Rate;
  readonly top3: Rate;
  readonly median: number;
}

/** One set of vignettes and how it came out. */
export interface MeasuredSet {
  readonly name: string;
  /** Vignettes that expect a cause. */
  readonly expecting: number;
  /** Vignettes that expect none. */
  readonly none: number;
  readonly result: EvaluationResult;
  /** The same set under each question policy; empty where they were not compared. */
  readonly policies: readonly PolicyResult[];
}

/** Sessions whose first cause had about the same posterior. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Mean posterior of the first cause. */
  readonly stated: number;
  /** Share of sessions in which it was the true one, with its 95 % Wilson interval. */
  readonly right: Rate;
}

/** Everything that a build measured. */
export interface Accuracy {
  readonly sets: readonly MeasuredSet[];
  /** Of the incidents that nobody chose from the cases. */
  readonly calibration: readonly CalibrationBin[];
}

/** What this build measured, or null when it measured nothing. `root` is the project's folder. */
export function readAccuracy(root: string): Accuracy | null {
  const file = join(root, '.halfopen', 'accuracy.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Accuracy) : null;
}

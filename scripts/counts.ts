/** What a test runner says that it ran. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Test files that ran but hold no test; node:test counts such a file as one passed test. */
  readonly emptyFiles: readonly string[];
}

/**
 * Reads the counts of node:test from its own TAP report.
 * @param tap the whole report
 * @returns the counts, or undefined when the report has no summary, as when the runner broke down
 */
export function readTapCounts(tap: string): Counts | undefined {
  const read = (name: string): number | undefined => {
    const found = new RegExp(`^# ${name} (\\d+)$`, 'm').exec(tap)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const [pass, fail, cancelled] = [read('pass'), read('fail'), read('cancelled')];
  if (pass === undefined || fail === undefined || cancelled === undefined) return undefined;
  const emptyFiles = [...tap.matchAll(/^ok \d+ - (\S+\.test\.ts)$/gm)].map(
    (match) => match[1] ?? '',
  );
  return { passed: pass - emptyFiles.length, failed: fail + cancelled, emptyFiles };
}

/**
 * Reads the counts of Playwright from its own JSON report.
 * @param json the whole report
 * @returns the counts, or undefined when it is no such report
 */
export function readPlaywrightCounts(json: string): Counts | undefined {
  try {
    const { stats, errors } = JSON.parse(json) as {
      stats: { expected: number; unexpected: number; flaky: number };
      errors: unknown[];
    };
    return {
      passed: stats.expected + stats.flaky,
      // An error outside any test, such as a file that cannot be loaded, is in no other count.
      failed: stats.unexpected + (stats.unexpected === 0 && errors.length > 0 ? 1 : 0),
      emptyFiles: [],
    };
  } catch {
    return undefined;
  }
}

/** Reads the last line of the labs' command: `24 labs, 20 passed, 0 failed, 4 skipped`. */
export function readLabCounts(output: string): Counts | undefined {
  const line = /^\d+ labs, (\d+) passed, (\d+) failed/m.exec(output);
  if (!line) return undefined;
  return { passed: Number(line[1]), failed: Number(line[2]), emptyFiles: [] };
}

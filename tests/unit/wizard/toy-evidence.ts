/** Evidence as the evidence room would hand it over, about the toy kettle. */
import type { Conflict, Evidence, Reading } from '#evidence/reading.ts';

/** A reading of unknown side, with what matters to a test. */
export function reading(some: Partial<Reading>): Reading {
  const line = some.line ?? 1;
  return {
    fact: some.finding ?? 'fact',
    value: 'on',
    finding: null,
    side: 'unknown',
    sideFrom: some.side === undefined || some.side === 'unknown' ? 'none' : 'inferred',
    line,
    lastLine: line,
    text: `line ${line}`,
    parser: 'toy',
    ...some,
  };
}

/** Evidence of these readings. */
export function evidenceOf(
  readings: readonly Reading[],
  conflicts: readonly Conflict[] = [],
): Evidence {
  return { readings, conflicts, unread: [], troubles: [], lines: 10 };
}

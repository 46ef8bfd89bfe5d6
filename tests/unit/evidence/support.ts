/** Short forms of what a test says of a paste. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readEvidence } from '#evidence/index.ts';
import type { Side } from '#evidence/index.ts';

/** The text of a fixture. */
export function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
}

/** `finding=value@side` of each reading that answers a question, in order. */
export function answers(text: string, side?: Side): readonly string[] {
  return readEvidence(text, side === undefined ? {} : { side }).readings.flatMap((reading) =>
    reading.finding === null ? [] : [`${reading.finding}=${reading.value}@${reading.side}`],
  );
}

/** `fact=value` of each reading, in order. */
export function facts(text: string): readonly string[] {
  return readEvidence(text).readings.map(({ fact, value }) => `${fact}=${value}`);
}

/** Checks what each text answers. */
export function say(cases: readonly (readonly [text: string, ...answers: string[]])[]): void {
  for (const [text, ...expected] of cases) assert.deepEqual(answers(text), expected, text);
}

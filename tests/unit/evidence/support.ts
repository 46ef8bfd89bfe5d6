/** Short forms of what a test says of a paste. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readEvidence } from '#evidence/index.ts';
import type { Evidence, Side } from '#evidence/index.ts';

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

/** Checks what each text answers; what its client runs on follows from its errors and has a test of its own. */
export function say(cases: readonly (readonly [text: string, ...answers: string[]])[]): void {
  for (const [text, ...expected] of cases) {
    const errors = (all: readonly string[]) =>
      all.filter((one) => !one.startsWith('client-stack='));
    assert.deepEqual(errors(answers(text)), errors(expected), text);
  }
}

/** The lines as every textarea counts them. */
function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

/** What is never shown: terminal sequences and control characters. */
const hidden = [
  // eslint-disable-next-line no-control-regex -- terminal sequences begin with a control character
  /\u001b(?:\[[\d;?]{0,32}[a-z@]|\][^\u0007\u001b]{0,200}(?:\u0007|\u001b\\)|[a-z()=>])/gi,
  // eslint-disable-next-line no-control-regex -- it is control characters that are removed
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g,
];

function visible(line: string): string {
  return hidden.reduce((rest, pattern) => rest.replaceAll(pattern, ''), line);
}

/** Checks what holds of the evidence of any text. */
export function checkEvidence(text: string, evidence: Evidence): void {
  const lines = linesOf(text);
  for (const reading of evidence.readings) {
    const { line, lastLine, value, fact } = reading;
    assert.ok(
      line >= 1 && lastLine >= line && lastLine <= evidence.lines,
      `${fact} at ${line}-${lastLine}`,
    );
    assert.ok(
      visible(lines[line - 1] ?? '').includes(reading.text),
      `${reading.text} is in line ${line}`,
    );
    assert.ok(reading.text.length <= 400 && value !== '' && fact !== '');
    assert.equal(reading.side === 'unknown', reading.sideFrom === 'none');
  }
  let last = 0;
  for (const { line, lastLine } of evidence.unread) {
    assert.ok(line > last && lastLine >= line && lastLine <= evidence.lines);
    last = lastLine;
  }
  for (const { readings } of evidence.conflicts) {
    assert.ok(
      readings.length >= 2 && readings.every((index) => evidence.readings[index] !== undefined),
    );
  }
}

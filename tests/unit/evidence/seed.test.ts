import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { readEvidence } from '#evidence/index.ts';

// The document that started the project: the whole file, as somebody would paste it.
const text = readFileSync(new URL('fixtures/seed-2013.txt', import.meta.url), 'utf8');
const lines = text.split('\n');
const evidence = readEvidence(text);

/** The only reading of a fact. */
function reading(fact: string) {
  const found = evidence.readings.filter((one) => one.fact === fact);
  assert.equal(found.length, 1, `${fact}: ${found.map(({ value }) => value).join(', ')}`);
  return found[0] ?? assert.fail();
}

describe('readEvidence of the seed', () => {
  it('reads the machine, each fact with its line', () => {
    const facts = ['kernel', 'os', 'nofile'].map((fact) => {
      const { value, finding, side, line, parser } = reading(fact);
      return [fact, value, finding, side, line, parser];
    });
    assert.deepEqual(facts, [
      ['kernel', '3.0.13-0.27-default', 'kernel-version', 'unknown', 71, 'uname'],
      ['os', 'SLES 11 SP2', null, 'unknown', 67, 'os-release'],
      ['nofile', '999999', 'nofile-limit', 'unknown', 61, 'ulimit'],
    ]);
  });

  it('reads all thirteen kernel settings', () => {
    const settings = evidence.readings.filter(({ parser }) => parser === 'sysctl');
    assert.deepEqual(
      settings.map(({ fact, value, line }) => `${line} ${fact.slice('sysctl '.length)} = ${value}`),
      lines.slice(44, 57).map((line, at) => `${at + 45} ${line}`),
    );
    assert.ok(settings.every(({ finding, side }) => finding === null && side === 'unknown'));
  });

  it('reads the packet shape: the server closes 198 us after the handshake, then answers data with a bare RST', () => {
    const wire = evidence.readings.filter(({ parser }) => parser === 'wireshark');
    assert.deepEqual(
      wire.map((one) => [one.finding, one.value, one.side, one.sideFrom, one.line, one.lastLine]),
      [
        ['syn-fate', 'answered', 'server', 'inferred', 13, 14],
        ['failure-point', 'closed-after-handshake', 'server', 'inferred', 13, 18],
        [null, '198', 'server', 'inferred', 16, 16],
        ['fin-before-request', 'yes', 'server', 'inferred', 16, 16],
        ['first-closer', 'server', 'server', 'inferred', 16, 16],
        ['rst-shape', 'bare-window-0', 'server', 'inferred', 18, 18],
      ],
    );
    assert.equal(reading('close-delay-us').value, '198');
  });

  it('takes the stack trace for that of the client, which received the RST', () => {
    assert.deepEqual(
      ['error', 'jdk', 'netty'].map((fact) => {
        const { value, finding, side, sideFrom, line } = reading(fact);
        return [value, finding, side, sideFrom, line];
      }),
      [
        ['econnreset', 'client-error', 'client', 'inferred', 25],
        ['7u25', 'jdk-version', 'client', 'inferred', 26],
        ['4.0.0.Beta3', null, 'client', 'inferred', 31],
      ],
    );
    assert.match(reading('jdk').text, /\[na:1\.7\.0_25\]/);
  });

  it('keeps the side of the trace and of the packets when another is stated for the paste', () => {
    const stated = readEvidence(text, { side: 'server' });
    const sides = (facts: readonly string[]) =>
      stated.readings
        .filter(({ fact }) => facts.includes(fact))
        .map((one) => [one.side, one.sideFrom]);
    assert.deepEqual(sides(['kernel', 'os', 'nofile']), Array(3).fill(['server', 'stated']));
    assert.deepEqual(sides(['error', 'jdk', 'netty']), Array(3).fill(['client', 'inferred']));
    assert.deepEqual(sides(['packet-shape', 'rst-shape']), Array(2).fill(['server', 'inferred']));
  });

  it('believes the trace of no side without the packet listing', () => {
    const { readings } = readEvidence(lines.slice(21).join('\n'));
    const trace = readings.filter(({ fact }) => ['error', 'jdk', 'netty'].includes(fact));
    assert.deepEqual(
      trace.map(({ finding, side, sideFrom }) => [finding, side, sideFrom]),
      [
        ['client-error', 'unknown', 'none'],
        ['jdk-version', 'unknown', 'none'],
        ['netty-version', 'unknown', 'none'],
      ],
    );
  });

  it('reads nothing from the prose and lists it as unread', () => {
    // 1-11: the question; 73-89: the other kernel, the answers, "JDK7_45", "1.7.0_25" of nobody.
    const known = evidence.readings.map(({ line }) => line);
    assert.ok(known.every((line) => line > 11 && line < 73));
    assert.deepEqual(evidence.unread.at(0), { line: 1, lastLine: 11 });
    assert.deepEqual(evidence.unread.at(-1), { line: 73, lastLine: 89 });
    assert.deepEqual(
      [evidence.troubles, evidence.conflicts, evidence.lines],
      [[], [], lines.length],
    );
  });
});

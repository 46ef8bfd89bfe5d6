import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readEvidence } from '#evidence/index.ts';
import type { Evidence } from '#evidence/index.ts';
import { fixture } from './support.ts';

const texts = [
  'seed-2013.txt',
  'machine-debian.txt',
  'process.txt',
  'sockets.txt',
  'netstat-s.txt',
  'lab-overflow.counters.txt',
  'lab-ports.txt',
  'lab-emfile.strace.txt',
  'lab-close-at-once-verbose.tcpdump.txt',
  'lab-unread.tcpdump.txt',
].map(fixture);

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

/** What holds of the evidence of any text. */
function check(text: string, evidence: Evidence): void {
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

/** Any text: lone surrogates, control characters and terminal sequences included. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 })
    .map((units) => String.fromCharCode(...units)),
);

/** A fixture with some of its lines cut, doubled, swapped, joined or laced with something else. */
const mutated = fc
  .record({
    text: fc.constantFrom(...texts),
    changes: fc.array(
      fc.record({ at: fc.nat(400), kind: fc.nat(6), place: fc.nat(80), other: anyText }),
      { maxLength: 12 },
    ),
  })
  .map(({ text, changes }) => {
    const lines = text.split('\n');
    for (const { at, kind, place, other } of changes) {
      const index = at % lines.length;
      const line = lines[index] ?? '';
      const forms = [
        line.slice(0, place),
        line.slice(place),
        line + line,
        line.slice(0, place) + other + line.slice(place),
        other,
        `\u001b[1m${line}\u001b[0m`,
        line.toUpperCase(),
      ];
      if (kind === 6) lines.splice(index, 1);
      else lines[index] = forms[kind] ?? line;
    }
    return lines.join('\n');
  });

describe('readEvidence of any text', () => {
  it('never throws and keeps lines and provenance true', () => {
    fc.assert(
      fc.property(anyText, (text) => check(text, readEvidence(text))),
      { numRuns: 3000 },
    );
  });

  it('holds for mutated output of real commands', () => {
    fc.assert(
      fc.property(mutated, fc.constantFrom('client', 'server', 'proxy', 'unknown'), (text, side) =>
        check(text, readEvidence(text, { side })),
      ),
      { numRuns: 3000 },
    );
  });

  it('gives the same facts for blocks in any order', () => {
    const blocks = [
      '$ ulimit -n\n1024',
      'Linux a 5.10.0-8-amd64 #1 SMP x86_64 GNU/Linux',
      'TCP: inuse 1 orphan 5 tw 0 alloc 1 mem 2',
      'net.ipv4.tcp_max_orphans = 8',
      'LISTEN 129 128 0.0.0.0:80 0.0.0.0:*',
      'LISTEN 0 128 0.0.0.0:22 0.0.0.0:*',
      'nf_conntrack: table full, dropping packet',
      'java.io.IOException: Too many open files\n\tat sun.nio.ch.ServerSocketChannelImpl.accept0(N.java:1) ~[na:1.7.0_40]',
      'ConnectionResetError: [Errno 104] Connection reset by peer',
      fixture('lab-unread.tcpdump.txt').trimEnd(),
      fixture('lab-emfile.strace.txt').trimEnd(),
      'Prose that nobody reads.',
    ];
    const said = (order: readonly string[]) =>
      readEvidence(order.join('\n\n'))
        .readings.map(({ fact, value, finding, side, sideFrom }) =>
          [fact, value, finding, side, sideFrom].join(' '),
        )
        .toSorted();
    const expected = said(blocks);
    assert.ok(expected.length > 20);
    fc.assert(
      fc.property(fc.shuffledSubarray(blocks, { minLength: blocks.length }), (order) =>
        assert.deepEqual(said(order), expected),
      ),
      { numRuns: 200 },
    );
  });

  it('reads each fixture the same with other line breaks, quoted, and colored', () => {
    const said = (text: string) =>
      readEvidence(text).readings.map(({ text: _, ...reading }) => reading);
    for (const text of texts) {
      const expected = said(text);
      assert.deepEqual(said(text.replaceAll('\n', '\r\n')), expected);
      assert.deepEqual(said(text.replaceAll(/^(?=.)/gm, '> ')), expected);
      assert.deepEqual(
        said(text.replaceAll(/^(?=.)/gm, '\u001b[32m').replaceAll(/$/gm, '\u001b[0m')),
        expected,
      );
    }
  });
});

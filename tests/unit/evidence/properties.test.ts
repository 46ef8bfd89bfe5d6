import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readEvidence } from '#evidence/index.ts';
import { checkEvidence, fixture } from './support.ts';

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
      fc.property(anyText, (text) => checkEvidence(text, readEvidence(text))),
      { numRuns: 3000 },
    );
  });

  it('holds for mutated output of real commands', () => {
    fc.assert(
      fc.property(mutated, fc.constantFrom('client', 'server', 'proxy', 'unknown'), (text, side) =>
        checkEvidence(text, readEvidence(text, { side })),
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

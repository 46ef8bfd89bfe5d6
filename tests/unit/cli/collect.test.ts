import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { BadInput, oneLine } from '#cli/bad-input.ts';
import { collectSession, readAnswers } from '#cli/collect.ts';
import { nearestName } from '#cli/nearest-name.ts';
import { readText } from '#cli/read-text.ts';
import { toyKnowledge } from '../wizard/toy-knowledge.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfopen-'));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function rejectsWith(attempt: () => Promise<unknown>, message: RegExp): Promise<void> {
  return assert.rejects(attempt, (error) => {
    assert.ok(error instanceof BadInput);
    assert.match(error.message, message);
    assert.doesNotMatch(oneLine(error.message), /\n/);
    return true;
  });
}

describe('readAnswers', () => {
  it('reads a value, and the side of another host', () => {
    assert.deepEqual(readAnswers(toyKnowledge, ['lamp=off', 'firmware@client=2.1']), [
      { finding: 'lamp', value: 'off', side: undefined },
      { finding: 'firmware', value: '2.1', side: 'client' },
    ]);
  });

  it('refuses what it cannot understand, and says why', () => {
    const bad: readonly (readonly [string, RegExp])[] = [
      ['lamp', /^--set lamp: /],
      ['=on', /^--set =on: /],
      ['lamp=', /^--set lamp=: /],
      ['lamb=on', /"lamb".*lamp/],
      ['__proto__=on', /"__proto__"/],
      ['lamp@moon=on', /"moon"/],
      ['lamp=purple', /"purple".*on, off/],
      ['boils=lots', /"lots"/],
    ];
    for (const [text, message] of bad) {
      assert.throws(() => readAnswers(toyKnowledge, [text]), { name: 'BadInput', message }, text);
    }
  });

  it('refuses two values for one finding, but not the same value twice', () => {
    assert.throws(() => readAnswers(toyKnowledge, ['lamp=on', 'lamp=off']), { name: 'BadInput' });
    assert.equal(readAnswers(toyKnowledge, ['lamp=on', 'lamp=on']).length, 1);
  });
});

describe('readText', () => {
  it('names a missing file, a directory and a capture', async () => {
    await rejectsWith(() => readText(join(folder, 'ghost.txt')), /ghost\.txt: no such file/);
    await rejectsWith(() => readText(folder), /directory/);
    const pcap = file('some.pcap', Uint8Array.of(0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0));
    await rejectsWith(() => readText(pcap), /some\.pcap: .*capture.*text is expected/);
    const pcapng = file('some.pcapng', Uint8Array.of(0x0a, 0x0d, 0x0d, 0x0a, 0, 0, 0, 1));
    await rejectsWith(() => readText(pcapng), /some\.pcapng: .*capture/);
  });
});

describe('collectSession', () => {
  const collect = (files: readonly string[], sets: readonly string[] = [], side?: string) =>
    collectSession(toyKnowledge, { files, sets, side });

  it('names the file and line of what is no text, or nothing', async () => {
    const binary = file(
      'core',
      new Uint8Array(4096).map((_, at) => (at * 7) % 32),
    );
    await rejectsWith(() => collect([binary]), /core(?::\d+)?: /);
    await rejectsWith(() => collect([file('empty', ' \n')]), /empty:1: /);
  });

  it('refuses a side that is none', async () => {
    await rejectsWith(() => collect([file('a', 'prose')], [], 'moon'), /^--side: "moon"/);
  });

  it('takes prose without complaint', async () => {
    const session = await collect([file('prose', 'It does not work.\n')], ['lamp=off']);
    assert.deepEqual(
      session.observations.map(({ finding, from }) => [finding, from.kind]),
      [['lamp', 'answered']],
    );
    assert.equal(session.pastes.length, 1);
  });

  it('names the files when there are several', async () => {
    const session = await collect([file('one', 'prose'), file('two', 'prose')]);
    assert.deepEqual(
      session.pastes.map(({ name }) => name?.slice(-3)),
      ['one', 'two'],
    );
  });
});

describe('nearestName', () => {
  it('finds what was mistyped, and nothing when nothing is near', () => {
    const names = ['fd-count', 'fd-highest', 'jdk-version'];
    assert.equal(nearestName('fd_count', names), 'fd-count');
    assert.equal(nearestName('jdkversion', names), 'jdk-version');
    assert.equal(nearestName('temperature', names), null);
  });
});

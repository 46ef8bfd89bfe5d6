import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { BadInput, oneLine } from '#cli/bad-input.ts';
import { collectSession, readAnswers } from '#cli/collect.ts';
import { nearestName } from '#cli/nearest-name.ts';
import { readSource, readText } from '#cli/read-text.ts';
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

describe('readSource', () => {
  const refused = readFileSync(
    new URL('../evidence/capture/captures/refused.pcap', import.meta.url),
  );

  it('reads a capture, also one that gzip packed', async () => {
    for (const name of [file('a.pcap', refused), file('a.pcap.gz', gzipSync(refused))]) {
      const source = await readSource(name);
      assert.ok(source.kind === 'capture');
      assert.equal(source.evidence.frames, 2);
      assert.ok(source.evidence.readings.some(({ value }) => value === 'syn-refused'));
    }
  });

  it('reads text, also what gzip packed, and the least of files', async () => {
    const texts = ['', 'a', 'Connection refused\n'];
    for (const text of texts) {
      assert.deepEqual(await readSource(file('text', text)), { kind: 'text', text });
      assert.deepEqual(await readSource(file('packed', gzipSync(text))), { kind: 'text', text });
    }
  });

  it('hands the stated side on', async () => {
    const source = await readSource(file('b.pcap', refused), 'server');
    assert.ok(source.kind === 'capture');
    assert.ok(source.evidence.readings.every(({ side }) => side === 'server'));
  });

  it('names what cannot be unpacked', async () => {
    const torn = file('torn.gz', gzipSync(refused).subarray(0, 40));
    await rejectsWith(() => readSource(torn), /torn\.gz: cannot be read/);
  });
});

describe('collectSession', () => {
  const collect = (files: readonly string[], sets: readonly string[] = [], ...sides: string[]) =>
    collectSession(toyKnowledge, { files, sets, sides });

  it('names the file and line of what is no text, or nothing', async () => {
    const binary = file(
      'core',
      new Uint8Array(4096).map((_, at) => (at * 7) % 32),
    );
    await rejectsWith(() => collect([binary]), /core(?::\d+)?: /);
    await rejectsWith(() => collect([file('empty', ' \n')]), /empty:1: /);
  });

  it('names the frame of a capture that gives nothing', async () => {
    const head = Uint8Array.of(
      0xd4,
      0xc3,
      0xb2,
      0xa1,
      2,
      0,
      4,
      0,
      ...new Uint8Array(12),
      1,
      0,
      0,
      0,
    );
    const lying = Uint8Array.of(...head, ...new Uint8Array(8), 0, 0, 0, 0x7f, 0, 0, 0, 0x7f);
    await rejectsWith(() => collect([file('lying.pcap', lying)]), /lying\.pcap:1: .*length/);
    await rejectsWith(() => collect([file('none.pcap', head)]), /none\.pcap: .*no frame/);
  });

  it('refuses a side that is none', async () => {
    await rejectsWith(() => collect([file('a', 'prose')], [], 'moon'), /^--side: "moon"/);
  });

  it('takes one side for all files, or one for each in their order', async () => {
    const refused = readFileSync(
      new URL('../evidence/capture/captures/refused.pcap', import.meta.url),
    );
    const files = [file('c.pcap', refused), file('s.pcap', refused)];
    const stated = async (...sides: string[]): Promise<readonly unknown[]> =>
      (await collect(files, [], ...sides)).pastes.map(({ gist }) => gist?.stated);
    assert.deepEqual(await stated(), [null, null]);
    assert.deepEqual(await stated('server'), ['server', 'server']);
    assert.deepEqual(await stated('server', 'server'), ['server', 'server']);
    assert.deepEqual(await stated('client', 'server'), ['client', 'server']);
    await rejectsWith(() => stated('client', 'server', 'proxy'), /^--side: .*one for each/);
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

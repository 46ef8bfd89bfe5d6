import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEvidence } from '#evidence/index.ts';
import { unwrap } from '#evidence/wrap.ts';
import { answers, facts } from './support.ts';

const prompt = 'root@web:~# uname -a';
const kernel =
  'Linux web 5.10.0-8-amd64 #1 SMP Debian 5.10.46-4 (2021-08-03) x86_64 GNU/Linux and then some more text to wrap';
const error =
  '2024-03-01 10:00:00,123 ERROR [http-nio-8080-exec-1] o.e.Api - java.net.SocketException: Connection reset by peer';

/** The text as a terminal of this width shows it. */
function inTerminal(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'g')) ?? [''])
    .join('\n');
}

describe('unwrap', () => {
  it('joins what a terminal broke and keeps where it began', () => {
    const text = inTerminal(`${prompt}\n${kernel}\n${error}`, 80);
    const unwrapped = unwrap(text);
    assert.equal(unwrapped?.text, `${prompt}\n${kernel}\n${error}`);
    assert.deepEqual(unwrapped.starts, [0, 1, 3, 5]);
  });

  it('joins no prompt and no heading of a section to what stands before it', () => {
    const row = 'x'.repeat(80);
    for (const next of ['root@web:~# uname -a', '== halfopen end ss-tan 0 ==']) {
      assert.equal(unwrap(`${row}\n${next}\n${row}\n${next}\n`), null, next);
    }
  });

  it('leaves short texts, blank lines and one full line alone', () => {
    assert.equal(unwrap('a\nb\nc'), null);
    assert.equal(unwrap(`${'a'.repeat(80)}\n\n${'b'.repeat(80)}\n\n`), null);
    assert.equal(unwrap(`${'a'.repeat(120)}\nb`), null);
  });
});

describe('readEvidence of broken lines', () => {
  it('reads an error that was broken in its middle, at the line where it begins', () => {
    for (const width of [73, 80, 96, 100]) {
      const broken = inTerminal(`${kernel}\n${error}`, width);
      const { readings, lines } = readEvidence(broken);
      const found = readings.find(({ finding }) => finding === 'client-error');
      assert.equal(found?.value, 'econnreset', `at ${width}`);
      assert.deepEqual([found.line, found.lastLine, lines], [3, 4, 4]);
      assert.ok(broken.split('\n')[2]?.startsWith(found.text));
    }
  });

  it('reads through quoted mail that was broken at a word', () => {
    const mail = [
      '> We see this on every call since the upgrade of last Thursday:',
      '> java.net.SocketException: Connection reset',
      '> 2024-03-01 10:00:00,123 ERROR o.e.Api - io failed: Connection reset by',
      '> peer',
    ].join('\n');
    assert.ok(answers(mail).some((one) => one.startsWith('client-error=econnreset')));
  });

  it('says no less of a table whose rows are all as wide', () => {
    const rows = Array.from(
      { length: 6 },
      (_, at) =>
        `ESTAB 0      0      192.0.2.10:443      198.51.100.7:4100${at}   users:(("nginx",pid=8,fd=${at}))`,
    ).join('\n');
    const spaced = rows.replaceAll('\n', '\n\n');
    assert.ok(facts(rows).length > 0);
    assert.deepEqual(facts(rows), facts(spaced));
  });
});

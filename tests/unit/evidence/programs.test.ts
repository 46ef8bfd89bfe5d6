import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answers } from './support.ts';

describe('loneCommand', () => {
  it('reads the protocol of a command that stands alone', () => {
    for (const text of [
      'psql -h 10.77.0.5 -U app',
      '$ mysql -h db.example.org -u app -p',
      'redis-cli -h 10.77.0.5 -p 6379 PING',
      'ssh -v deploy@10.77.0.5',
      '\nrsync -av --delete rsync://backup.example.org/data/ /srv/data\n',
    ]) {
      assert.deepEqual(answers(text), ['http-protocol=not-http@client'], text);
    }
  });

  it('reads nothing where more stands, where the command is another, and in sentences', () => {
    for (const text of [
      'psql -h 10.77.0.5 -U app\ncurl http://10.77.0.5/',
      'curl -v http://10.77.0.5:5432/',
      'rsync -av /a /b',
      'mysql is slow since we moved',
      'ssh deploy@10.77.0.5 hangs for a minute',
      'We use psql -h db and it hangs',
    ]) {
      assert.deepEqual(answers(text), [], text);
    }
  });
});

describe('probeLoop', () => {
  const loop = (results: readonly string[], step = 5) =>
    results
      .map((result, at) => {
        const second = 36_000 + at * step;
        const part = (size: number, most: number) =>
          (Math.floor(second / size) % most).toString().padStart(2, '0');
        return `[${part(3600, 24)}:${part(60, 60)}:${part(1, 60)}] ${result}`;
      })
      .join('\n');
  const good = ['200', '200', '200', '200'];
  const bad = ['ConnectionError', 'timeout', 'ConnectionError', 'FAIL'];

  it('sees the moment from which on nothing succeeds', () => {
    assert.deepEqual(answers(loop([...good, ...bad])), ['burst-shape=from-one-moment-on@client']);
  });

  it('says nothing of few lines, of a success after the failures, and of results that come and go', () => {
    for (const results of [
      [...good.slice(1), ...bad],
      [...good, ...bad.slice(1)],
      [...good, ...bad, '200'],
      ['timeout', ...good, ...bad],
      [...good, 'timeout', ...good, ...bad],
    ]) {
      assert.deepEqual(answers(loop(results)), [], results.join(' '));
    }
  });

  it('takes an irregular list for no loop', () => {
    const irregular = loop(good.slice(1), 5) + '\n[13:00:00] 200\n[13:00:05] timeout';
    assert.deepEqual(
      answers(`${irregular}\n[13:00:10] timeout\n[13:00:15] timeout\n[13:00:20] timeout`),
      [],
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tokenize } from '#search/tokens.ts';

describe('tokenize', () => {
  it('keeps a joined name whole and splits it', () => {
    assert.deepEqual(tokenize('net.ipv4.tcp_mem'), [
      'net.ipv4.tcp_mem',
      'net',
      'ipv4',
      'tcp',
      'mem',
    ]);
  });

  it('splits a name at its humps', () => {
    assert.deepEqual(tokenize('isEventsHighKilled'), [
      'iseventshighkilled',
      'is',
      'events',
      'high',
      'killed',
    ]);
  });

  it('finds the figure in a figure with its unit', () => {
    assert.deepEqual(tokenize('502s after 60s'), ['502s', '502', 'after', '60s', '60']);
    assert.deepEqual(tokenize('tcp4 0x10 7u40'), ['tcp4', '0x10', '7u40']);
  });

  it('drops joints at the end of a word', () => {
    assert.deepEqual(tokenize('full: 5.'), ['full', '5']);
  });

  it('cuts Han text into overlapping pairs', () => {
    assert.deepEqual(tokenize('连接数JDK'), ['连接', '接数', 'jdk']);
  });
});

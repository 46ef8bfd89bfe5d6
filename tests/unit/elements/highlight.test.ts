import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isTelling } from '#elements/highlight.ts';

describe('isTelling', () => {
  it('drops a short match inside a word', () => {
    assert.equal(isTelling('Who closes a connection first', [26, 29]), false);
  });

  it('keeps a short match where a word or a part of an identifier begins', () => {
    assert.equal(isTelling('rst', [0, 3]), true);
    assert.equal(isTelling('a RST, then silence', [2, 5]), true);
    assert.equal(isTelling('TcpExtTCPAbortOnData', [14, 16]), true);
    assert.equal(isTelling('net.ipv4.tcp_mem', [9, 12]), true);
  });

  it('keeps a long match wherever it stands', () => {
    assert.equal(isTelling('preconnection', [3, 13]), true);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isShortCode } from '#components/short-code.ts';

describe('isShortCode', () => {
  it('keeps options and sysctls whole, and lets command lines break', () => {
    for (const text of ['--pid', 'net.core.somaxconn', 'TcpExtListenOverflows']) {
      assert.ok(isShortCode(text), text);
    }
    assert.ok(!isShortCode('ss -ltn "sport = :$PORT"; nstat -az'));
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEvidence } from '#evidence/index.ts';

/** What a text says of the JVM's cache of names, by line. */
function says(...lines: readonly string[]): readonly string[] {
  return readEvidence(lines.join('\n'), {})
    .readings.filter(({ finding }) => finding === 'jvm-name-cache')
    .map(({ line, value }) => `${String(line)} ${value}`);
}

describe('how long a JVM keeps addresses', () => {
  it('is told by java.security, unless the line is a comment', () => {
    assert.deepEqual(says('networkaddress.cache.ttl=10'), ['1 limited']);
    assert.deepEqual(says('networkaddress.cache.ttl=0'), ['1 limited']);
    assert.deepEqual(says('networkaddress.cache.ttl=-1'), ['1 forever']);
    assert.deepEqual(says('#networkaddress.cache.ttl=-1'), []);
    assert.deepEqual(says('networkaddress.cache.negative.ttl=10'), []);
  });

  it('is told by the system property that is read, not by the one that is not', () => {
    assert.deepEqual(says('java -Dsun.net.inetaddr.ttl=60 -jar app.jar'), ['1 limited']);
    assert.deepEqual(says('-Dnetworkaddress.cache.ttl=60'), ['1 set-without-effect']);
    assert.deepEqual(says('JAVA_OPTS="-Xmx1g -Dnetworkaddress.cache.ttl=60"'), [
      '1 set-without-effect',
    ]);
    assert.deepEqual(says('System.setProperty("networkaddress.cache.ttl", "1");'), [
      '1 set-without-effect',
    ]);
    assert.deepEqual(
      says(
        '-Dnetworkaddress.cache.ttl=1 -Dnetworkaddress.cache.negative.ttl=1',
        '-Dsun.net.inetaddr.ttl=1',
      ),
      ['2 limited'],
    );
  });

  it('follows the order of the JDK', () => {
    assert.deepEqual(
      says(
        'jvm_args: -Dsun.net.inetaddr.ttl=60',
        'Security.setProperty("networkaddress.cache.ttl", "-1");',
      ),
      ['2 forever'],
    );
    const managed = '/usr/lib/jvm/java-17/bin/java -Djava.security.manager';
    assert.deepEqual(says(`${managed} -jar app.jar`), ['1 forever']);
    assert.deepEqual(says(`${managed} -Dnetworkaddress.cache.ttl=60 -jar app.jar`), ['1 forever']);
    assert.deepEqual(says(`${managed} -Dsun.net.inetaddr.ttl=60 -jar app.jar`), ['1 limited']);
    assert.deepEqual(says('java -Djava.security.manager=allow -jar app.jar'), []);
  });

  it('is not told by a sentence, nor by code that is commented out', () => {
    assert.deepEqual(says('We recommend -Dsun.net.inetaddr.ttl=60 for this.'), []);
    assert.deepEqual(says('// Security.setProperty("networkaddress.cache.ttl", "60");'), []);
  });

  it('shows both where two files disagree', () => {
    const { conflicts } = readEvidence(
      'networkaddress.cache.ttl=10\nnetworkaddress.cache.ttl=-1',
      {},
    );
    assert.equal(conflicts.length, 1);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEvidence } from '#evidence/index.ts';

const heads = [
  String.raw`tr '\0' ' ' < /proc/812/cmdline`,
  String.raw`root@web:~# tr '\0' ' ' < /proc/812/cmdline`,
  String.raw`== halfopen run cmdline: tr "\0" " " < /proc/812/cmdline; echo ==`,
];

function programsIn(command: string, head = heads[0] ?? ''): readonly string[] {
  const { readings } = readEvidence(`${head}\n${command}\n`);
  return readings.flatMap(({ finding, value }) => (finding === 'server-program' ? [value] : []));
}

describe('processCommand', () => {
  it('takes the program from the command that asks for one process, however it is shown', () => {
    for (const head of heads) {
      assert.deepEqual(programsIn('haproxy -f /etc/haproxy/haproxy.cfg', head), ['haproxy']);
    }
  });

  it('tells the Java programs that have answers of their own by their class', () => {
    const java = '/usr/bin/java -Xmx512m -cp /zk/lib/zookeeper-3.9.2.jar:/kafka/libs/kafka.jar';
    const main = 'org.apache.zookeeper.server.quorum.QuorumPeerMain /conf/zoo.cfg';
    assert.deepEqual(programsIn(`${java} ${main}`), ['zookeeper']);
    assert.deepEqual(programsIn(`${java} kafka.Kafka /etc/kafka/server.properties`), ['kafka']);
    assert.deepEqual(programsIn(`${java} org.example.Shop`), ['java']);
    assert.deepEqual(programsIn(`${java} org.apache.zookeeper.ZooKeeperMain`), []);
  });

  it('says nothing of a program that only starts or forwards, nor of a Java line that was cut', () => {
    for (const command of ['/bin/sh /srv/start.sh', 'docker-proxy -proto tcp', 'java -cp a [cut]'])
      assert.deepEqual(programsIn(command), []);
  });

  it('says nothing of a command line in a listing of all processes', () => {
    assert.deepEqual(programsIn('nginx: master process nginx', 'ps -ef'), []);
  });
});

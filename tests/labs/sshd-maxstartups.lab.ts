import { defineLab } from './support/lab.ts';

export const lab = defineLab({
  id: 'sshd-maxstartups',
  done: 'sshd with its default MaxStartups 10:30:100 got forty connections that sent nothing, as a port scanner makes them, and then logins. Without the fault nobody holds connections open.',
  tools: ['sshd', 'ssh'],
  run: async (bench) => {
    const { client, server } = await bench.pair();
    const key = `${bench.folder}/host_key`;
    await server.must(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', key]);
    await server.must(['mkdir', '-p', '/run/sshd']);
    const config = bench.write(
      'sshd_config',
      `Port 22\nListenAddress 10.0.0.2\nHostKey ${key}\nPidFile none\nUsePAM no\nMaxStartups 10:30:100\nLoginGraceTime 120\n`,
    );
    const sshd = server.start([bench.tool('sshd'), '-D', '-e', '-f', config]);
    await sshd.says(/listening/);
    const wire = await server.capture({ filter: 'tcp port 22', count: 400 });
    if (bench.fault) {
      client.start([
        ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '22', '--hold', '--silent'],
        ...['--times', '40', '--every', '40', '--bytes', '0', '--timeout', '60000'],
      ]);
      await bench.wait(2.5);
    }
    const options = '-o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null';
    for (let times = 0; times < 8; times += 1) {
      await client.show(`ssh ${options} -o ConnectTimeout=5 deploy@10.0.0.2 true`);
    }
    await server.collect({ pid: sshd.pid, port: 22 });
    await wire.stop();
    bench.paste('server', 'sshd-log', sshd.output());
  },
});

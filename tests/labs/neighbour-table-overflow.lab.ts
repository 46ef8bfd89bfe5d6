import { spawnSync } from 'node:child_process';
import { defineLab } from './support/lab.ts';

/** Asks a hundred and fifty services of one network, one after another. */
const client = `
import socket, time
while True:
    for host in range(2, 152):
        try:
            connection = socket.create_connection((f'10.0.0.{host}', 8080), timeout=2)
            connection.close()
        except OSError as error:
            print(f'10.0.0.{host}: {type(error).__name__}: {error}', flush=True)
        time.sleep(0.01)
`;

export const lab = defineLab({
  id: 'neighbour-table-overflow',
  done: 'A client asked 150 addresses of its own network in turn while gc_thresh3 of the machine was 64 for the time of the collection. Without the fault it is as the machine has it, 1024 or more.',
  tools: ['python3', 'curl'],
  touches: 'host',
  run: async (bench) => {
    const { client: host, server } = await bench.pair();
    for (let last = 3; last < 152; last += 1)
      await server.must(['ip', 'address', 'add', `10.0.0.${last}/24`, 'dev', 'eth0']);
    const service = server.start([process.execPath, bench.program('server.ts'), '0.0.0.0', '8080']);
    await service.says(/listening/);
    if (bench.fault) {
      bench.setHost('net.ipv4.neigh.default.gc_thresh1', 16);
      bench.setHost('net.ipv4.neigh.default.gc_thresh2', 32);
      bench.setHost('net.ipv4.neigh.default.gc_thresh3', 64);
    }
    const wire = await host.capture({ filter: 'tcp port 8080', count: 400 });
    const load = host.start([bench.tool('python3'), bench.write('client.py', client)]);
    await bench.wait(3);
    // The limit is the machine's, and the namespaces have no such setting: it is read on the machine.
    const command = `printf '%d\\n' 0x$(awk 'NR==2 {print $1}' /proc/net/stat/arp_cache); sysctl -n net.ipv4.neigh.default.gc_thresh3`;
    const { stdout } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    bench.paste('client', 'node', `root@node:~# ${command}\n${stdout}`);
    await host.show(
      'curl -sv --connect-timeout 4 --max-time 9 -o /dev/null http://10.0.0.140:8080/',
    );
    await host.show('ip neigh show 10.0.0.140');
    await host.collect({ pid: load.pid });
    await wire.stop();
  },
});

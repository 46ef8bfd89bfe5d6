import { defineLab } from './support/lab.ts';

/** One kept connection that asks every 0.2 s; when it breaks, the next. */
const client = `
import http.client, time
while True:
    connection = http.client.HTTPConnection('10.0.0.2', 8080, timeout=3)
    try:
        while True:
            connection.request('GET', '/')
            connection.getresponse().read()
            time.sleep(0.2)
    except (OSError, http.client.HTTPException) as error:
        print(f'{type(error).__name__}: {error}', flush=True)
        connection.close()
        time.sleep(0.2)
`;

export const lab = defineLab({
  id: 'duplicate-ip-address',
  done: 'Three hosts were on one bridge and two of them ran the same service; the server’s address was given to the other as well, and both announced it every second or two. Without the fault the third has an address of its own.',
  tools: ['arping', 'python3', 'curl'],
  notInTests: 'its verdict lies near the threshold, so a busy machine may turn it',
  run: async (bench) => {
    const user = await bench.host('client', 'client');
    const server = await bench.host('server', 'server');
    const other = await bench.host('clone', 'path');
    const bridge = await bench.host('switch', 'path');
    await bridge.must(['ip', 'link', 'add', 'br0', 'type', 'bridge']);
    await bridge.must(['ip', 'link', 'set', 'br0', 'up']);
    const address = bench.fault ? '10.0.0.2/24' : '10.0.0.3/24';
    const ends = [
      [user, '10.0.0.1/24'],
      [server, '10.0.0.2/24'],
      [other, address],
    ] as const;
    for (const [at, [host, own]] of ends.entries()) {
      const port = { host: bridge, device: `port${at}`, address: `192.0.2.${at + 1}/32` };
      await bench.wire({ host, device: 'eth0', address: own }, port);
      await bridge.must(['ip', 'link', 'set', `port${at}`, 'master', 'br0']);
    }
    const web = [bench.tool('python3'), '-m', 'http.server', '8080', '--protocol', 'HTTP/1.1'];
    const service = server.start(web);
    other.start(web);
    for (const host of [server, other])
      await bench.until(
        async () => (await host.run(['ss', '-Hltn', 'sport = :8080'])).stdout.includes('8080'),
        'the server listens',
      );
    const arping = bench.tool('arping');
    const announce = (own: string, every: string) =>
      `while :; do ${arping} -q -c 1 -U -S ${own} ${own} -i eth0; sleep ${every}; done`;
    server.start(['sh', '-c', announce('10.0.0.2', '1')]);
    other.start(['sh', '-c', announce(address.slice(0, -3), '1.7')]);
    const wires = await Promise.all(
      [user, server].map((host) => host.capture({ filter: 'tcp port 8080', count: 300 })),
    );
    const load = user.start([bench.tool('python3'), bench.write('client.py', client)]);
    await bench.wait(4);
    await user.show(`arping -c 3 -i eth0 10.0.0.2`);
    await user.show('ip neigh show');
    await Promise.all([user.collect(), server.collect({ pid: service.pid, port: 8080 })]);
    await server.show('curl -sv --max-time 5 -o /dev/null http://127.0.0.1:8080/');
    for (const wire of wires) await wire.stop();
    bench.paste('client', 'log', load.output().split('\n').slice(0, 1).join('\n'));
  },
});

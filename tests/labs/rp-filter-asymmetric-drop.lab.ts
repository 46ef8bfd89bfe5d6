import { defineLab } from './support/lab.ts';

export const lab = defineLab({
  id: 'rp-filter-asymmetric-drop',
  done: 'Two hosts had two wires between them; the SYN came in by the second, the server’s route back led out by the first, and rp_filter was strict; the client had a fixed neighbor entry. Without the fault rp_filter is off.',
  tools: ['python3', 'curl'],
  touches: 'host',
  run: async (bench) => {
    const client = await bench.host('client', 'client');
    const server = await bench.host('server', 'server');
    await bench.wire(
      { host: client, device: 'eth0', address: '10.0.0.1/24' },
      { host: server, device: 'eth0', address: '10.0.0.2/24' },
    );
    await bench.wire(
      { host: client, device: 'eth1', address: '10.0.1.1/24' },
      { host: server, device: 'eth1', address: '10.0.1.2/24' },
    );
    // The client's address is on eth0; what it sends to 10.0.9.9 leaves by eth1.
    await server.must(['ip', 'address', 'add', '10.0.9.9/32', 'dev', 'lo']);
    await client.must([
      ...['ip', 'route', 'add', '10.0.9.9', 'via', '10.0.1.2', 'dev', 'eth1', 'src', '10.0.0.1'],
    ]);
    for (const device of ['all', 'default', 'eth0', 'eth1']) {
      await server.sysctl(`net.ipv4.conf.${device}.rp_filter`, bench.fault ? 1 : 0);
      await client.sysctl(`net.ipv4.conf.${device}.rp_filter`, 0);
    }
    const service = server.start([
      ...[bench.tool('python3'), '-m', 'http.server', '8080', '--bind', '10.0.9.9'],
    ]);
    await bench.until(
      async () => (await server.run(['ss', '-Hltn', 'sport = :8080'])).stdout.includes('8080'),
      'the server listens',
    );
    // With a strict filter the server does not even answer ARP on that wire; a router in between would have been answered long ago.
    const [address] = JSON.parse(await server.must(['ip', '-j', 'link', 'show', 'eth1'])) as {
      address: string;
    }[];
    await client.must([
      ...['ip', 'neigh', 'replace', '10.0.1.2', 'lladdr', address?.address ?? '', 'dev', 'eth1'],
    ]);
    const wire = await server.capture({ device: 'eth1', filter: 'tcp port 8080' });
    client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.9.9', '8080', '--http'],
      ...['--times', '40', '--every', '200', '--timeout', '2500'],
    ]);
    await bench.wait(1);
    await Promise.all([
      client.show('curl -sv --max-time 5 -o /dev/null http://10.0.9.9:8080/'),
      server.collect({ pid: service.pid, port: 8080 }),
    ]);
    await server.show('ip route get 10.0.0.1 from 10.0.9.9');
    await server.show('curl -sv --max-time 5 -o /dev/null http://10.0.9.9:8080/');
    await wire.stop();
  },
});

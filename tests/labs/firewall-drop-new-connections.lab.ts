import { defineLab } from './support/lab.ts';

export const lab = defineLab({
  id: 'firewall-drop-new-connections',
  done: 'An nftables rule on the server dropped what came to port 8080, and curl and a Node client tried to connect. Without the fault the rule accepts.',
  tools: ['nft', 'python3', 'curl'],
  run: async (bench) => {
    const { client, server } = await bench.pair();
    await server.nft(`table inet filter {
      chain input {
        type filter hook input priority 0; policy accept;
        iif lo accept
        ct state established,related accept
        tcp dport 8080 counter ${bench.fault ? 'drop' : 'accept'}
      }
    }`);
    const service = server.start([
      ...[bench.tool('python3'), '-m', 'http.server', '8080', '--bind', '0.0.0.0'],
    ]);
    await bench.until(
      async () => (await server.run(['ss', '-Hltn', 'sport = :8080'])).stdout.includes('8080'),
      'the server listens',
    );
    const wires = await Promise.all(
      [client, server].map((host) => host.capture({ filter: 'tcp port 8080 or icmp' })),
    );
    client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '8080', '--http'],
      ...['--times', '30', '--every', '300', '--timeout', '2500'],
    ]);
    await server.show('nft list ruleset');
    await Promise.all([
      client.show('curl -sv --connect-timeout 4 --max-time 9 -o /dev/null http://10.0.0.2:8080/'),
      server.collect({ pid: service.pid, port: 8080 }),
    ]);
    await server.show(
      'curl -sv --connect-timeout 4 --max-time 9 -o /dev/null http://127.0.0.1:8080/',
    );
    await server.show('nft list ruleset');
    for (const wire of wires) await wire.stop();
  },
});

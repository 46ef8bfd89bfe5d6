import { defineLab } from './support/lab.ts';

export const lab = defineLab({
  id: 'firewall-reject-no-route-to-host',
  done: 'A host whose INPUT chain ends in REJECT with icmp-host-prohibited, as Red Hat’s default did, had its service’s ACCEPT rule below that. Without the fault the ACCEPT rule stands above.',
  tools: ['iptables', 'python3', 'curl'],
  run: async (bench) => {
    const { client, server } = await bench.pair();
    const iptables = bench.tool('iptables');
    const rules = [
      '-A INPUT -p icmp -j ACCEPT',
      '-A INPUT -i lo -j ACCEPT',
      '-A INPUT -j REJECT --reject-with icmp-host-prohibited',
    ];
    const accept = '-A INPUT -p tcp --dport 8080 -j ACCEPT';
    for (const rule of bench.fault ? [...rules, accept] : [accept, ...rules]) {
      await server.must([iptables, ...rule.split(' ')]);
    }
    const service = server.start([
      ...[bench.tool('python3'), '-m', 'http.server', '8080', '--bind', '10.0.0.2'],
    ]);
    await bench.until(
      async () => (await server.run(['ss', '-Hltn', 'sport = :8080'])).stdout.includes('8080'),
      'the server listens',
    );
    const wire = await client.capture({ filter: 'tcp port 8080 or icmp' });
    await client.show('curl -sv --max-time 5 -o /dev/null http://10.0.0.2:8080/');
    await client.show('ping -c 2 10.0.0.2');
    await server.show('iptables -L INPUT -v -n');
    await server.show('iptables-save -c');
    await server.collect({ pid: service.pid, port: 8080 });
    await wire.stop();
  },
});

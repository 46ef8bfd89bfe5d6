import { defineLab } from './support/lab.ts';

export const lab = defineLab({
  id: 'asymmetric-routing-stateful-firewall',
  done: 'Two ways led from client to server, one by a plain router, one by a firewall that drops what connection tracking calls invalid; the client’s packets took the first, the server’s default route led by the second. Without the fault both directions take the first.',
  tools: ['nft', 'python3', 'curl'],
  notInTests: 'its verdict lies near the threshold, so a busy machine may turn it',
  run: async (bench) => {
    const client = await bench.host('client', 'client');
    const server = await bench.host('server', 'server');
    const router = await bench.host('router', 'path');
    const firewall = await bench.host('firewall', 'path');
    const wires = [
      [client, 'eth0', '10.0.1.2/24', router, 'eth0', '10.0.1.1/24'],
      [server, 'eth0', '10.0.2.2/24', router, 'eth1', '10.0.2.1/24'],
      [client, 'eth1', '10.0.3.2/24', firewall, 'eth0', '10.0.3.1/24'],
      [server, 'eth1', '10.0.4.2/24', firewall, 'eth1', '10.0.4.1/24'],
    ] as const;
    for (const [a, device, address, b, far, other] of wires)
      await bench.wire({ host: a, device, address }, { host: b, device: far, address: other });
    for (const host of [client, server, router, firewall]) {
      await host.sysctl('net.ipv4.conf.all.rp_filter', 0);
      await host.sysctl('net.ipv4.ip_forward', 1);
    }
    await firewall.nft(`table inet filter {
      chain forward {
        type filter hook forward priority 0; policy accept;
        ct state established,related accept
        ct state invalid counter drop
      }
    }`);
    await client.must(['ip', 'route', 'add', '10.0.2.0/24', 'via', '10.0.1.1']);
    await firewall.must(['ip', 'route', 'add', '10.0.1.0/24', 'via', '10.0.3.2']);
    const back = bench.fault ? '10.0.4.1' : '10.0.2.1';
    await server.must(['ip', 'route', 'add', 'default', 'via', back]);
    const service = server.start([
      ...[bench.tool('python3'), '-m', 'http.server', '8080', '--bind', '0.0.0.0'],
    ]);
    await bench.until(
      async () => (await server.run(['ss', '-Hltn', 'sport = :8080'])).stdout.includes('8080'),
      'the server listens',
    );
    const captures = await Promise.all(
      [client, server].map((host) => host.capture({ device: 'any', filter: 'tcp port 8080' })),
    );
    client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.2.2', '8080', '--http'],
      ...['--times', '3', '--every', '3000', '--timeout', '4000'],
    ]);
    await firewall.show('nft list ruleset');
    const seen = server.show('timeout 6 tcpdump -nni any -c 4 "tcp port 8080"');
    await Promise.all([
      client.show('curl -sv --connect-timeout 4 --max-time 9 -o /dev/null http://10.0.2.2:8080/'),
      server.collect({ pid: service.pid, port: 8080 }),
    ]);
    await seen;
    await server.show('ip route get 10.0.1.2 from 10.0.2.2');
    await server.show(
      'curl -sv --connect-timeout 4 --max-time 9 -o /dev/null http://127.0.0.1:8080/',
    );
    await firewall.show('nft list ruleset');
    for (const capture of captures) await capture.stop();
  },
});

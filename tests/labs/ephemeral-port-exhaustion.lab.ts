import { defineLab } from './support/lab.ts';

export const lab = defineLab({
  id: 'ephemeral-port-exhaustion',
  done: 'A client had 1100 ports (ip_local_port_range 40000 to 41099; without the fault the usual 28232) and opened short connections to one server, closing first, so that each left a TIME-WAIT socket. Its errors, sockets and counters were collected while it went on.',
  tools: [],
  run: async (bench) => {
    const { client, server } = await bench.pair();
    if (bench.fault) await client.sysctl('net.ipv4.ip_local_port_range', '40000 41099');
    const service = server.start([
      process.execPath,
      bench.program('server.ts'),
      '10.0.0.2',
      '8080',
    ]);
    await service.says(/listening/);
    const wire = await client.capture({ filter: 'tcp port 8080', count: 60 });
    const load = client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '8080'],
      ...['--times', '6000', '--every', '3'],
    ]);
    await bench.until(
      () => !bench.fault || /EADDRNOTAVAIL/.test(load.output()),
      'ports ran out',
      30,
    );
    await bench.wait(3);
    await client.show('ss -Htan "dst 10.0.0.2:8080" | wc -l');
    await client.show(
      "ss -Htan 'dst 10.0.0.2:8080' | awk '{print $1}' | sort | uniq -c | sort -rn",
    );
    await client.show('sysctl net.ipv4.ip_local_port_range');
    await client.collect({ pid: load.pid });
    await wire.stop();
    bench.paste('client', 'log', load.output().split('\n').slice(-30).join('\n'));
  },
});

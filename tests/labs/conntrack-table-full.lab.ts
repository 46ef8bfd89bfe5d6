import { defineLab } from './support/lab.ts';

export const lab = defineLab({
  id: 'conntrack-table-full',
  done: 'A server tracked its connections by nftables, twenty of them were open, and nf_conntrack_max of the machine was put to 20 for the time of the collection. A Node client went on opening connections.',
  tools: ['nft', 'conntrack', 'python3'],
  kernel: ['/proc/sys/net/netfilter/nf_conntrack_max'],
  touches: 'host',
  run: async (bench) => {
    const { client, server } = await bench.pair();
    await server.nft(`table inet filter {
      chain input { type filter hook input priority 0; ct state established accept; }
    }`);
    const service = server.start([
      process.execPath,
      bench.program('server.ts'),
      '10.0.0.2',
      '8080',
    ]);
    await service.says(/listening/);
    const old = client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '8080', '--hold'],
      ...['--times', '20', '--every', '20'],
    ]);
    await old.says(/holding/);
    if (bench.fault) bench.setHost('net.netfilter.nf_conntrack_max', 20);
    const wire = await server.capture({ filter: 'tcp port 8080', count: 300 });
    const load = client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '8080'],
      ...['--times', '30', '--every', '250', '--timeout', '2500'],
    ]);
    await server.collect({ pid: service.pid });
    await wire.stop();
    await bench.wait(1);
    bench.paste('client', 'log', load.output());
  },
});

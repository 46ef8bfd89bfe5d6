import { defineLab } from './support/lab.ts';

/** A pooled connection: a request, a short quiet, a request, a long quiet, a request; then the same on a new connection. */
const client = `
import socket, sys, time
def ask(connection, quiet):
    time.sleep(quiet)
    begun = time.time()
    try:
        connection.sendall(b'ping\\n')
        connection.recv(100)
        print(f'after {quiet} s of quiet: answered', flush=True)
    except OSError as error:
        print(f'{type(error).__name__}: {error}', flush=True)
        print(f'after {quiet} s of quiet: no answer in {time.time() - begun:.0f} s', flush=True)
connection = socket.create_connection(('10.0.2.2', 8080), timeout=6)
for quiet in (0, 30, 0, 242):
    ask(connection, quiet)
print('new connection', flush=True)
ask(socket.create_connection(('10.0.2.2', 8080), timeout=6), 0)
time.sleep(60)
`;

export const lab = defineLab({
  id: 'lb-nat-idle-timeout-silent-drop',
  done: 'A router between client and server was a firewall that dropped what connection tracking calls invalid and forgot quiet connections after 200 s (nf_conntrack_tcp_timeout_established); without the fault after five days. A Python client used one connection after 30 and 242 s of quiet, then a new one.',
  tools: ['nft', 'python3'],
  kernel: ['/proc/sys/net/netfilter/nf_conntrack_tcp_timeout_established'],
  limit: 330,
  notInTests:
    'waits for four minutes, as long as real devices do: a shorter quiet is another finding',
  run: async (bench) => {
    const { client: host, router, server } = await bench.routed();
    await router.nft(`table ip edge {
      chain forward { type filter hook forward priority 0; ct state invalid drop; }
    }`);
    await router.sysctl('net.netfilter.nf_conntrack_tcp_loose', 0);
    if (bench.fault) await router.sysctl('net.netfilter.nf_conntrack_tcp_timeout_established', 200);
    const service = server.start([
      process.execPath,
      bench.program('server.ts'),
      '10.0.2.2',
      '8080',
    ]);
    await service.says(/listening/);
    const wire = await host.capture({ filter: 'tcp port 8080' });
    const load = host.start([bench.tool('python3'), bench.write('client.py', client)]);
    await load.says(/after 242 s/, 300);
    // Both tables into one ticket: which rows belong together shows only there.
    const list = 'ss -tno "sport = :8080 or dport = :8080"';
    const tables = await Promise.all(
      [host, server].map(async ({ name, run }) => {
        const { stdout } = await run(['sh', '-c', list]);
        return `root@${name}:~# ${list}\n${stdout}`;
      }),
    );
    bench.paste('path', 'both-ends', tables.join('\n'));
    await Promise.all([host.collect({ pid: load.pid }), server.collect({ pid: service.pid })]);
    await wire.stop();
    bench.paste('client', 'log', load.output());
  },
});

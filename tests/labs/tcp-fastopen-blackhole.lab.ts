import { defineLab } from './support/lab.ts';

/** A client that asks for Fast Open by sending with its SYN, as programs do. */
const client = `
import socket, time
for count in range(4):
    begun = time.time()
    connection = socket.socket()
    try:
        connection.sendto(b'ping\\n', socket.MSG_FASTOPEN, ('10.0.2.2', 8080))
        connection.recv(100)
        print(f'answered after {time.time() - begun:.3f} s', flush=True)
    except OSError as error:
        print(f'{type(error).__name__}: {error}', flush=True)
    connection.close()
    time.sleep(0.2)
print('done', flush=True)
`;

/** A server that takes data in SYNs. */
const server = `
import socket
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_FASTOPEN, 16)
listener.bind(('10.0.2.2', 8080))
listener.listen(128)
print('listening', flush=True)
while True:
    connection, _ = listener.accept()
    if connection.recv(100):
        connection.sendall(b'hello\\n')
    connection.close()
`;

export const lab = defineLab({
  id: 'tcp-fastopen-blackhole',
  done: 'A filter on the router dropped SYNs with the Fast Open option and what came after them on the same ports, as some firewalls do; without the fault it passed them. A Python client connected four times with MSG_FASTOPEN.',
  tools: ['nft', 'python3'],
  run: async (bench) => {
    const { client: host, router, server: far } = await bench.routed();
    const python = bench.tool('python3');
    if (bench.fault) {
      await router.nft(`table ip edge {
        set refused { type ipv4_addr . inet_service; flags dynamic; }
        chain forward {
          type filter hook forward priority 0;
          tcp flags syn tcp option fastopen exists add @refused { ip saddr . tcp sport } drop
          ip saddr . tcp sport @refused drop
        }
      }`);
    }
    await host.sysctl('net.ipv4.tcp_fastopen', 3);
    await host.sysctl('net.ipv4.tcp_syn_retries', 2);
    await far.sysctl('net.ipv4.tcp_fastopen', 3);
    const service = far.start([python, bench.write('server.py', server)]);
    await service.says(/listening/);
    const wire = await host.capture({ filter: 'tcp port 8080' });
    const wireThere = await far.capture({ filter: 'tcp port 8080' });
    const load = host.start([python, bench.write('client.py', client)]);
    await host.collect();
    await load.says(/done/, 40);
    await Promise.all([wire.stop(), wireThere.stop()]);
    bench.paste('client', 'log', load.output());
  },
});

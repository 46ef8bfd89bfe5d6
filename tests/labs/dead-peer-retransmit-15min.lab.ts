import { defineLab } from './support/lab.ts';

/** Two pooled connections to a database: one asks again at once when the other end is gone, one a little later. */
const client = `
import socket, threading, time
def ask(pause):
    connection = socket.create_connection(('10.0.2.2', 5432))
    while True:
        try:
            connection.sendall(b'select 1\\n')
            if connection.recv(100) == b'':
                break
        except OSError as error:
            print(f'{type(error).__name__}: {error}', flush=True)
            break
        time.sleep(pause)
for pause in (0.1, 0.2, 0.3, 0.4):
    threading.Thread(target=ask, args=(pause,)).start()
print('asking', flush=True)
time.sleep(600)
`;

export const lab = defineLab({
  id: 'dead-peer-retransmit-15min',
  done: 'A Python client asked over four connections; then the router lost the server without a word (a blackhole route). tcp_retries2 was 5 instead of 15, so that the end came within twenty seconds and not after fifteen minutes. Without the fault the route stays.',
  tools: ['python3'],
  run: async (bench) => {
    const { client: host, router, server } = await bench.routed();
    await host.sysctl('net.ipv4.tcp_retries2', 5);
    const service = server.start([
      process.execPath,
      bench.program('server.ts'),
      '10.0.2.2',
      '5432',
    ]);
    await service.says(/listening/);
    const wire = await host.capture({ filter: 'tcp port 5432', count: 500 });
    const load = host.start([bench.tool('python3'), bench.write('client.py', client)]);
    await load.says(/asking/);
    await bench.wait(1);
    if (bench.fault) await router.must(['ip', 'route', 'add', 'blackhole', '10.0.2.2/32']);
    await bench.wait(7);
    await host.show('ss -tnoi dst 10.0.2.2');
    await host.collect({ pid: load.pid, port: 5432, seconds: 8 });
    await wire.stop();
    bench.paste('client', 'log', load.output());
  },
});

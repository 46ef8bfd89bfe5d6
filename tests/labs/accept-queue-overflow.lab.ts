import { defineLab } from './support/lab.ts';

/** A server that listens with a short backlog; with the fault its one thread is busy and never accepts. */
const server = `
import socket, sys, time
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('10.0.0.2', 8080))
listener.listen(int(sys.argv[1]))
print('listening', flush=True)
if sys.argv[2] == 'busy':
    time.sleep(600)
while True:
    connection, _ = listener.accept()
    connection.recv(100)
    connection.sendall(b'hello\\n')
    connection.close()
`;

export const lab = defineLab({
  id: 'accept-queue-overflow',
  done: 'A Python server listened with a backlog of 5 behind a veth pair, and its one thread slept instead of calling accept(). Forty connects of a Node client came, and counters, queues and the wire were collected meanwhile.',
  tools: ['python3'],
  touches: 'host',
  run: async (bench) => {
    const { client, server: host } = await bench.pair();
    const script = bench.write('server.py', server);
    const service = host.start([bench.tool('python3'), script, '5', bench.fault ? 'busy' : 'free']);
    await service.says(/listening/);
    const wire = await host.capture({ filter: 'tcp port 8080', count: 250 });
    const load = client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '8080'],
      ...[
        '--times',
        '40',
        '--every',
        '200',
        '--timeout',
        '2500',
        '--silent',
        ...(bench.fault ? ['--hold'] : []),
      ],
    ]);
    await bench.wait(2);
    await host.collect({ pid: service.pid });
    await bench.wait(2);
    await wire.stop();
    bench.paste('client', 'log', load.output());
  },
});

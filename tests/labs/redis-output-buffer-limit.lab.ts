import { defineLab } from './support/lab.ts';

/** A subscriber that stops to read after it has subscribed, and a publisher. */
const subscriber = `
import socket, sys, time
reader = socket.create_connection(('10.0.0.2', 6379))
reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
reader.sendall(b'SUBSCRIBE news\\r\\n')
print(reader.recv(100), flush=True)
if sys.argv[1] == 'reads':
    while reader.recv(65536):
        pass
time.sleep(7)
try:
    while True:
        got = reader.recv(65536)
        if not got:
            raise ConnectionError('Connection closed by server.')
except (ConnectionError, OSError) as error:
    print(f'redis.exceptions.ConnectionError: {error}', flush=True)
`;

const publisher = `
import socket, time
writer = socket.create_connection(('10.0.0.2', 6379))
message = b'x' * 400000
for _ in range(30):
    writer.sendall(b'*3\\r\\n$7\\r\\nPUBLISH\\r\\n$4\\r\\nnews\\r\\n$400000\\r\\n' + message + b'\\r\\n')
    writer.recv(100)
    time.sleep(0.15)
`;

export const lab = defineLab({
  id: 'redis-output-buffer-limit',
  done: 'Redis allowed a subscriber 2 MB of unsent messages; one subscribed, did not read, and 12 MB were published. Without the fault the subscriber reads.',
  tools: ['redis-server', 'python3'],
  run: async (bench) => {
    const { client, server } = await bench.pair();
    const redis = server.start([
      ...[bench.tool('redis-server'), '--bind', '10.0.0.2', '--protected-mode', 'no', '--save', ''],
      ...['--client-output-buffer-limit', 'pubsub 2mb 1mb 60', '--dir', bench.folder],
    ]);
    await redis.says(/Ready to accept/);
    const wire = await server.capture({ filter: 'tcp port 6379', count: 2000 });
    const python = bench.tool('python3');
    const reader = client.start([
      ...[python, bench.write('subscriber.py', subscriber)],
      bench.fault ? 'stalls' : 'reads',
    ]);
    await reader.says(/subscribe/);
    client.start([python, bench.write('publisher.py', publisher)]);
    await bench.wait(1);
    await server.collect({ pid: redis.pid, port: 6379 });
    await bench.wait(4);
    await wire.stop();
    bench.paste('client', 'log', reader.output());
    bench.paste('server', 'redis-log', redis.output());
  },
});

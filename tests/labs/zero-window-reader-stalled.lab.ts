import { defineLab } from './support/lab.ts';

/** Sends without end; the client is the reader that matters. */
const sender = `
import socket, time
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('10.0.0.2', 8080))
listener.listen(16)
print('listening', flush=True)
connection, _ = listener.accept()
while True:
    connection.sendall(b'x' * 8192)
    time.sleep(0.01)
`;

const reader = `
import socket, sys, time
connection = socket.create_connection(('10.0.0.2', 8080))
print('connected', flush=True)
while True:
    if sys.argv[1] == 'stalls':
        time.sleep(600)
    connection.recv(65536)
`;

export const lab = defineLab({
  id: 'zero-window-reader-stalled',
  done: 'A server sent without end, and its client held the connection open and did not read. Without the fault the client reads.',
  tools: ['python3'],
  run: async (bench) => {
    const { client, server } = await bench.pair();
    const service = server.start([bench.tool('python3'), bench.write('sender.py', sender)]);
    await service.says(/listening/);
    const wire = await server.capture({ filter: 'tcp port 8080', count: 500 });
    const load = client.start([
      ...[bench.tool('python3'), bench.write('reader.py', reader)],
      bench.fault ? 'stalls' : 'reads',
    ]);
    await load.says(/connected/);
    await bench.wait(3);
    await server.collect({ pid: service.pid, port: 8080 });
    await client.collect({ pid: load.pid, port: 8080 });
    await wire.stop();
  },
});

import { defineLab } from './support/lab.ts';

/**
 * A server that answers before it has read the whole request. With the fault it closes at once, its socket full of what it
 * did not read; without it, it shuts down its sending side and reads the rest first.
 */
const server = `
import socket, sys
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('10.0.0.2', 8080))
listener.listen(128)
print('listening', flush=True)
while True:
    connection, _ = listener.accept()
    connection.recv(1000)
    connection.sendall(b'HTTP/1.1 413 Content Too Large\\r\\nConnection: close\\r\\nContent-Length: 0\\r\\n\\r\\n')
    if sys.argv[1] == 'drain':
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass
    connection.close()
`;

/** A client that sends a long request and then reads the answer. */
const client = `
import errno, http.client, socket, sys, time
for count in range(20):
    time.sleep(0.3)
    connection = socket.create_connection(('10.0.0.2', 8080), timeout=5)
    try:
        connection.sendall(b'POST /upload HTTP/1.1\\r\\nHost: server\\r\\nContent-Length: 400000\\r\\n\\r\\n')
        for _ in range(40):
            connection.sendall(b'x' * 10000)
        print('answer:', connection.recv(100).split(b'\\r\\n')[0].decode(), flush=True)
    except OSError as error:
        print(f'{type(error).__name__}: {error}', flush=True)
    connection.close()
`;

export const lab = defineLab({
  id: 'rst-on-close-unread-data',
  done: 'A Python server answered 413 after the first bytes of a 400 kB request and called close() with the rest unread; without the fault it shut down its sending side and drained first. A Python client sent twenty such requests over a veth pair.',
  tools: ['python3'],
  notInTests:
    'whether a FIN or a RST goes first depends on what has arrived at the close, which a busy machine changes',
  run: async (bench) => {
    const pair = await bench.pair();
    const python = bench.tool('python3');
    const mode = bench.fault ? 'close' : 'drain';
    const service = pair.server.start([python, bench.write('server.py', server), mode]);
    await service.says(/listening/);
    const wire = await pair.client.capture({ filter: 'tcp port 8080', count: 120 });
    const load = pair.client.start([python, bench.write('client.py', client)]);
    await pair.server.collect({ pid: service.pid });
    await wire.stop();
    await load.stop();
    bench.paste('client', 'log', load.output());
  },
});

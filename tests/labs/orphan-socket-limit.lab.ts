import { spawnSync } from 'node:child_process';
import { defineLab } from './support/lab.ts';

/** Answers with more than the client takes at once, and closes: each such socket is an orphan until the client has read. */
const server = `
import socket
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 200000)
listener.bind(('10.0.0.2', 8080))
listener.listen(128)
print('listening', flush=True)
while True:
    connection, _ = listener.accept()
    connection.recv(4096)
    connection.sendall(b'HTTP/1.0 200 OK\\r\\nContent-Length: 100000\\r\\n\\r\\n' + b'x' * 100000)
    connection.close()
`;

/** Reads slowly; prints what it gets. */
const client = `
import socket, threading, time
def fetch():
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect(('10.0.0.2', 8080))
    connection.sendall(b'GET / HTTP/1.0\\r\\n\\r\\n')
    total = 0
    try:
        time.sleep(6)
        while True:
            piece = connection.recv(2000)
            if not piece:
                break
            total += len(piece)
            time.sleep(0.01)
        print(f'complete: {total} bytes', flush=True)
    except OSError as error:
        print(f'{type(error).__name__}: {error}', flush=True)
while True:
    threading.Thread(target=fetch).start()
    time.sleep(0.05)
`;

export const lab = defineLab({
  id: 'orphan-socket-limit',
  done: 'A Python server answered slow readers with 100 KB and closed at once, twenty times a second; tcp_max_orphans of the machine was put to 32 for the time of the collection. Without the fault the limit stays.',
  tools: ['python3'],
  touches: 'host',
  run: async (bench) => {
    const { client: peer, server: host } = await bench.pair();
    const python = bench.tool('python3');
    const service = host.start([python, bench.write('server.py', server)]);
    await service.says(/listening/);
    const load = peer.start([python, bench.write('client.py', client)]);
    await bench.wait(3);
    const wire = await host.capture({ filter: 'tcp port 8080', count: 600 });
    if (bench.fault) bench.setHost('net.ipv4.tcp_max_orphans', 32);
    // The setting is the machine's, so it is read there and not in the namespace.
    const command = 'sysctl net.ipv4.tcp_max_orphans';
    const { stdout } = spawnSync('sysctl', ['net.ipv4.tcp_max_orphans'], { encoding: 'utf8' });
    const counts = await host.must(['cat', '/proc/net/sockstat']);
    const prompt = 'root@server:~#';
    bench.paste(
      'server',
      'sockstat',
      `${prompt} cat /proc/net/sockstat\n${counts}${prompt} ${command}\n${stdout}`,
    );
    await host.collect({ pid: service.pid, port: 8080 });
    await wire.stop();
    await bench.wait(3);
    bench.paste('client', 'log', load.output().split('\n').slice(0, 1).join('\n'));
  },
});

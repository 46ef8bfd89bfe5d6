import { defineLab } from './support/lab.ts';

/** Does its own work for three seconds, then takes every connection that waits: with a queue nobody notices. */
const server = `
import socket, sys, time
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('0.0.0.0', 8080))
listener.listen(int(sys.argv[1]))
listener.setblocking(False)
print('listening', flush=True)
while True:
    time.sleep(3)
    try:
        while True:
            connection, _ = listener.accept()
            connection.settimeout(1)
            connection.recv(1000)
            connection.sendall(b'HTTP/1.0 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n')
            connection.close()
    except OSError:
        pass
`;

export const lab = defineLab({
  id: 'listen-backlog-zero',
  done: 'A Python server called listen(0), and took what waited in its queue every three seconds; a Node client opened three connections a second. This kernel is a repaired one, so one connection at a time still fits. Without the fault the server calls listen(128).',
  tools: ['python3', 'curl'],
  touches: 'host',
  run: async (bench) => {
    const { client, server: host } = await bench.pair();
    const script = bench.write('server.py', server);
    const service = host.start([bench.tool('python3'), script, bench.fault ? '0' : '128']);
    await service.says(/listening/);
    const wire = await host.capture({ filter: 'tcp port 8080', count: 250 });
    client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '8080', '--http'],
      ...['--times', '40', '--every', '330', '--timeout', '5000'],
    ]);
    await bench.wait(1);
    await host.show('ss -ltnp "sport = :8080"');
    await Promise.all([
      client.show('curl -sv --connect-timeout 4 --max-time 9 -o /dev/null http://10.0.0.2:8080/'),
      host.collect({ pid: service.pid, port: 8080 }),
    ]);
    await wire.stop();
  },
});

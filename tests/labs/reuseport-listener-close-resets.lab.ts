import { defineLab } from './support/lab.ts';

/**
 * A server that reloads as older proxies do: a new process opens its own listener on the port, then the old one closes its
 * own. `python3 server.py reload` starts the next process every 0.3 s; `stay` never.
 */
const server = `
import os, socket, sys, time
def serve(seconds):
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listener.bind(('0.0.0.0', 8080))
    listener.listen(128)
    end = time.time() + seconds
    while time.time() < end:
        listener.settimeout(max(end - time.time(), 0.001))
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            break
        connection.settimeout(None)
        connection.recv(4096)
        time.sleep(0.02)
        connection.sendall(b'HTTP/1.0 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n')
        connection.close()
    os._exit(0)
def start(seconds):
    if os.fork() == 0:
        serve(seconds)
start(600)
print('listening', flush=True)
while True:
    if sys.argv[1] == 'reload':
        start(0.6)
    time.sleep(0.3)
`;

const client = `
import http.client, time
while True:
    connection = http.client.HTTPConnection('10.0.0.2', 8080, timeout=5)
    try:
        connection.request('GET', '/')
        connection.getresponse().read()
    except OSError as error:
        print(f'{type(error).__name__}: {error}', flush=True)
    connection.close()
    time.sleep(0.01)
`;

export const lab = defineLab({
  id: 'reuseport-listener-close-resets',
  done: 'A Python server with SO_REUSEPORT reloaded every 0.3 s: a new process opened a listener of its own and an old one closed its own, while twelve clients connected again and again. Without the fault it did not reload.',
  tools: ['python3'],
  run: async (bench) => {
    const { client: peer, server: host } = await bench.pair();
    const python = bench.tool('python3');
    const script = bench.write('server.py', server);
    const service = host.start([python, script, bench.fault ? 'reload' : 'stay']);
    await service.says(/listening/);
    const wire = await host.capture({ filter: 'tcp port 8080', count: 2000 });
    const loads = Array.from({ length: 12 }, () =>
      peer.start([python, bench.write('client.py', client)]),
    );
    await bench.wait(1);
    // On a busy machine an old process may end before the next one listens.
    const listeners = bench.fault ? 2 : 1;
    await bench.until(async () => {
      const { stdout } = await host.run(['ss', '-Hltn', 'sport = :8080']);
      return stdout.trim().split('\n').length >= listeners;
    }, 'the listeners of two processes stand beside each other');
    await host.show('ss -Hltnp "sport = :8080"');
    await host.show('ss -s');
    await host.collect({ pid: service.pid, port: 8080 });
    await wire.stop();
    const [error = ''] = loads.flatMap((load) => load.output().split('\n').slice(0, 1));
    bench.paste('client', 'log', `${error}\n`);
  },
});

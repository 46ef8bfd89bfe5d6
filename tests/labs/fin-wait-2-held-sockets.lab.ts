import { defineLab } from './support/lab.ts';

/** A server that shuts down its sending side after the answer; with the fault it then waits for the client's end without a limit. */
const server = `
import logging, os, socket, sys, threading, time
os.closerange(3, 1024)
logging.basicConfig(filename='server.log', format='%(asctime)s %(levelname)s %(message)s')
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('10.0.0.2', 8080))
listener.listen(128)
print('listening', flush=True)
def serve(connection):
    connection.recv(100)
    connection.sendall(b'hello\\n')
    connection.shutdown(socket.SHUT_WR)
    if sys.argv[1] == 'wait':
        connection.recv(1)
    connection.close()
while True:
    try:
        connection, _ = listener.accept()
    except OSError:
        logging.exception('accept failed')
        time.sleep(0.5)
        continue
    threading.Thread(target=serve, args=(connection,), daemon=True).start()
`;

/** A client that takes answers and forgets its connections. */
const client = `
import socket, time, traceback
kept = []
for count in range(200):
    connection = socket.create_connection(('10.0.0.2', 8080), timeout=2)
    kept.append(connection)
    connection.sendall(b'ping\\n')
    try:
        connection.recv(100)
    except OSError:
        traceback.print_exc()
    time.sleep(0.1)
time.sleep(100)
`;

export const lab = defineLab({
  id: 'fin-wait-2-held-sockets',
  done: 'A Python server shut down its sending side after each answer and waited for the client to close, without a limit, under "ulimit -n 100"; without the fault it closed. A Python client made ten connections a second and closed none.',
  tools: ['python3'],
  run: async (bench) => {
    const pair = await bench.pair();
    const python = bench.tool('python3');
    const mode = bench.fault ? 'wait' : 'close';
    const script = bench.write('server.py', server);
    const command = `ulimit -n 100; exec ${python} ${script} ${mode}`;
    const service = pair.server.start(['sh', '-c', command], { cwd: bench.folder });
    await service.says(/listening/);
    const load = pair.client.start([python, bench.write('client.py', client)]);
    await bench.wait(4);
    await pair.server.show('ss -tnop state fin-wait-2');
    await bench.wait(3);
    await pair.server.show('ss -tnop state fin-wait-2');
    // By now the descriptors are used up.
    await bench.wait(4);
    const wire = await pair.client.capture({ filter: 'tcp port 8080', count: 120 });
    await pair.server.collect({ pid: service.pid, logs: [`${bench.folder}/server.log`] });
    await pair.server.show('ss -ltnp "sport = :8080"');
    await wire.stop();
    if (bench.fault) await load.says(/Error/);
    bench.paste('client', 'log', load.output().slice(0, 800));
  },
});

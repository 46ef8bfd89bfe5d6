import { defineLab } from './support/lab.ts';

/** A server that keeps every connection and logs what accept() raises, as servers do. */
const server = `
import logging, os, socket, time
os.closerange(3, 1024)
logging.basicConfig(filename='server.log', format='%(asctime)s %(levelname)s %(message)s')
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('10.0.0.2', 8080))
listener.listen(5)
print('listening', flush=True)
kept = []
while True:
    try:
        connection, _ = listener.accept()
        connection.recv(100)
        connection.sendall(b'hello\\n')
        kept.append(connection)
    except OSError:
        logging.exception('accept failed')
        time.sleep(0.2)
`;

export const lab = defineLab({
  id: 'emfile-soft-limit',
  done: 'A Python server that keeps its connections ran with "ulimit -S -n 40", without the fault with 1024. A Node client opened sixty connections, kept them and went on trying.',
  tools: ['python3', 'strace'],
  touches: 'host',
  run: async (bench) => {
    const pair = await bench.pair();
    const limit = bench.fault ? 40 : 1024;
    const command = `ulimit -S -n ${limit}; exec ${bench.tool('python3')} ${bench.write('server.py', server)}`;
    const service = pair.server.start(['sh', '-c', command], { cwd: bench.folder });
    await service.says(/listening/);
    const wire = await pair.client.capture({ filter: 'tcp port 8080', count: 400 });
    const load = pair.client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '8080', '--hold', '--silent'],
      ...['--times', '60', '--every', '150', '--timeout', '2000'],
    ]);
    await bench.wait(6.5);
    await pair.server.collect({ pid: service.pid, logs: [`${bench.folder}/server.log`] });
    await pair.server.show(`timeout 2 strace -f -e trace=accept,accept4 -p ${service.pid}`);
    await load.says(/holding/, 20);
    await wire.stop();
    bench.paste('client', 'log', load.output());
  },
});

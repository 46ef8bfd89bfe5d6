import { firstError } from './support/first-error.ts';
import { defineLab } from './support/lab.ts';

/** A server that ends its connections; with the fault it shuts them down and forgets them. */
const server = `
import logging, os, socket, sys, time
os.closerange(3, 1024)
logging.basicConfig(filename='server.log', format='%(asctime)s %(levelname)s %(message)s')
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('10.0.0.2', 8080))
listener.listen(128)
print('listening', flush=True)
kept = []
while True:
    try:
        connection, _ = listener.accept()
    except OSError:
        logging.exception('accept failed')
        time.sleep(0.5)
        continue
    connection.recv(100)
    connection.sendall(b'hello\\n')
    connection.shutdown(socket.SHUT_RDWR)
    if sys.argv[1] == 'forget':
        kept.append(connection)
    else:
        connection.close()
`;

export const lab = defineLab({
  id: 'socket-fd-leak',
  done: 'A Python server under "ulimit -n 200" shut its connections down both ways and never closed the descriptors; without the fault it closed them. A Node client connected 300 times, one after another.',
  tools: ['python3', 'strace'],
  run: async (bench) => {
    const pair = await bench.pair();
    const script = bench.write('server.py', server);
    const mode = bench.fault ? 'forget' : 'close';
    const command = `ulimit -n 200; exec ${bench.tool('python3')} ${script} ${mode}`;
    const service = pair.server.start(['sh', '-c', command], { cwd: bench.folder });
    await service.says(/listening/);
    const load = pair.client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '8080'],
      ...['--times', '300', '--every', '40', '--timeout', '3000'],
    ]);
    await bench.wait(10);
    const { pid } = service;
    await pair.server.collect({ pid, logs: [`${bench.folder}/server.log`] });
    await pair.server.show(
      `ls -l /proc/${pid}/fd | sed -E "s/.* -> //; s/[0-9]+//g" | sort | uniq -c | sort -rn | head`,
    );
    await pair.server.show(
      `ss -tanp | grep "pid=${pid}," | tr -s ' ' | cut -d' ' -f1,5 | sort | uniq -c | sort -rn | head`,
    );
    await pair.server.show(`ss -anp | grep -c "pid=${pid},"`);
    await pair.server.show(`timeout 2 strace -f -e trace=accept,accept4 -p ${pid}`);
    bench.paste('client', 'log', firstError(load.output()));
  },
});

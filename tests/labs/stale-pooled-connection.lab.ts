import { defineLab } from './support/lab.ts';

/** A client that keeps one connection for all its requests and asks every three seconds. */
const client = `
import http.client, time, traceback
connection = http.client.HTTPConnection('10.0.0.2', 8080, timeout=5)
for count in range(5):
    begun = time.time()
    try:
        connection.request('GET', '/')
        answer = connection.getresponse()
        answer.read()
        print(f'{answer.status} in {time.time() - begun:.3f} s', flush=True)
    except (OSError, http.client.HTTPException):
        traceback.print_exc()
        connection.close()
    time.sleep(3)
print('done', flush=True)
`;

export const lab = defineLab({
  id: 'stale-pooled-connection',
  done: 'nginx closed connections after two quiet seconds (keepalive_timeout 2s), without the fault after 75. A Python client kept one connection for all its requests and asked every three seconds.',
  tools: ['nginx', 'python3'],
  run: async (bench) => {
    const pair = await bench.pair();
    const config = bench.write(
      'nginx.conf',
      `daemon off;
pid ${bench.folder}/nginx.pid;
error_log ${bench.folder}/error.log info;
events { worker_connections 100; }
http {
  access_log ${bench.folder}/access.log;
  keepalive_timeout ${bench.fault ? '2s' : '75s'};
  server { listen 10.0.0.2:8080; return 200 "hello\\n"; }
}
`,
    );
    const nginx = pair.server.start([bench.tool('nginx'), '-c', config]);
    await bench.until(
      async () => (await pair.server.run(['ss', '-Hltn', 'sport = :8080'])).stdout.includes('8080'),
      'nginx listens',
    );
    const wire = await pair.client.capture({ filter: 'tcp port 8080' });
    const load = pair.client.start([bench.tool('python3'), bench.write('client.py', client)]);
    await pair.server.collect({ pid: nginx.pid, logs: [`${bench.folder}/error.log`] });
    await load.says(/done/, 25);
    await wire.stop();
    bench.paste('client', 'log', load.output());
  },
});

import { defineLab } from './support/lab.ts';

/** A backend that takes requests and answers after a minute. */
const backend = `
import socket, threading, time
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('10.0.1.2', 9000))
listener.listen(128)
print('listening', flush=True)
kept = []
while True:
    kept.append(listener.accept()[0])
`;

export const lab = defineLab({
  id: 'nginx-worker-connections-exhausted',
  done: 'nginx with one worker and worker_connections 16 proxied to a backend that does not answer, and thirty clients asked. Without the fault worker_connections is 512.',
  tools: ['nginx', 'python3', 'curl'],
  run: async (bench) => {
    const client = await bench.host('client', 'client');
    const proxy = await bench.host('proxy', 'proxy');
    const server = await bench.host('backend', 'server');
    await bench.wire(
      { host: client, device: 'eth0', address: '10.0.0.1/24' },
      { host: proxy, device: 'eth0', address: '10.0.0.2/24' },
    );
    await bench.wire(
      { host: proxy, device: 'eth1', address: '10.0.1.1/24' },
      { host: server, device: 'eth0', address: '10.0.1.2/24' },
    );
    const service = server.start([bench.tool('python3'), bench.write('backend.py', backend)]);
    await service.says(/listening/);
    const log = `${bench.folder}/error.log`;
    const config = bench.write(
      'nginx.conf',
      `daemon off; pid ${bench.folder}/nginx.pid; worker_processes 1; error_log ${log};
events { worker_connections ${bench.fault ? 16 : 512}; }
http { access_log off; server { listen 10.0.0.2:80; location / { proxy_pass http://10.0.1.2:9000; } } }`,
    );
    const nginx = proxy.start([bench.tool('nginx'), '-c', config]);
    await bench.until(
      async () => (await proxy.run(['ss', '-Hltn', 'sport = :80'])).stdout.includes(':80'),
      'nginx listens',
    );
    const wire = await proxy.capture({ filter: 'tcp port 80', count: 400 });
    const load = client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '80', '--http'],
      ...['--times', '40', '--every', '150', '--timeout', '4000', '--hold'],
    ]);
    await bench.wait(3);
    await proxy.collect({ pid: nginx.pid, port: 80, logs: [log] });
    await client.show('curl -sv --max-time 3 http://10.0.0.2/');
    await wire.stop();
    bench.paste('client', 'log', load.output());
  },
});

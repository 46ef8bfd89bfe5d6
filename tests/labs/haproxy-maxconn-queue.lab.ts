import { defineLab } from './support/lab.ts';

/** A backend whose answers take six seconds. */
const backend = `
import http.server, time
class Slow(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(6)
        self.send_response(200)
        self.send_header('Content-Length', '6')
        self.end_headers()
        self.wfile.write(b'hello\\n')
http.server.ThreadingHTTPServer(('10.0.1.2', 9000), Slow).serve_forever()
`;

export const lab = defineLab({
  id: 'haproxy-maxconn-queue',
  done: 'HAProxy allowed its server two connections at a time (maxconn 2, timeout queue 2 s), the server took six seconds a request, and twenty clients asked. Without the fault maxconn is 200.',
  tools: ['haproxy', 'python3', 'curl'],
  notInTests: 'its verdict lies near the threshold, so a busy machine may turn it',
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
    server.start([bench.tool('python3'), bench.write('backend.py', backend)]);
    await bench.until(
      async () => (await server.run(['ss', '-Hltn', 'sport = :9000'])).stdout.includes('9000'),
      'the backend listens',
    );
    const socket = `${bench.folder}/admin.sock`;
    const config = bench.write(
      'haproxy.cfg',
      `global
  log stdout format raw local0
  stats socket ${socket} mode 600 level admin
defaults
  mode http
  log global
  option httplog
  timeout connect 2s
  timeout client 30s
  timeout server 30s
  timeout queue 2s
frontend web
  bind 10.0.0.2:80
  default_backend app
backend app
  server app1 10.0.1.2:9000 maxconn ${bench.fault ? 2 : 200}
`,
    );
    const haproxy = proxy.start([bench.tool('haproxy'), '-f', config]);
    await bench.until(
      async () => (await proxy.run(['ss', '-Hltn', 'sport = :80'])).stdout.includes(':80'),
      'HAProxy listens',
    );
    const wire = await proxy.capture({ filter: 'tcp port 80' });
    const load = client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '80', '--http'],
      ...['--times', '30', '--every', '200', '--timeout', '9000', '--hold'],
    ]);
    await bench.wait(4);
    await proxy.collect({ pid: haproxy.pid, port: 80 });
    const ask = `python3 -c "import socket;s=socket.socket(socket.AF_UNIX);s.connect('${socket}');s.sendall(b'show stat\\n');print(s.makefile().read())"`;
    const stat = await proxy.run(['sh', '-c', ask]);
    bench.paste(
      'proxy',
      'stat',
      `root@proxy:~# echo 'show stat' | socat stdio ${socket}\n${stat.stdout}`,
    );
    await client.show('curl -sv --max-time 8 http://10.0.0.2/');
    await wire.stop();
    bench.paste('client', 'log', load.output());
    bench.paste('proxy', 'log', haproxy.output());
  },
});

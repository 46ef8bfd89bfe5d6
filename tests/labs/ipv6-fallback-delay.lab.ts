import { defineLab } from './support/lab.ts';

const web = `
import http.server, socket
class Web(http.server.ThreadingHTTPServer):
    address_family = socket.AF_INET6
class Hello(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header('Content-Length', '6')
        self.end_headers()
        self.wfile.write(b'hello\\n')
server = Web(('::', 8080), Hello)
print('listening', flush=True)
server.serve_forever()
`;

const families = `for f in 4 6; do curl -$f -sS -o /dev/null --connect-timeout 10 -w "IPv$f %{remote_ip} connected after %{time_connect} s\\n" "http://api.example.org:8080/"; done`;

export const lab = defineLab({
  id: 'ipv6-fallback-delay',
  done: 'A name had an IPv6 and an IPv4 address, and both hosts had IPv6 routes. With the fault the router dropped IPv6 without a word. GNU Wget, which tries one address after the other, asked for a page, and curl each family by itself.',
  tools: ['nft', 'dnsmasq', 'wget', 'curl', 'python3'],
  run: async (bench) => {
    const { client, router, server } = await bench.routed();
    const add = ['ip', '-6', 'address', 'add'];
    await client.must([...add, '2001:db8:1::2/64', 'dev', 'eth0', 'nodad']);
    await router.must([...add, '2001:db8:1::1/64', 'dev', 'eth0', 'nodad']);
    await router.must([...add, '2001:db8:2::1/64', 'dev', 'eth1', 'nodad']);
    await server.must([...add, '2001:db8:2::2/64', 'dev', 'eth0', 'nodad']);
    await client.must(['ip', '-6', 'route', 'add', 'default', 'via', '2001:db8:1::1']);
    await server.must(['ip', '-6', 'route', 'add', 'default', 'via', '2001:db8:2::1']);
    await router.sysctl('net.ipv6.conf.all.forwarding', 1);
    server.start([
      ...[bench.tool('dnsmasq'), '--keep-in-foreground', '--no-resolv', '--no-hosts'],
      ...['--user=root', '--pid-file=', '--conf-file=/dev/null', '--bind-interfaces'],
      ...['--listen-address=10.0.2.2', '--host-record=api.example.org,10.0.2.2,2001:db8:2::2'],
    ]);
    const service = server.start([bench.tool('python3'), bench.write('web.py', web)]);
    await service.says(/listening/);
    client.asks('10.0.2.2');
    const page = ['curl', '-s', 'http://[2001:db8:2::2]:8080/'];
    await bench.until(
      async () => (await client.run(page)).stdout === 'hello\n',
      'IPv6 has found its neighbors',
    );
    if (bench.fault) {
      await router.nft(
        'table ip6 filter { chain forward { type filter hook forward priority 0; policy drop; }\n}',
      );
    }
    const wire = await client.capture({ filter: 'tcp port 8080', count: 100 });
    await client.show('wget -O /dev/null --connect-timeout=5 http://api.example.org:8080/');
    await client.show(families);
    await client.collect({ port: 8080 });
    await wire.stop();
  },
});

import { defineLab } from './support/lab.ts';

const server = `
import socket
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('10.0.2.2', 8080))
listener.listen(16)
print('listening', flush=True)
kept = []
while True:
    connection, _ = listener.accept()
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    kept.append(connection)
    request = connection.recv(65536)
    body = b'x' * (5000 if b'/large' in request else 5)
    connection.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n' % len(body))
    connection.sendall(body)
`;

export const lab = defineLab({
  id: 'pmtu-blackhole',
  done: 'A router’s second link had an MTU of 1280 and its “fragmentation needed” was filtered; the server answered with 5 KB. Without the fault the ICMP message passes.',
  tools: ['python3', 'iptables', 'curl'],
  notInTests: 'its verdict lies near the threshold, so a busy machine may turn it',
  run: async (bench) => {
    const { client, router, server: host } = await bench.routed();
    await router.must(['ip', 'link', 'set', 'eth0', 'mtu', '1280']);
    await client.must(['ip', 'link', 'set', 'eth0', 'mtu', '1500']);
    if (bench.fault) {
      const rule = '-A OUTPUT -p icmp --icmp-type fragmentation-needed -j DROP';
      await router.must([bench.tool('iptables'), ...rule.split(' ')]);
    }
    const service = host.start([bench.tool('python3'), bench.write('server.py', server)]);
    await service.says(/listening/);
    const wire = await host.capture({ filter: 'tcp port 8080 or icmp', count: 200 });
    const url = 'http://10.0.2.2:8080';
    const asked = client.show(`curl -sv --max-time 9 -o /dev/null ${url}/large`);
    await bench.wait(3);
    await host.collect({ pid: service.pid, port: 8080 });
    await asked;
    await host.show(`curl -sv --max-time 9 -o /dev/null ${url}/large`);
    await host.show('ping -c 2 -M do -s 1472 -W 2 10.0.1.2');
    await host.show('ping -c 2 -M do -s 1200 -W 2 10.0.1.2');
    await wire.stop();
  },
});

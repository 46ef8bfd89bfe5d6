import { defineLab } from './support/lab.ts';

/** TCP_MD5SIG (RFC 2385) as BGP daemons set it: struct tcp_md5sig of linux/tcp.h. */
const key = `
import socket, struct
def md5(sock, peer, secret):
    address = struct.pack('=HH4s120x', socket.AF_INET, 0, socket.inet_aton(peer))
    sock.setsockopt(socket.IPPROTO_TCP, 14, address + struct.pack('=BBHI80s', 0, 0, len(secret), 0, secret))
`;

const server = `${key}
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
md5(listener, '10.0.0.1', b'right')
listener.bind(('10.0.0.2', 179))
listener.listen(16)
print('listening', flush=True)
while True:
    connection, _ = listener.accept()
    connection.sendall(b'OPEN')
`;

const client = `${key}
import sys, time
for _ in range(12):
    peer = socket.socket()
    md5(peer, '10.0.0.2', sys.argv[1].encode())
    peer.settimeout(2)
    try:
        peer.connect(('10.0.0.2', 179))
        print('established', flush=True)
    except OSError as error:
        print(f'bgpd: connect to 10.0.0.2 failed: {error}', flush=True)
    peer.close()
    time.sleep(0.3)
`;

export const lab = defineLab({
  id: 'tcp-md5-offload-mismatch',
  done: 'Two peers signed their segments by TCP MD5 with different keys, so that every SYN was dropped at the receiver, as it is when a card spoils the signature. Without the fault both have the same key.',
  tools: ['python3'],
  touches: 'host',
  notInTests: 'its verdict lies near the threshold, so a busy machine may turn it',
  run: async (bench) => {
    const { client: peer, server: host } = await bench.pair();
    const service = host.start([bench.tool('python3'), bench.write('server.py', server)]);
    await service.says(/listening/);
    const wire = await host.capture({ filter: 'tcp port 179', count: 200 });
    const load = peer.start([
      ...[bench.tool('python3'), bench.write('client.py', client)],
      bench.fault ? 'wrong' : 'right',
    ]);
    await bench.wait(2);
    await host.collect({ pid: service.pid, port: 179 });
    await wire.stop();
    bench.paste('client', 'log', load.output());
  },
});

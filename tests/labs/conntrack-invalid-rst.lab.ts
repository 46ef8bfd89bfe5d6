import { defineLab } from './support/lab.ts';

/** Takes what it is sent, slowly, and confirms each piece. */
const server = `
import socket, threading
def take(connection):
    try:
        while connection.recv(65536):
            connection.sendall(b'taken\\n')
    except OSError:
        pass
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('10.0.2.2', 8080))
listener.listen(16)
print('listening', flush=True)
while True:
    connection, _ = listener.accept()
    threading.Thread(target=take, args=(connection,), daemon=True).start()
`;

/** To every tenth answer of the server it adds one whose number lies 20 MB above the window, as a confused card or path does. */
const stray = `
import socket, struct
def checksum(data):
    total = sum(struct.unpack(f'!{len(data) // 2}H', data))
    while total >> 16:
        total = (total >> 16) + (total & 0xffff)
    return ~total & 0xffff
raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
sniffer = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3))
sniffer.bind(('eth0', 3))
print('watching', flush=True)
seen = 0
while True:
    packet, address = sniffer.recvfrom(65535)
    if address[2] != socket.PACKET_OUTGOING or packet[9] != 6 or b'taken' not in packet:
        continue
    seen += 1
    if seen % 10:
        continue
    ports = packet[20:24]
    sequence, acknowledgement = struct.unpack('!II', packet[24:32])
    source, target = packet[12:16], packet[16:20]
    options = packet[40:20 + (packet[32] >> 4) * 4]
    offset = (20 + len(options)) // 4
    tcp = ports + struct.pack('!IIBBHHH', (sequence + 20_000_000) & 0xffffffff, acknowledgement, offset << 4, 0x18, 500, 0, 0) + options + b'taken\\n'
    pseudo = source + target + struct.pack('!BBH', 0, 6, len(tcp))
    tcp = tcp[:16] + struct.pack('!H', checksum(pseudo + tcp)) + tcp[18:]
    header = struct.pack('!BBHHHBBH4s4s', 0x45, 0, 20 + len(tcp), 0, 0, 64, 6, 0, source, target)
    raw.sendto(header + tcp, (socket.inet_ntoa(target), 0))
`;

const client = `
import socket, time
while True:
    connection = socket.create_connection(('10.0.1.100', 8080), timeout=5)
    try:
        for _ in range(40):
            connection.sendall(b'x' * 2000)
            connection.recv(100)
            time.sleep(0.01)
    except OSError as error:
        print(f'{type(error).__name__}: {error}', flush=True)
    connection.close()
    time.sleep(0.2)
`;

export const lab = defineLab({
  id: 'conntrack-invalid-rst',
  done: 'A router translated the service address 10.0.1.100 to a server behind it, as a Kubernetes node does; a program on the server put a segment 20 MB above the window among its answers, which connection tracking calls invalid and does not translate. Without the fault that program did not run.',
  tools: ['iptables', 'conntrack', 'python3'],
  run: async (bench) => {
    const { client: peer, router, server: host } = await bench.routed();
    const rule = '-t nat -A PREROUTING -d 10.0.1.100/32 -p tcp --dport 8080 -j DNAT';
    await router.must([bench.tool('iptables'), ...rule.split(' '), '--to', '10.0.2.2:8080']);
    await peer.must(['ip', 'route', 'add', '10.0.1.100/32', 'via', '10.0.1.1']);
    const python = bench.tool('python3');
    const service = host.start([python, bench.write('server.py', server)]);
    await service.says(/listening/);
    if (bench.fault) {
      const watcher = host.start([python, bench.write('stray.py', stray)]);
      await watcher.says(/watching/);
    }
    const wire = await peer.capture({ filter: 'tcp port 8080', count: 600 });
    const load = peer.start([python, bench.write('client.py', client)]);
    await bench.wait(1);
    await Promise.all([router.collect(), host.collect({ pid: service.pid, port: 8080 })]);
    await wire.stop();
    bench.paste('client', 'log', load.output().split('\n').slice(0, 1).join('\n'));
  },
});

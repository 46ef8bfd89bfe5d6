import { defineLab } from './support/lab.ts';

/** A box on the path: it looks into what passes, and to a forbidden word it sends a reset to both ends, in the name of the other. */
const box = `
import socket, struct
def checksum(data):
    total = sum(struct.unpack(f'!{len(data) // 2}H', data))
    while total >> 16:
        total = (total >> 16) + (total & 0xffff)
    return ~total & 0xffff
def reset(source, target, sport, dport, sequence, acknowledgement):
    tcp = struct.pack('!HHIIBBHHH', sport, dport, sequence, acknowledgement, 5 << 4, 0x14, 0, 0, 0)
    tcp = tcp[:16] + struct.pack('!H', checksum(source + target + struct.pack('!BBH', 0, 6, len(tcp)) + tcp)) + tcp[18:]
    ip = struct.pack('!BBHHHBBH4s4s', 0x45, 0, 40, 0, 0, 120, 6, 0, source, target)
    raw.sendto(ip + tcp, (socket.inet_ntoa(target), 0))
raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
sniffer = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(0x0800))
sniffer.bind(('eth0', 0x0800))
print('watching', flush=True)
while True:
    packet, address = sniffer.recvfrom(65535)
    header = (packet[0] & 15) * 4
    if address[2] == socket.PACKET_OUTGOING or packet[9] != 6 or b'forbidden' not in packet:
        continue
    sport, dport, sequence, acknowledgement = struct.unpack('!HHII', packet[header:header + 12])
    length = struct.unpack('!H', packet[2:4])[0] - header - (packet[header + 12] >> 4) * 4
    source, target = packet[12:16], packet[16:20]
    reset(target, source, dport, sport, acknowledgement, (sequence + length) & 0xffffffff)
    reset(source, target, sport, dport, (sequence + length) & 0xffffffff, acknowledgement)
`;

/** An HTTPS server that takes 50 ms to answer, as one at some distance does. */
const server = `
import http.server, ssl, time
class Pages(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def setup(self):
        time.sleep(0.05)
        super().setup()
    def do_GET(self):
        self.send_response(200)
        self.send_header('Content-Length', '0')
        self.end_headers()
    def log_message(self, *_): pass
listener = http.server.ThreadingHTTPServer(('10.0.2.2', 8443), Pages)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain('server.pem', 'server.key')
listener.socket = context.wrap_socket(listener.socket, server_side=True, do_handshake_on_connect=False)
print('listening', flush=True)
listener.serve_forever()
`;

const page = 'https://forbidden.example.org:8443/';
const curl = `curl -skv -o /dev/null --max-time 5 --resolve forbidden.example.org:8443:10.0.2.2 ${page}`;

export const lab = defineLab({
  id: 'middlebox-injected-rst',
  done: 'A program on the router between curl and a Python HTTPS server looked into the packets, and to a forbidden name in a ClientHello sent a reset to both ends with the address of the other and a TTL of its own. Both ends captured; without the fault the program did not run.',
  tools: ['python3', 'curl', 'openssl'],
  run: async (bench) => {
    const { client: user, router, server: host } = await bench.routed();
    const python = bench.tool('python3');
    await host.must(
      [
        ...[bench.tool('openssl'), 'req', '-x509', '-newkey', 'rsa:2048', '-nodes'],
        ...['-subj', '/CN=example.org', '-keyout', 'server.key', '-out', 'server.pem'],
      ],
      { cwd: bench.folder },
    );
    const script = bench.write('server.py', server);
    const service = host.start([python, script], { cwd: bench.folder });
    await service.says(/listening/);
    if (bench.fault) {
      const watcher = router.start([python, bench.write('box.py', box)]);
      await watcher.says(/watching/);
    }
    const wires = [
      await user.capture({ filter: 'tcp port 8443', count: 80 }),
      await host.capture({ filter: 'tcp port 8443', count: 80 }),
    ];
    user.start(['sh', '-c', `while :; do ${curl}; sleep 0.4; done`]);
    await bench.wait(1);
    await user.show(curl);
    await Promise.all([user.collect(), host.collect({ pid: service.pid })]);
    for (const wire of wires) await wire.stop();
  },
});

import { defineLab } from './support/lab.ts';

/** A program with a resolver of its own that keeps one socket, as c-ares and many proxies do. */
const program = `
import socket, struct, time
question = struct.pack('!6H', 4711, 0x0100, 1, 0, 0, 0) + b'\\3api\\7example\\3org\\0' + struct.pack('!2H', 1, 1)
kept = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
kept.bind(('10.0.1.2', 0))
kept.settimeout(1)
while True:
    kept.sendto(question, ('10.96.0.10', 53))
    try:
        kept.recv(512)
        print('resolved api.example.org', flush=True)
        time.sleep(1)
    except TimeoutError:
        print('no answer for api.example.org', flush=True)
`;

const translation = (address: string) => `
table ip service {
  chain prerouting {
    type nat hook prerouting priority dstnat;
    ip daddr 10.96.0.10 udp dport 53 dnat to ${address}:53
  }
}
`;

export const lab = defineLab({
  id: 'stale-udp-conntrack-after-endpoint-change',
  done: 'A node translated 10.96.0.10:53 to a name server, and a Python program asked it once a second from one socket. The rule was then changed to another server and the first was taken away. Without the fault the entries of the service were deleted after the change, as kube-proxy does.',
  tools: ['python3', 'nft', 'conntrack', 'dnsmasq', 'dig'],
  kernel: ['/proc/sys/net/netfilter/nf_conntrack_max'],
  run: async (bench) => {
    const { client, router: node, server } = await bench.routed();
    await server.sysctl('net.ipv4.conf.eth0.promote_secondaries', 1);
    await server.must(['ip', 'address', 'add', '10.0.2.3/24', 'dev', 'eth0']);
    for (const address of ['10.0.2.2', '10.0.2.3']) {
      server.start([
        ...[bench.tool('dnsmasq'), '--keep-in-foreground', '--no-resolv', '--no-hosts'],
        ...['--user=root', '--pid-file=', '--conf-file=/dev/null', '--bind-interfaces'],
        ...[`--listen-address=${address}`, '--except-interface=lo'],
        '--host-record=api.example.org,10.0.9.9',
      ]);
    }
    await node.nft(translation('10.0.2.2'));
    client.asks('10.96.0.10');
    const asker = client.start([bench.tool('python3'), bench.write('program.py', program)]);
    await asker.says(/resolved/);
    await node.nft(`flush table ip service\n${translation('10.0.2.3')}`);
    await server.must(['ip', 'address', 'del', '10.0.2.2/24', 'dev', 'eth0']);
    if (!bench.fault) await node.must(['conntrack', '-D', '-p', 'udp', '--orig-dst', '10.96.0.10']);
    await bench.wait(3);
    const listing = client.show('timeout 8 tcpdump -nli eth0 -s 256 "port 53"');
    await bench.wait(2);
    for (let count = 0; count < 3; count += 1) {
      await client.run(['dig', '+tries=1', '+time=2', 'api.example.org']);
    }
    await listing;
    await client.show('dig +tries=1 +time=2 api.example.org');
    await node.show('conntrack -L -p udp --orig-dst 10.96.0.10');
    await node.show('nft list table ip service');
    await client.collect({ pid: asker.pid });
  },
});

import { defineLab } from './support/lab.ts';

/** Dials the service again and again, with a patience that a repeated SYN fits into. */
const client = `
import socket, time
while True:
    try:
        connection = socket.create_connection(('10.96.0.20', 8080), timeout=2)
        connection.sendall(b'GET / HTTP/1.0\\r\\n\\r\\n')
        connection.recv(100)
        connection.close()
    except OSError as error:
        print(f'{type(error).__name__}: {error}', flush=True)
    time.sleep(0.2)
`;

export const lab = defineLab({
  id: 'bridge-netfilter-off',
  done: 'Two pods hung on one bridge of a node, which translated the service address 10.96.0.20 to one of them; net.bridge.bridge-nf-call-iptables was 0. Without the fault it was 1.',
  tools: ['iptables', 'python3', 'curl'],
  kernel: ['/proc/sys/net/bridge/bridge-nf-call-iptables'],
  run: async (bench) => {
    const caller = await bench.host('client', 'client');
    const pod = await bench.host('server', 'server');
    const node = await bench.host('node', 'path');
    await node.must(['ip', 'link', 'add', 'cni0', 'type', 'bridge']);
    await node.must(['ip', 'address', 'add', '10.244.1.1/24', 'dev', 'cni0']);
    await node.must(['ip', 'link', 'set', 'cni0', 'up']);
    await node.sysctl('net.ipv4.ip_forward', 1);
    await node.sysctl('net.bridge.bridge-nf-call-iptables', bench.fault ? 0 : 1);
    const pods = [
      [caller, '10.244.1.192/24'],
      [pod, '10.244.1.189/24'],
    ] as const;
    for (const [at, [host, address]] of pods.entries()) {
      const port = { host: node, device: `veth${at}`, address: `192.0.2.${at + 1}/32` };
      await bench.wire({ host, device: 'eth0', address }, port);
      await node.must(['ip', 'link', 'set', `veth${at}`, 'master', 'cni0']);
      await host.must(['ip', 'route', 'add', 'default', 'via', '10.244.1.1']);
    }
    const rule = '-t nat -A PREROUTING -d 10.96.0.20/32 -p tcp --dport 8080 -j DNAT';
    await node.must([bench.tool('iptables'), ...rule.split(' '), '--to', '10.244.1.189:8080']);
    const python = bench.tool('python3');
    const service = pod.start([python, '-m', 'http.server', '8080']);
    await bench.until(
      async () => (await pod.run(['ss', '-Hltn', 'sport = :8080'])).stdout.includes('8080'),
      'the pod listens',
    );
    const wire = await caller.capture({ filter: 'tcp port 8080', count: 200 });
    const load = caller.start([python, bench.write('client.py', client)]);
    await bench.wait(5);
    await node.show('sysctl net.bridge.bridge-nf-call-iptables');
    await caller.show('curl -sv --max-time 4 -o /dev/null http://10.96.0.20:8080/');
    await pod.collect({ pid: service.pid, port: 8080 });
    await wire.stop();
    bench.paste('client', 'log', load.output().split('\n').slice(0, 3).join('\n'));
  },
});

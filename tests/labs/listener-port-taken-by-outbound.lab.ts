import { defineLab } from './support/lab.ts';

/** Keeps four connections to an HTTPS service, as a pool does. */
const pool = `
import socket, time
kept = [socket.create_connection(('10.0.0.1', 443)) for _ in range(4)]
print('pool is up', flush=True)
time.sleep(600)
`;

export const lab = defineLab({
  id: 'listener-port-taken-by-outbound',
  done: 'A program on the service’s host held four connections to another host, and the ephemeral range of 9100 to 9107 gave one of them the service’s port 9100; then the service was started. Without the fault ip_local_reserved_ports keeps 9100.',
  tools: ['python3', 'curl'],
  run: async (bench) => {
    const { client, server: host } = await bench.pair();
    await host.sysctl('net.ipv4.ip_local_port_range', '9100 9107');
    if (!bench.fault) await host.sysctl('net.ipv4.ip_local_reserved_ports', '9100');
    const far = client.start([process.execPath, bench.program('server.ts'), '10.0.0.1', '443']);
    await far.says(/listening/);
    const python = bench.tool('python3');
    const other = host.start([python, bench.write('pool.py', pool)]);
    await other.says(/pool is up/);
    const service = host.start([process.execPath, bench.program('server.ts'), '0.0.0.0', '9100']);
    await bench.wait(2);
    bench.paste('server', 'service', service.output());
    await client.show(
      'curl -sv --connect-timeout 4 --max-time 9 -o /dev/null http://10.0.0.2:9100/',
    );
    await host.show('ss -Htanp "sport = :9100"');
    await host.show('sysctl net.ipv4.ip_local_port_range net.ipv4.ip_local_reserved_ports');
    await host.collect({ port: 9100 });
  },
});

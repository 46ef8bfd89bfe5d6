import { defineLab } from './support/lab.ts';

/** Asks a local service again and again until it is there, as agents and sidecars do, and then waits for its greeting. */
const agent = `
import socket, time
while True:
    connection = socket.socket()
    try:
        connection.connect(('127.0.0.1', 40010))
        break
    except OSError as error:
        print(f'{type(error).__name__}: {error}', flush=True)
        connection.close()
        time.sleep(0.005)
print('connected', flush=True)
connection.sendall(b'hello\\n')
print('answer:', connection.recv(100), flush=True)
time.sleep(600)
`;

export const lab = defineLab({
  id: 'tcp-self-connect',
  done: 'A Python program on the server’s own host connected in a loop to 127.0.0.1:40010, inside the ephemeral range 40000 to 40099, until it met itself; then the service was started on that port. Without the fault the range begins at 40100.',
  tools: ['python3', 'curl'],
  run: async (bench) => {
    const { server: host } = await bench.pair();
    const range = bench.fault ? '40000 40099' : '40100 40199';
    await host.sysctl('net.ipv4.ip_local_port_range', range);
    const python = bench.tool('python3');
    const loop = host.start([python, bench.write('agent.py', agent)]);
    await (bench.fault ? loop.says(/answer/, 20) : loop.says(/refused/));
    const service = host.start([
      process.execPath,
      bench.program('server.ts'),
      '127.0.0.1',
      '40010',
    ]);
    await bench.wait(2);
    bench.paste('server', 'service', service.output());
    await host.show('ss -Htanp "sport = :40010"');
    await host.show('sysctl net.ipv4.ip_local_port_range net.ipv4.ip_local_reserved_ports');
    await host.show(
      'curl -sv --connect-timeout 4 --max-time 9 -o /dev/null http://127.0.0.1:40010/',
    );
    await host.collect({ pid: loop.pid, port: 40010 });
  },
});

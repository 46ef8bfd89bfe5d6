import { defineLab } from './support/lab.ts';

/** Mail, in four words: the server speaks first. */
const server = `
import socket, sys, threading
answers = {b'EHLO': b'250 mail', b'HELP': b'214 no help', b'QUIT': b'221 bye'}
def serve(connection):
    try:
        connection.sendall(b'220 ready\\r\\n')
        while line := connection.recv(1000):
            connection.sendall(answers.get(line[:4].upper(), b'500 what') + b'\\r\\n')
    except OSError:
        pass
    connection.close()
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
if sys.argv[1] == 'deferred':
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, 5)
listener.bind(('0.0.0.0', 25))
listener.listen(64)
print('listening', flush=True)
while True:
    connection, _ = listener.accept()
    threading.Thread(target=serve, args=(connection,), daemon=True).start()
`;

export const lab = defineLab({
  id: 'tcp-defer-accept-handshake',
  done: 'A mail server, which speaks first, set TCP_DEFER_ACCEPT to 5 s on its listener, and curl waited for the greeting. Without the fault the option is not set.',
  tools: ['python3', 'curl'],
  run: async (bench) => {
    const { client: peer, server: host } = await bench.pair();
    const service = host.start([
      ...[bench.tool('python3'), bench.write('server.py', server)],
      bench.fault ? 'deferred' : 'plain',
    ]);
    await service.says(/listening/);
    const wire = await host.capture({ filter: 'tcp port 25', count: 200 });
    const curl = (address: string, seconds: number) =>
      `curl -sv --max-time ${seconds} smtp://${address}/`;
    // Some wait long enough for the repeated SYN-ACK, which the server sends after seven seconds.
    for (const seconds of [3, 4, 9, 10])
      peer.start(['sh', '-c', `while :; do ${curl('10.0.0.2', seconds)}; sleep 0.3; done`]);
    await bench.wait(1);
    await Promise.all([
      peer.show(curl('10.0.0.2', 4)),
      host.show(curl('127.0.0.1', 4)),
      host.collect({ pid: service.pid, port: 25 }),
    ]);
    await host.show("ss -tan 'sport = :25'");
    await peer.show("ss -tan 'dport = :25'");
    await bench.wait(3);
    await wire.stop();
  },
});

import { firstError } from './support/first-error.ts';
import { defineLab } from './support/lab.ts';

/** The server of the JDK with five threads and a long answer. */
const server = `
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
public class Server {
    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("10.0.0.2", 8080), 128);
        server.setExecutor(Executors.newFixedThreadPool(5));
        byte[] report = new byte[64 << 20];
        server.createContext("/report", exchange -> {
            exchange.sendResponseHeaders(200, report.length);
            try (var body = exchange.getResponseBody()) { body.write(report); }
        });
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 6);
            try (var body = exchange.getResponseBody()) { body.write("hello\\n".getBytes()); }
        });
        server.start();
        System.out.println("listening");
    }
}
`;

/** Five clients that ask for the long answer, and with the fault do not read it. */
const readers = `
import socket, sys, time
kept = []
for _ in range(5):
    connection = socket.create_connection(('10.0.0.2', 8080))
    connection.sendall(b'GET /report HTTP/1.1\\r\\nHost: server\\r\\n\\r\\n')
    kept.append(connection)
if sys.argv[1] == 'read':
    for connection in kept:
        count = 0
        while count < 64 << 20:
            count += len(connection.recv(1 << 20))
print('asked', flush=True)
time.sleep(100)
`;

export const lab = defineLab({
  id: 'httpserver-workers-stuck-writing',
  done: 'The HTTP server of the JDK had five threads, and five clients asked for 64 MiB and did not read; without the fault they read. A Node client then asked for something short, 140 times.',
  tools: ['java', 'jcmd', 'python3'],
  run: async (bench) => {
    const { client, server: host } = await bench.pair();
    const service = host.start([bench.tool('java'), bench.write('Server.java', server)]);
    await service.says(/listening/, 20);
    const slow = client.start([
      bench.tool('python3'),
      bench.write('readers.py', readers),
      bench.fault ? 'stall' : 'read',
    ]);
    await slow.says(/asked/, 20);
    const load = client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '8080', '--http'],
      ...['--times', '260', '--every', '50', '--timeout', '1500'],
    ]);
    await bench.wait(8.5);
    await host.collect({ pid: service.pid, jvm: true });
    await host.show('ss -ltnp "sport = :8080"');
    bench.paste('client', 'log', firstError(load.output()));
  },
});

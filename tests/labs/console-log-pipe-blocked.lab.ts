import { firstError } from './support/first-error.ts';
import { defineLab } from './support/lab.ts';

/** The server of the JDK; each request writes a line of some length to standard output. */
const server = `
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.Executors;
public class Server {
    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("10.0.0.2", 8080), 128);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.createContext("/", exchange -> {
            System.out.println(Instant.now() + " INFO request from " + exchange.getRemoteAddress() + " " + "header ".repeat(300));
            exchange.sendResponseHeaders(200, 6);
            try (var body = exchange.getResponseBody()) { body.write("hello\\n".getBytes()); }
        });
        server.start();
        System.err.println("listening");
    }
}
`;

/** What collects the log; with the fault it stops reading after some lines. */
const collector = `
import sys, time
with open('server.log', 'w') as log:
    for count, line in enumerate(sys.stdin):
        log.write(line[:100].strip() + '\\n')
        log.flush()
        if sys.argv[1] == 'stop' and count == 20:
            time.sleep(600)
`;

export const lab = defineLab({
  id: 'console-log-pipe-blocked',
  done: 'The HTTP server of the JDK wrote a line for each request to standard output, a pipe whose reader stopped after twenty lines; without the fault it went on reading. A Node client asked 250 times.',
  tools: ['java', 'jcmd', 'python3'],
  run: async (bench) => {
    const { client, server: host } = await bench.pair();
    const pipe = `${bench.folder}/stdout`;
    await host.must(['mkfifo', pipe]);
    const script = bench.write('collector.py', collector);
    const read = `exec ${bench.tool('python3')} ${script} ${bench.fault ? 'stop' : 'go-on'} < ${pipe}`;
    host.start(['sh', '-c', read], { cwd: bench.folder });
    const source = bench.write('Server.java', server);
    const service = host.start(['sh', '-c', `exec ${bench.tool('java')} ${source} > ${pipe}`]);
    await service.says(/listening/, 20);
    const load = client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '8080', '--http'],
      ...['--times', '250', '--every', '40', '--timeout', '2000'],
    ]);
    // The pipe takes some tens of lines; what comes then hangs.
    await bench.wait(3);
    const wire = await client.capture({ filter: 'tcp port 8080', count: 600 });
    await bench.wait(2);
    await host.collect({ pid: service.pid, jvm: true, logs: [`${bench.folder}/server.log`] });
    await host.show('ss -ltnp "sport = :8080"');
    await wire.stop();
    bench.paste('client', 'log', firstError(load.output()));
  },
});

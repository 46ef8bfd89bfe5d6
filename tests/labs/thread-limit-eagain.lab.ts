import { firstError } from './support/first-error.ts';
import { defineLab } from './support/lab.ts';

/** A server with a thread for each connection, started by the thread that accepts. */
const server = `
import java.net.*;
public class Server {
    public static void main(String[] args) throws Exception {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress("10.0.0.2", 8080));
        System.out.println("listening");
        while (true) {
            Socket connection = listener.accept();
            new Thread(() -> {
                byte[] buffer = new byte[1000];
                try {
                    while (connection.getInputStream().read(buffer) > 0)
                        connection.getOutputStream().write("hello\\n".getBytes());
                } catch (java.io.IOException error) {
                    System.out.println(error);
                }
            }).start();
        }
    }
}
`;

export const lab = defineLab({
  id: 'thread-limit-eagain',
  done: 'A Java server that starts a thread for each connection ran as a user of its own under "ulimit -u 60", without the fault under 4000. A Node client opened eighty connections and kept them.',
  tools: ['java', 'python3', 'strace'],
  notInTests:
    'whether the failure happens depends on the timing of a JVM, which a busy machine changes',
  run: async (bench) => {
    const pair = await bench.pair();
    await pair.server.must(['chmod', '755', bench.folder]);
    // Root is not bound by the limit: the program is given a user that owns no other process.
    const start = bench.write(
      'start.py',
      `import os, resource, sys
resource.setrlimit(resource.RLIMIT_NPROC, (${bench.fault ? '60, 60' : '4000, 4000'}))
os.setgid(61234)
os.setuid(${bench.fault ? 61234 : 61235})
os.execv(sys.argv[1], sys.argv[1:])
`,
    );
    const service = pair.server.start([
      ...[bench.tool('python3'), start, bench.tool('java'), '-XX:+UseSerialGC'],
      bench.write('Server.java', server),
    ]);
    await service.says(/listening/, 20);
    const load = pair.client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '8080', '--hold'],
      ...['--times', '80', '--every', '40', '--timeout', '4000'],
    ]);
    await bench.wait(5);
    await pair.server.collect({ pid: service.pid, port: 8080 });
    await pair.server.show(`timeout 2 strace -f -e trace=accept,accept4 -p ${service.pid}`);
    await load.says(/holding/, 20);
    bench.paste('client', 'log', firstError(load.output()));
    bench.paste('server', 'log', service.output());
  },
});

import { firstError } from './support/first-error.ts';
import { defineLab } from './support/lab.ts';

/** An echo server beside a heap of small objects, which is collected as a whole every four seconds. */
const server = `
import java.net.*;
import java.util.*;
public class Server {
    static final List<Object> live = new ArrayList<>();
    public static void main(String[] args) throws Exception {
        for (int count = Integer.parseInt(args[0]); count > 0; count--) {
            Map<String, String> session = new HashMap<>();
            session.put("session", "value " + count);
            live.add(session);
        }
        // Old sessions lie scattered over the heap.
        Collections.shuffle(live, new Random(1));
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress("10.0.0.2", 8080));
        Thread collector = new Thread(() -> {
            while (true) {
                try { Thread.sleep(4000); } catch (InterruptedException stop) { return; }
                System.gc();
            }
        });
        collector.start();
        System.out.println("listening");
        while (true) {
            Socket connection = listener.accept();
            new Thread(() -> {
                byte[] buffer = new byte[1000];
                try (connection) {
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
  id: 'gc-pause-session-expiry',
  done: 'A Java echo server with the serial collector held three million sessions in small objects and collected its whole heap every four seconds; without the fault it held three thousand. A Node client with a timeout of a second asked five times a second.',
  tools: ['java', 'jcmd'],
  // Needs a processor for itself: a collector that waits for one has another cause.
  touches: 'host',
  limit: 90,
  notInTests:
    'whether the failure happens depends on the timing of a JVM, which a busy machine changes',
  run: async (bench) => {
    const { client, server: host } = await bench.pair();
    const service = host.start(
      [
        ...[
          'nice',
          '-n',
          '-15',
          bench.tool('java'),
          '-XX:+UseSerialGC',
          '-Xms2g',
          '-Xmx2g',
          '-Xlog:gc*:file=gc.log',
        ],
        ...[bench.write('Server.java', server), bench.fault ? '3000000' : '3000'],
      ],
      { cwd: bench.folder },
    );
    await service.says(/listening/, 60);
    const wire = await client.capture({ filter: 'tcp port 8080', count: 400 });
    const load = client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '8080'],
      ...['--times', '80', '--every', '200', '--timeout', '1000'],
    ]);
    await bench.wait(7);
    await host.collect({ pid: service.pid, logs: [`${bench.folder}/gc.log`] });
    await host.show('ss -ltnp "sport = :8080"');
    await wire.stop();
    bench.paste('client', 'log', firstError(load.output()));
  },
});

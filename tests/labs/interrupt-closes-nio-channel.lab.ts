import { defineLab } from './support/lab.ts';

/**
 * A server that writes an answer piece by piece to a blocking channel, and a deadline of a second for each task. With the fault
 * the deadline interrupts the thread.
 */
const server = `
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.util.concurrent.*;
public class Server {
    static final byte[] piece = new byte[2000];
    static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
    static void serve(SocketChannel channel) {
        try (channel) {
            ByteBuffer request = ByteBuffer.allocate(1000);
            channel.read(request);
            int pieces = new String(request.array(), 0, request.position()).startsWith("GET /report") ? 75 : 5;
            String head = "HTTP/1.1 200 OK\\r\\nContent-Length: " + pieces * piece.length + "\\r\\n\\r\\n";
            channel.write(ByteBuffer.wrap(head.getBytes()));
            for (int count = 0; count < pieces; count++) {
                pause();
                channel.write(ByteBuffer.wrap(piece));
            }
        } catch (java.io.IOException error) {
            error.printStackTrace();
        }
    }
    public static void main(String[] args) throws Exception {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress("10.0.0.2", 8080), 128);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
        System.out.println("listening");
        while (true) {
            SocketChannel channel = listener.accept();
            Future<?> task = pool.submit(() -> serve(channel));
            clock.schedule(() -> task.cancel(args[0].equals("interrupt")), 1, TimeUnit.SECONDS);
        }
    }
}
`;

export const lab = defineLab({
  id: 'interrupt-closes-nio-channel',
  done: 'A Java server wrote answers to blocking socket channels in a pool, and a deadline of a second interrupted a task by Future.cancel(true); without the fault it called cancel(false). curl asked for a long answer, which takes longer than that, and for short ones.',
  tools: ['curl', 'java'],
  notInTests:
    'whether the failure happens depends on the timing of a JVM, which a busy machine changes',
  run: async (bench) => {
    const { client, server: host } = await bench.pair();
    const source = bench.write('Server.java', server);
    const mode = bench.fault ? 'interrupt' : 'let-go';
    const service = host.start([bench.tool('java'), source, mode]);
    await service.says(/listening/, 20);
    const wire = await client.capture({ filter: 'tcp port 8080', count: 1000 });
    const asks =
      'for i in 1 2 3 4 5 6; do curl -sS -m 9 -o /dev/null http://10.0.0.2:8080/report; sleep 0.5; done';
    const load = client.start(['sh', '-c', `${asks}; echo done`]);
    await host.collect({ pid: service.pid });
    await host.show('ss -ltnp "sport = :8080"');
    await client.show('curl -sS -o /dev/null -w "%{http_code}\\n" http://10.0.0.2:8080/hello');
    await load.says(/done/, 40);
    await wire.stop();
    bench.paste('client', 'log', load.output().split('\n')[0] ?? '');
    bench.paste('server', 'log', service.output().slice(0, 1500));
  },
});

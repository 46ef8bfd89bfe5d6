import { firstError } from './support/first-error.ts';
import { defineLab } from './support/lab.ts';

/** Tomcat, and a cache that fills the heap for three seconds; without the fault the heap is large enough for it. */
const server = `
import jakarta.servlet.http.*;
import java.util.*;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
public class Server {
    static final List<byte[]> cache = new ArrayList<>();
    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(args[0]);
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(8080);
        connector.setProperty("address", "10.0.0.2");
        connector.setProperty("acceptCount", "20");
        connector.setProperty("socket.appReadBufSize", "1048576");
        tomcat.setConnector(connector);
        var context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "hello", new HttpServlet() {
            @Override protected void doGet(HttpServletRequest request, HttpServletResponse response) throws java.io.IOException {
                response.getWriter().println("hello");
            }
        });
        context.addServletMappingDecoded("/", "hello");
        tomcat.start();
        System.out.println("listening");
        Thread.sleep(1000);
        System.out.println("filling");
        boolean isFull = false;
        try {
            while (!isFull && cache.size() < 400) cache.add(new byte[1 << 18]);
        } catch (OutOfMemoryError error) {
            isFull = true;
            cache.subList(0, 3).clear();
        }
        Thread.sleep(3000);
        cache.clear();
        System.out.println("emptied");
        tomcat.getServer().await();
    }
}
`;

export const lab = defineLab({
  id: 'acceptor-thread-dead',
  done: 'A cache filled the heap of a Tomcat of 64 MB for three seconds, and the accepting thread, which needs a buffer for each connection, died of an OutOfMemoryError; without the fault the heap had 256 MB. A Node client went on asking when the heap was free again.',
  tools: ['java', 'jcmd', 'tomcat', 'tomcat-annotations'],
  notInTests:
    'whether the failure happens depends on the timing of a JVM, which a busy machine changes',
  run: async (bench) => {
    const { client, server: host } = await bench.pair();
    const jars = `${bench.tool('tomcat')}:${bench.tool('tomcat-annotations')}`;
    const service = host.start([
      ...[bench.tool('java'), '-XX:+UseSerialGC', bench.fault ? '-Xmx64m' : '-Xmx256m'],
      ...['-cp', jars],
      ...[bench.write('Server.java', server), bench.folder],
    ]);
    await service.says(/filling/, 40);
    const load = client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '8080', '--http'],
      ...['--times', '60', '--every', '250', '--timeout', '2000'],
    ]);
    await service.says(/emptied/);
    await bench.wait(3);
    await host.collect({ pid: service.pid, jvm: true });
    await host.show('ss -ltnp "sport = :8080"');
    bench.paste('client', 'log', firstError(load.output()));
    bench.paste('server', 'log', service.output());
  },
});

import { firstError } from './support/first-error.ts';
import { defineLab } from './support/lab.ts';

/** Tomcat with a cap on its connections, as its option says. */
const server = `
import jakarta.servlet.http.*;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
public class Server {
    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(args[0]);
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(8080);
        connector.setProperty("address", "10.0.0.2");
        connector.setProperty("acceptCount", "20");
        connector.setProperty("maxConnections", args[1]);
        connector.setProperty("keepAliveTimeout", "600000");
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
        tomcat.getServer().await();
    }
}
`;

/** A pool of fifty connections that are kept alive and not used. */
const pool = `
import socket, time
kept = []
for _ in range(50):
    connection = socket.create_connection(('10.0.0.2', 8080))
    connection.sendall(b'GET / HTTP/1.1\\r\\nHost: server\\r\\n\\r\\n')
    connection.recv(1000)
    kept.append(connection)
print('kept', flush=True)
time.sleep(100)
`;

export const lab = defineLab({
  id: 'server-connection-cap-stuck',
  done: 'Tomcat allowed fifty connections (maxConnections), and a client kept fifty alive without using them; without the fault Tomcat allowed a thousand. A Node client then asked on connections of its own.',
  tools: ['java', 'jcmd', 'python3', 'tomcat', 'tomcat-annotations'],
  run: async (bench) => {
    const { client, server: host } = await bench.pair();
    const jars = `${bench.tool('tomcat')}:${bench.tool('tomcat-annotations')}`;
    const service = host.start([
      ...[bench.tool('java'), '-cp', jars, bench.write('Server.java', server)],
      ...[bench.folder, bench.fault ? '50' : '1000'],
    ]);
    await service.says(/listening/, 40);
    const idle = client.start([bench.tool('python3'), bench.write('pool.py', pool)]);
    await idle.says(/kept/, 20);
    const load = client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '8080', '--http'],
      ...['--times', '60', '--every', '250', '--timeout', '2000'],
    ]);
    await bench.wait(6);
    await host.collect({ pid: service.pid, jvm: true });
    await host.show('ss -ltnp "sport = :8080"');
    bench.paste('client', 'log', firstError(load.output()));
  },
});

import { dirname } from 'node:path';
import { defineLab } from './support/lab.ts';

/** A service that asks a dependency for each of its jobs; with "leak" it looks at the status and forgets the response. */
const service = `
import java.time.LocalTime;
import java.util.concurrent.*;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.*;
import org.apache.http.impl.client.*;
import org.apache.http.util.EntityUtils;
public class Orders {
    static CloseableHttpClient client;
    static void price(int order, boolean leak) {
        try {
            CloseableHttpResponse response = client.execute(new HttpGet("http://10.0.0.2:8080/price/" + order));
            int status = response.getStatusLine().getStatusCode();
            if (!leak) { EntityUtils.consume(response.getEntity()); response.close(); }
            System.out.println(LocalTime.now().withNano(0) + " INFO order " + order + " priced, " + status);
        } catch (Exception error) {
            System.out.println(LocalTime.now().withNano(0) + " ERROR order " + order);
            error.printStackTrace(System.out);
        }
    }
    public static void main(String[] args) throws Exception {
        RequestConfig limits = RequestConfig.custom().setConnectionRequestTimeout(4000).setConnectTimeout(3000).setSocketTimeout(10000).build();
        client = HttpClients.custom().setMaxConnPerRoute(5).setMaxConnTotal(20).setDefaultRequestConfig(limits).build();
        ExecutorService workers = Executors.newFixedThreadPool(8);
        for (int order = 1; order <= 400; order++) {
            int number = order;
            workers.submit(() -> price(number, args[0].equals("leak")));
            Thread.sleep(200);
        }
    }
}
`;

const dependency = `
import http.server
class Price(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def do_GET(self):
        body = b'{"price": 100}' * 5000
        self.send_response(200)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *words):
        pass
print('listening', flush=True)
http.server.ThreadingHTTPServer(('10.0.0.2', 8080), Price).serve_forever()
`;

export const lab = defineLab({
  id: 'client-pool-exhausted',
  done: 'A Java service with Apache HttpClient and five connections to one dependency read the status of each answer and, with the fault, never closed the response. Without the fault it read and closed it.',
  tools: ['java', 'jcmd', 'httpclient', 'python3'],
  notInTests: 'it starts a JVM from source, which takes long on a busy machine',
  run: async (bench) => {
    const { client, server } = await bench.pair();
    const prices = server.start([bench.tool('python3'), bench.write('prices.py', dependency)]);
    await prices.says(/listening/);
    const folder = dirname(bench.tool('httpclient'));
    const jars = ['httpclient', 'httpcore', 'commons-logging', 'commons-codec'];
    const wire = await client.capture({ filter: 'tcp port 8080', count: 100 });
    const orders = client.start([
      ...[bench.tool('java'), '-cp', jars.map((name) => `${folder}/${name}.jar`).join(':')],
      ...[bench.write('Orders.java', service), bench.fault ? 'leak' : 'close'],
    ]);
    await orders.says(bench.fault ? /ConnectionPoolTimeoutException/ : /order 20 priced/, 40);
    await client.show(
      'curl -sS -o /dev/null -w "%{http_code} %{time_total} s\\n" http://10.0.0.2:8080/price/1',
    );
    await client.show('ss -tn "dport = :8080 and dst 10.0.0.2"');
    await client.collect({ pid: orders.pid, jvm: true });
    await wire.stop();
    const log = bench.write('orders.log', orders.output().split('\n').slice(0, 40).join('\n'));
    await client.show(`cat ${log}`);
  },
});

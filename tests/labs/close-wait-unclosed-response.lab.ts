import { defineLab } from './support/lab.ts';

/** A dependency that keeps a connection for a second after its answer. */
const dependency = `
import http.server
class Missing(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    timeout = 1
    def do_GET(self):
        body = b'{"error": "not found"}' * 5
        self.send_response(404)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *words):
        pass
http.server.ThreadingHTTPServer.request_queue_size = 128
http.server.ThreadingHTTPServer(('10.0.0.2', 8080), Missing).serve_forever()
`;

/** A program that asks whether things exist, and with the fault looks at the status only. */
const client = `
import java.io.*;
import java.net.*;
public class Client {
    public static void main(String[] args) throws Exception {
        for (int count = 0; count < 700; count++) {
            Thread.sleep(20);
            try {
                HttpURLConnection ask = (HttpURLConnection) new URL("http://10.0.0.2:8080/item/" + count).openConnection();
                ask.setReadTimeout(5000);
                int status = ask.getResponseCode();
                if (args[0].equals("close")) {
                    InputStream body = status < 400 ? ask.getInputStream() : ask.getErrorStream();
                    body.readAllBytes();
                    body.close();
                }
                if (count == 0) System.out.println("first answer: " + status);
            } catch (IOException error) {
                error.printStackTrace();
                Thread.sleep(300);
            }
        }
        System.out.println("done");
        Thread.sleep(60000);
    }
}
`;

export const lab = defineLab({
  id: 'close-wait-unclosed-response',
  done: 'A Java program asked a Python server with HttpURLConnection whether 700 things exist, under "ulimit -n 300". With the fault it read the status only; without it, it read the body and closed it.',
  tools: ['java', 'python3'],
  notInTests:
    'whether the failure happens depends on the timing of a JVM, which a busy machine changes',
  run: async (bench) => {
    const pair = await bench.pair();
    pair.server.start([bench.tool('python3'), bench.write('dependency.py', dependency)]);
    await bench.until(
      async () => (await pair.server.run(['ss', '-Hltn', 'sport = :8080'])).stdout.includes('8080'),
      'the dependency listens',
    );
    const source = bench.write('Client.java', client);
    const command = `ulimit -n 300; exec ${bench.tool('java')} -Xms2g ${source} ${bench.fault ? 'status' : 'close'}`;
    const program = pair.client.start(['sh', '-c', command]);
    await program.says(/first answer/, 20);
    await bench.wait(9);
    await pair.client.collect({ pid: program.pid });
    const { pid } = program;
    await pair.client.show(
      `ls -l /proc/${pid}/fd | sed -E "s/.* -> //; s/[0-9]+//g" | sort | uniq -c | sort -rn | head`,
    );
    await pair.client.show(
      `ss -tanp | grep "pid=${pid}," | tr -s ' ' | cut -d' ' -f1,5 | sort | uniq -c | sort -rn | head`,
    );
    await pair.client.show(`ss -anp | grep -c "pid=${pid},"`);
    bench.paste('client', 'log', program.output().slice(0, 1200));
  },
});

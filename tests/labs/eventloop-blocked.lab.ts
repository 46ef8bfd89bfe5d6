import { dirname } from 'node:path';
import { firstError } from './support/first-error.ts';
import { defineLab } from './support/lab.ts';

/** A Netty server with two loops; a request for a report asks a dependency from the loop itself, without the fault from a pool. */
const server = `
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.*;
import io.netty.channel.*;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.util.concurrent.*;
import java.net.URL;
import java.nio.charset.StandardCharsets;
public class Server {
    static class Answers extends SimpleChannelInboundHandler<String> {
        @Override protected void channelRead0(ChannelHandlerContext context, String line) throws Exception {
            String answer = "hello\\n";
            if (line.startsWith("report")) {
                try (var body = new URL("http://10.0.0.2:9000/").openStream()) {
                    answer = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            context.writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.UTF_8));
        }
    }
    public static void main(String[] args) throws Exception {
        EventExecutorGroup pool = args[0].equals("pool") ? new UnorderedThreadPoolEventExecutor(16) : null;
        new ServerBootstrap()
            .group(new NioEventLoopGroup(1), new NioEventLoopGroup(2))
            .channel(NioServerSocketChannel.class)
            .childHandler(new ChannelInitializer<SocketChannel>() {
                @Override protected void initChannel(SocketChannel channel) {
                    channel.pipeline().addLast(new LineBasedFrameDecoder(200), new StringDecoder());
                    channel.pipeline().addLast(pool, new Answers());
                }
            })
            .bind("10.0.0.2", 8080).sync();
        System.out.println("listening");
    }
}
`;

/** A dependency that takes half a minute. */
const dependency = `
import http.server, time
class Slow(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(30)
        self.send_response(200)
        self.send_header('Content-Length', '7')
        self.end_headers()
        self.wfile.write(b'report\\n')
http.server.ThreadingHTTPServer(('10.0.0.2', 9000), Slow).serve_forever()
`;

/** Two clients that want a report. */
const readers = `
import socket, time
kept = []
for _ in range(2):
    kept.append(socket.create_connection(('10.0.0.2', 8080)))
    kept[-1].sendall(b'report\\n')
print('asked', flush=True)
time.sleep(100)
`;

export const lab = defineLab({
  id: 'eventloop-blocked',
  done: 'A Netty server had two event loops, and two requests made each of them wait for an answer of a slow dependency; without the fault a pool of threads waited. A Node client asked for something short meanwhile.',
  tools: ['java', 'jcmd', 'netty', 'python3'],
  notInTests:
    'whether the failure happens depends on the timing of a JVM, which a busy machine changes',
  run: async (bench) => {
    const { client, server: host } = await bench.pair();
    const python = bench.tool('python3');
    host.start([python, bench.write('dependency.py', dependency)]);
    const folder = dirname(bench.tool('netty'));
    const jars = ['common', 'buffer', 'resolver', 'transport', 'codec', 'handler'];
    const path = jars.map((name) => `${folder}/netty-${name}.jar`).join(':');
    const service = host.start([
      ...[bench.tool('java'), '-cp', path, bench.write('Server.java', server)],
      bench.fault ? 'loop' : 'pool',
    ]);
    await service.says(/listening/, 30);
    const slow = client.start([python, bench.write('readers.py', readers)]);
    await slow.says(/asked/);
    await bench.wait(0.5);
    const wire = await client.capture({ filter: 'tcp port 8080', count: 300 });
    const load = client.start([
      ...[process.execPath, bench.program('client.ts'), '10.0.0.2', '8080'],
      ...['--times', '30', '--every', '300', '--timeout', '2000'],
    ]);
    await bench.wait(3);
    await host.collect({ pid: service.pid, port: 8080, jvm: true });
    await host.show('ss -ltnp "sport = :8080"');
    await wire.stop();
    bench.paste('client', 'log', firstError(load.output()));
  },
});

import { dirname } from 'node:path';
import { defineLab } from './support/lab.ts';

/** Dials a name with Netty once a second, each time anew, and says how it went. */
const dialler = `
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.*;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.LocalTime;
public class Dialler {
    public static void main(String[] args) throws Exception {
        Bootstrap bootstrap = new Bootstrap()
            .group(new NioEventLoopGroup(1))
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 3000)
            .handler(new ChannelInitializer<Channel>() {
                @Override protected void initChannel(Channel channel) {}
            });
        while (true) {
            ChannelFuture attempt = bootstrap.connect("store.example.org", 9000).await();
            if (attempt.isSuccess()) {
                System.out.println("connected to " + attempt.channel().remoteAddress());
                attempt.channel().close();
            } else {
                System.out.println(LocalTime.now().withNano(0) + " WARN Dialler - " + attempt.cause());
            }
            Thread.sleep(1000);
        }
    }
}
`;

const store = `
import socket
listener = socket.create_server(('', 9000))
kept = []
while True:
    kept.append(listener.accept())
`;

export const lab = defineLab({
  id: 'jvm-dns-cache',
  done: 'A Java program dialed a name once a second. The name then moved from 10.0.0.2 to 10.0.0.3 and the old address was taken away. With the fault the JVM ran under a security manager, without it with -Dsun.net.inetaddr.ttl=1.',
  tools: ['java', 'netty', 'python3', 'dnsmasq', 'dig'],
  notInTests: 'it starts a JVM from source, which takes long on a busy machine',
  run: async (bench) => {
    const { client, server } = await bench.pair();
    await server.sysctl('net.ipv4.conf.eth0.promote_secondaries', 1);
    await server.must(['ip', 'address', 'add', '10.0.0.53/24', 'dev', 'eth0']);
    const names = bench.write('names', '10.0.0.2 store.example.org\n');
    const resolver = server.start([
      ...[bench.tool('dnsmasq'), '--keep-in-foreground', '--no-resolv', '--no-hosts'],
      ...['--user=root', '--pid-file=', '--conf-file=/dev/null', '--local-ttl=1'],
      ...['--listen-address=10.0.0.53', '--bind-interfaces', `--addn-hosts=${names}`],
    ]);
    server.start([bench.tool('python3'), bench.write('store.py', store)]);
    client.asks('10.0.0.53');
    await bench.until(
      async () => (await client.run(['dig', '+short', 'store.example.org'])).stdout !== '',
      'the name resolves',
    );
    const folder = dirname(bench.tool('netty'));
    const jars = ['common', 'buffer', 'resolver', 'transport'];
    const policy = bench.write(
      'all.policy',
      'grant { permission java.security.AllPermission; };\n',
    );
    const program = client.start([
      bench.tool('java'),
      ...(bench.fault
        ? ['-Djava.security.manager', `-Djava.security.policy=${policy}`]
        : ['-Dsun.net.inetaddr.ttl=1']),
      ...['-cp', jars.map((name) => `${folder}/netty-${name}.jar`).join(':')],
      bench.write('Dialler.java', dialler),
    ]);
    await program.says(/connected to .*10\.0\.0\.2:9000/, 40);
    bench.write('names', '10.0.0.3 store.example.org\n');
    process.kill(resolver.pid, 'SIGHUP');
    await server.must(['ip', 'address', 'add', '10.0.0.3/24', 'dev', 'eth0']);
    await server.must(['ip', 'address', 'del', '10.0.0.2/24', 'dev', 'eth0']);
    await program.says(bench.fault ? /WARN Dialler/ : /connected to .*10\.0\.0\.3:9000/, 20);
    const wire = await client.capture({ filter: 'tcp port 9000 or arp', count: 60 });
    await client.collect({ pid: program.pid, port: 9000 });
    const log = bench.write('dialler.log', program.output());
    await client.show(`tail -n 3 ${log}`);
    await client.show('dig store.example.org');
    await wire.stop();
  },
});

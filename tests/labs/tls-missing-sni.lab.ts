import { makeAuthority } from './support/certificates.ts';
import { defineLab } from './support/lab.ts';

export const lab = defineLab({
  id: 'tls-missing-sni',
  done: 'nginx rejected handshakes that name no known server (ssl_reject_handshake in its default server), and a client called once without and once with a server name. Without the fault the default server has a certificate.',
  tools: ['nginx', 'openssl'],
  run: async (bench) => {
    const { client, server } = await bench.pair();
    const authority = await makeAuthority(bench);
    const leaf = await authority.leaf('shop.example.org', { from: -30, to: 335 });
    const log = `${bench.folder}/error.log`;
    const named = `ssl_certificate ${leaf.chain}; ssl_certificate_key ${leaf.key}; return 200 "hello\\n";`;
    const config = bench.write(
      'nginx.conf',
      `daemon off; pid ${bench.folder}/nginx.pid; error_log ${log} info; events {}
http { access_log off;
server { listen 10.0.0.2:443 ssl default_server; ${bench.fault ? 'ssl_reject_handshake on;' : named} }
server { listen 10.0.0.2:443 ssl; server_name shop.example.org; ${named} } }`,
    );
    const nginx = server.start([bench.tool('nginx'), '-c', config]);
    await bench.until(
      async () => (await server.run(['ss', '-Hltn', 'sport = :443'])).stdout.includes('443'),
      'nginx listens',
    );
    const wire = await server.capture({ filter: 'tcp port 443' });
    for (const name of ['-noservername', '-servername shop.example.org']) {
      await client.show(
        `openssl s_client -connect 10.0.0.2:443 ${name} -CAfile ${authority.root} </dev/null 2>&1 | grep -v '^[A-Za-z0-9+/=]*$'`,
      );
    }
    await wire.stop();
    await server.collect({ pid: nginx.pid, port: 443, logs: [log] });
  },
});

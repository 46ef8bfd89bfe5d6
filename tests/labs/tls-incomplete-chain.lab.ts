import { makeAuthority } from './support/certificates.ts';
import { defineLab } from './support/lab.ts';

export const lab = defineLab({
  id: 'tls-incomplete-chain',
  done: 'nginx served a valid leaf without the intermediate that signed it, to curl and openssl s_client, which trusted the root alone. Without the fault its file holds leaf and intermediate.',
  tools: ['nginx', 'openssl', 'curl'],
  run: async (bench) => {
    const { client, server } = await bench.pair();
    const authority = await makeAuthority(bench);
    const leaf = await authority.leaf('shop.example.org', { from: -30, to: 335 });
    const log = `${bench.folder}/error.log`;
    const config = bench.write(
      'nginx.conf',
      `daemon off; pid ${bench.folder}/nginx.pid; error_log ${log} info; events {}
http { access_log off; server { listen 10.0.0.2:443 ssl; server_name shop.example.org;
ssl_certificate ${bench.fault ? leaf.certificate : leaf.chain}; ssl_certificate_key ${leaf.key};
location / { return 200 "hello\\n"; } } }`,
    );
    const nginx = server.start([bench.tool('nginx'), '-c', config]);
    await bench.until(
      async () => (await server.run(['ss', '-Hltn', 'sport = :443'])).stdout.includes('443'),
      'nginx listens',
    );
    const wire = await server.capture({ filter: 'tcp port 443' });
    const trust = `--cacert ${authority.root}`;
    const place = '--resolve shop.example.org:443:10.0.0.2';
    await client.show(`curl -sv ${trust} ${place} https://shop.example.org/`);
    await client.show(
      `openssl s_client -connect 10.0.0.2:443 -servername shop.example.org -CAfile ${authority.root} -showcerts </dev/null 2>&1 | grep -v '^[A-Za-z0-9+/=]*$'`,
    );
    await wire.stop();
    await server.collect({ pid: nginx.pid, port: 443, logs: [log] });
  },
});

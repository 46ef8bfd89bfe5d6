import { makeAuthority } from './support/certificates.ts';
import { defineLab } from './support/lab.ts';

export const lab = defineLab({
  id: 'tls-version-floor',
  done: 'openssl s_server took nothing below TLS 1.2, and a client that speaks TLS 1.1 at most called. Without the fault the client may speak TLS 1.2.',
  tools: ['openssl'],
  run: async (bench) => {
    const { client, server } = await bench.pair();
    const authority = await makeAuthority(bench);
    const { chain, certificate, key } = await authority.leaf('shop.example.org', {
      from: -30,
      to: 335,
    });
    const service = server.start([
      ...[bench.tool('openssl'), 's_server', '-accept', '10.0.0.2:443', '-www'],
      ...['-cert', certificate, '-cert_chain', chain, '-key', key, '-min_protocol', 'TLSv1.2'],
    ]);
    await bench.until(
      async () => (await server.run(['ss', '-Hltn', 'sport = :443'])).stdout.includes('443'),
      's_server listens',
    );
    const wire = await client.capture({ filter: 'tcp port 443' });
    const call = (version: string): Promise<string> =>
      client.show(
        `openssl s_client -connect 10.0.0.2:443 -servername shop.example.org -CAfile ${authority.root} ${version} </dev/null 2>&1 | grep -v '^[A-Za-z0-9+/=]*$'`,
      );
    await client.show('openssl version');
    // Level 0 lets a client of today speak what clients of 2010 spoke.
    await call(bench.fault ? "-tls1_1 -cipher 'DEFAULT:@SECLEVEL=0'" : '-tls1_2');
    await wire.stop();
    // The same call with a version that the server takes.
    await call('-tls1_2');
    await server.collect({ pid: service.pid, port: 443 });
  },
});

import { makeAuthority } from './support/certificates.ts';
import { defineLab } from './support/lab.ts';

/** A server of TLS 1.3 that demands a certificate of its clients, or not, and closes at once when it gets none. */
const server = `
import socket, ssl, sys
certificate, key, authority, demand = sys.argv[1:5]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
context.load_verify_locations(authority)
context.verify_mode = ssl.CERT_REQUIRED if demand == 'required' else ssl.CERT_NONE
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('10.0.0.2', 443))
listener.listen(128)
print('listening', flush=True)
while True:
    connection, _ = listener.accept()
    try:
        connection = context.wrap_socket(connection, server_side=True)
        connection.recv(1000)
        connection.sendall(b'HTTP/1.1 200 OK\\r\\nConnection: close\\r\\nContent-Length: 6\\r\\n\\r\\nhello\\n')
    except OSError as error:
        print(f'{type(error).__name__}: {error}', flush=True)
    connection.close()
`;

export const lab = defineLab({
  id: 'tls-client-certificate-missing',
  done: 'A Python server of TLS 1.3 required a certificate of its clients and closed at once without one; curl and openssl s_client had none. Without the fault it asks for none.',
  tools: ['python3', 'openssl', 'curl'],
  run: async (bench) => {
    const { client, server: host } = await bench.pair();
    const authority = await makeAuthority(bench);
    const leaf = await authority.leaf('shop.example.org', { from: -30, to: 335 });
    const program = bench.write('server.py', server);
    const demand = bench.fault ? 'required' : 'none';
    const service = host.start([
      bench.tool('python3'),
      program,
      leaf.chain,
      leaf.key,
      authority.root,
      demand,
    ]);
    await service.says(/listening/);
    const wire = await host.capture({ filter: 'tcp port 443' });
    const place = '--resolve shop.example.org:443:10.0.0.2';
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await client.show(`curl -sv --cacert ${authority.root} ${place} https://shop.example.org/`);
    }
    await client.show(
      `openssl s_client -connect 10.0.0.2:443 -servername shop.example.org -CAfile ${authority.root} </dev/null 2>&1 | grep -E 'CONNECTED|Acceptable|New, |Verify return|alert'`,
    );
    await wire.stop();
    bench.paste('server', 'log', service.output());
    await host.collect({ pid: service.pid, port: 443 });
  },
});

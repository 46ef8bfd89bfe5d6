import { join } from 'node:path';
import { makeAuthority } from './support/certificates.ts';
import { defineLab } from './support/lab.ts';

/** A program that posts seven items at a time, five times a second. */
const client = `
package main

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

func main() {
	root, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(root)
	transport := &http.Transport{ForceAttemptHTTP2: true, TLSClientConfig: &tls.Config{RootCAs: pool, ServerName: "server.example"}}
	client := &http.Client{Transport: transport, Timeout: 5 * time.Second}
	good := 0
	var lock sync.Mutex
	for round := 0; round < 40; round++ {
		var group sync.WaitGroup
		for count := 0; count < 7; count++ {
			group.Add(1)
			go func() {
				defer group.Done()
				// A body of unknown length cannot be sent again.
				answer, err := client.Post("https://10.0.0.2:8443/items", "text/plain", io.MultiReader(strings.NewReader("item\\n")))
				if err != nil {
					log.Print(err)
					return
				}
				io.Copy(io.Discard, answer.Body)
				answer.Body.Close()
				lock.Lock()
				good++
				lock.Unlock()
			}()
		}
		group.Wait()
		time.Sleep(200 * time.Millisecond)
	}
	log.Print("done, answered: ", good)
}
`;

export const lab = defineLab({
  id: 'nginx-h2-keepalive-requests-goaway',
  done: 'nginx ended each HTTP/2 connection after ten requests (keepalive_requests 10), without the fault after a thousand. A Go program posted seven items at a time over one connection, with bodies that cannot be sent again.',
  tools: ['go', 'nginx', 'openssl'],
  notInTests: 'its verdict lies near the threshold, so a busy machine may turn it',
  run: async (bench) => {
    const pair = await bench.pair();
    const authority = await makeAuthority(bench);
    const { chain, key } = await authority.leaf('server.example', { from: -10, to: 80 });
    const config = bench.write(
      'nginx.conf',
      `daemon off;
pid ${bench.folder}/nginx.pid;
error_log ${bench.folder}/error.log info;
events { worker_connections 100; }
http {
  access_log ${bench.folder}/access.log;
  server {
    listen 10.0.0.2:8443 ssl http2;
    ssl_certificate ${chain};
    ssl_certificate_key ${key};
    keepalive_requests ${bench.fault ? 10 : 1000};
    location / { return 200 "ok\\n"; }
  }
}
`,
    );
    const nginx = pair.server.start([bench.tool('nginx'), '-c', config]);
    const program = `${bench.folder}/client`;
    const cache = { HOME: bench.folder, GOCACHE: join(bench.folder, 'go') };
    const source = bench.write('client.go', client);
    await pair.client.must([bench.tool('go'), 'build', '-o', program, source], { env: cache });
    const wire = await pair.client.capture({ filter: 'tcp port 8443', count: 400 });
    const load = pair.client.start([program, authority.root], { env: { GODEBUG: 'http2debug=1' } });
    await pair.server.collect({ pid: nginx.pid, logs: [`${bench.folder}/error.log`] });
    await pair.server.show('ss -ltnp "sport = :8443"');
    await load.says(/done/, 30);
    await wire.stop();
    const lines = load.output().split('\n');
    const told = lines.filter((line) => /goaway|done/i.test(line));
    bench.paste('client', 'log', told.slice(-12).join('\n'));
  },
});

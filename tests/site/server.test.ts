import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createSiteServer, listen } from '../../scripts/serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfopen-server-'));
const server = createSiteServer(join(folder, 'site'));
let port = 0;

/** Asks for a path exactly as it is written, which `fetch` would tidy up first. */
function ask(
  path: string,
  method = 'GET',
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    })
      .on('error', reject)
      .end();
  });
}

// cspell:ignore fsecret fsite csecret
describe('the server of the built site', () => {
  before(async () => {
    mkdirSync(join(folder, 'site', 'causes', 'x'), { recursive: true });
    mkdirSync(join(folder, 'site', '_astro'));
    mkdirSync(join(folder, 'site-secret'));
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    writeFileSync(join(folder, 'site-secret', 'secret.txt'), 'secret');
    const policy = "default-src &#39;none&#39;; script-src 'self';";
    const head = `<meta http-equiv="content-security-policy" content="${policy}">`;
    writeFileSync(join(folder, 'site', 'index.html'), `${head}<h1>home</h1>`);
    writeFileSync(join(folder, 'site', '404.html'), `${head}<h1>nothing here</h1>`);
    writeFileSync(join(folder, 'site', 'causes', 'x', 'index.html'), '<h1>x</h1>');
    writeFileSync(join(folder, 'site', '_astro', 'a.js'), 'export {};');
    writeFileSync(join(folder, 'site', 'collect.sh'), '#!/bin/sh\n');
    port = await listen(server, 0);
  });

  after(() => {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  });

  it('serves pages with their policy as a header, which also forbids frames', async () => {
    const { status, headers, body } = await ask('/');
    assert.equal(status, 200);
    assert.match(body, /home/);
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
    assert.equal(
      headers['content-security-policy'],
      "default-src 'none'; script-src 'self'; frame-ancestors 'none'",
    );
    assert.equal(headers['x-content-type-options'], 'nosniff');
  });

  it('names the type of each file', async () => {
    const script = await ask('/_astro/a.js');
    assert.equal(script.headers['content-type'], 'text/javascript; charset=utf-8');
    assert.match(String(script.headers['cache-control']), /immutable/);
    assert.match(
      String((await ask('/collect.sh')).headers['content-type']),
      /^text\/x-shellscript/,
    );
  });

  it('answers 404 with the page of the site', async () => {
    for (const path of ['/none/', '/causes/', '/none.js', '/%00', '/_astro/']) {
      const { status, headers, body } = await ask(path);
      assert.equal(status, 404, path);
      assert.match(body, /nothing here/);
      assert.match(
        String(headers['content-security-policy']),
        /script-src 'self'; frame-ancestors/,
      );
    }
  });

  it('redirects to the address with a slash, and never to another site', async () => {
    const plain = await ask('/causes/x?q=1');
    assert.equal(plain.status, 301);
    assert.equal(plain.headers.location, '/causes/x/?q=1');
    const double = await ask('//causes/x');
    assert.ok(double.status === 404 || double.headers.location === '/causes/x/');
  });

  it('never leaves its folder', async () => {
    const paths = [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/causes/../../secret.txt',
      '/../site-secret/secret.txt',
      '/%2e%2e%2fsite-secret%2fsecret.txt',
      '/..%5csecret.txt',
    ];
    for (const path of paths) {
      const { status, body } = await ask(path);
      assert.notEqual(status, 200, path);
      assert.doesNotMatch(body, /^secret/, path);
    }
  });

  it('refuses malformed addresses and other methods', async () => {
    assert.equal((await ask('/%E0%A4%A')).status, 400);
    assert.equal((await ask('/', 'POST')).status, 405);
    const head = await ask('/', 'HEAD');
    assert.equal(head.status, 200);
    assert.equal(head.body, '');
  });
});

import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve, sep } from 'node:path';
import sirv from 'sirv';

/** Headers of every answer. `frame-ancestors` has no effect in a meta tag, so the policy is sent as a header too. */
const commonHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

/** For everything that is no page. A worker's policy comes with its own script, hence the two sources. */
const plainPolicy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'";

const utf8Types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  sh: 'text/x-shellscript; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
};

/** The policy that a page states in its own meta tag, with the part that only a header can say. */
function readPolicy(html: string): string {
  const meta = /<meta[^>]+content-security-policy[^>]*>/i.exec(html)?.[0];
  const policy = meta && /content="([^"]*)"/.exec(meta)?.[1];
  if (!policy) return plainPolicy;
  const text = policy.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  return `${text.replace(/;\s*$/, '')}; frame-ancestors 'none'`;
}

/** The path of a request, decoded, or undefined when it is malformed. */
function readPath(request: IncomingMessage): string | undefined {
  try {
    return decodeURIComponent((request.url ?? '/').split(/[?#]/, 1)[0] ?? '/');
  } catch {
    return undefined;
  }
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'Cache-Control': 'no-cache',
    'Content-Security-Policy': readPolicy(html),
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(html),
  });
  response.end(html);
}

/** The file of the site that a path names, or undefined; never anything outside the folder. */
function findInside(folder: string, path: string): string | undefined {
  const full = resolve(join(folder, path));
  if (path.includes('\0') || (full !== folder && !full.startsWith(folder + sep))) return undefined;
  return existsSync(full) ? full : undefined;
}

/**
 * A web server for a built site: content types, validators, security headers, the site's own 404 page, and a redirect
 * from `/x` to `/x/`. It reads only, answers GET and HEAD only, and never leaves the folder.
 * @param siteFolder the built site
 */
export function createSiteServer(siteFolder: string): Server {
  const folder = resolve(siteFolder);
  const serveFile = sirv(folder, {
    dev: true,
    etag: true,
    setHeaders(response, path) {
      const target = path.endsWith('/') ? `${path}index.html` : path;
      const type = utf8Types[/\.(\w+)$/.exec(target)?.[1] ?? ''];
      if (type) response.setHeader('Content-Type', type);
      if (path.startsWith('/_astro/')) {
        response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
      }
      const isPage = target.endsWith('.html');
      const file = isPage ? findInside(folder, target) : undefined;
      response.setHeader(
        'Content-Security-Policy',
        file ? readPolicy(readFileSync(file, 'utf8')) : plainPolicy,
      );
    },
  });

  return createServer((request, response) => {
    for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const path = readPath(request);
    if (path === undefined) {
      response.writeHead(400, { 'Content-Type': 'text/plain' }).end('malformed address\n');
      return;
    }
    const answerNotFound = () => {
      const page = join(folder, '404.html');
      if (existsSync(page)) sendPage(response, 404, readFileSync(page, 'utf8'));
      else response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found\n');
    };
    const file = findInside(folder, path);
    if (!file) {
      answerNotFound();
    } else if (!path.endsWith('/') && statSync(file).isDirectory()) {
      const [address = '', query] = (request.url ?? '').split('?', 2);
      const location = `/${address.replace(/^[/\\]+/, '')}/${query === undefined ? '' : `?${query}`}`;
      response.writeHead(301, { Location: location }).end();
    } else {
      serveFile(request, response, answerNotFound);
    }
  });
}

/**
 * Starts to listen on this machine only.
 * @param server the server
 * @param port the port; 0 means any free one
 * @returns the port in use
 */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail);
      done((server.address() as AddressInfo).port);
    });
  });
}

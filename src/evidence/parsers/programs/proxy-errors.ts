/** Error logs of Traefik, Caddy, Apache and Linkerd: what each says of the server behind it. */
import { notes, patternParser, says } from './pattern-lines.ts';

const reason = 'proxy-log-reason';
const [closed, refused] = ['upstream-closed', 'upstream-connect-fails'];
const late = 'upstream-timed-out';
const traefik = "gateway' caused by: ";
const slow = "timeout' caused by: ";
const caddy = '"logger":"http.log.error';

/** Reads error logs of proxies. */
export const proxyErrors = patternParser('proxy-errors', [
  // Bodies of Envoy's own answers, 503 and 504.
  says(reason, 'no-live-upstreams', 'proxy', 'no healthy upstream', /^no healthy upstream$/),
  says(
    'client-error',
    'http-502-503-504',
    'client',
    'upstream',
    /^(?:no healthy upstream|upstream request timeout)$/,
  ),
  says(reason, closed, 'proxy', traefik, /'502 Bad Gateway' caused by: EOF\b/),
  says(
    reason,
    closed,
    'proxy',
    traefik,
    /'502 Bad Gateway' caused by: (?:read|write) tcp \S{1,200}: (?:read|write): (?:connection reset by peer|broken pipe)/,
  ),
  says(
    reason,
    refused,
    'proxy',
    traefik,
    /'502 Bad Gateway' caused by: dial tcp \S{1,120}: connect: (?:connection refused|no route to host)/,
  ),
  says(
    reason,
    refused,
    'proxy',
    slow,
    /'504 Gateway Timeout' caused by: dial tcp \S{1,120}: (?:i\/o timeout|connect: connection timed out)/,
  ),
  says(reason, closed, 'proxy', caddy, /"logger":"http\.log\.error[^"]{0,60}","msg":"EOF"/),
  says(
    reason,
    closed,
    'proxy',
    caddy,
    /"logger":"http\.log\.error[^"]{0,60}","msg":"(?:read|write) tcp [^"]{1,200}: (?:connection reset by peer|broken pipe)"/,
  ),
  says(
    reason,
    refused,
    'proxy',
    caddy,
    /"logger":"http\.log\.error[^"]{0,60}","msg":"dial tcp [^"]{1,120}: (?:connect: connection refused|i\/o timeout|connect: connection timed out)"/,
  ),
  says(
    reason,
    closed,
    'proxy',
    'ah01102',
    /\((?:104|20014|70014)\)[^:]{1,80}: (?:\[client \S{1,60}\] )?AH01102: error reading status line from remote server/,
  ),
  says(
    reason,
    refused,
    'proxy',
    'ah00957',
    /\((?:111|110)\)[^:]{1,80}: (?:\[client \S{1,60}\] )?AH00957: \w{1,10}: attempt to connect to \S{1,120} \([^)]{1,120}\) failed/,
  ),
  says(
    reason,
    late,
    'proxy',
    'ah01102',
    /\(70007\)[^:]{1,80}: (?:\[client \S{1,60}\] )?AH01102: error reading status line from remote server/,
  ),
  notes('apache-proxy', 'ah0', /\b(AH00898|AH01114|AH00959): /),
  notes('apache-limit', 'setting', /\bserver reached (MaxRequestWorkers|MaxClients) setting\b/),
  notes('linkerd', 'failed to connect', /\blinkerd_\w{1,30}: (Failed to connect) error=/),
  notes('haproxy-limit', 'maxconn', /\b(reached) maxconn\b/),
]);

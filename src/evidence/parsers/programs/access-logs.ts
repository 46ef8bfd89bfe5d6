/** Access logs of nginx and Apache, and the settings of nginx: what is worth noting of them. */
import { notes, patternParser, says } from './pattern-lines.ts';

const moment = '] "';

/** Reads access logs. */
export const accessLogs = patternParser('access-logs', [
  says(
    'io-error-log',
    'body-limit',
    'server',
    '" 413 ',
    /^\S{1,60} \S{1,40} \S{1,60} \[\d\d\/[A-Z][a-z]{2}\/\d{4}:[\d:]{8} [+-]\d{4}\] "[^"]{1,4000}" 413 \d{1,12}(?: |$)/,
  ),
  notes(
    'access-status',
    moment,
    /^\S{1,60} \S{1,40} \S{1,60} \[\d\d\/[A-Z][a-z]{2}\/\d{4}:[\d:]{8} [+-]\d{4}\] "[^"]{0,4000}" (499|50[0234]) (?:\d{1,12}|-)(?: |$)/,
  ),
  notes(
    'nginx-setting worker_connections',
    'worker_connections ',
    /(?:^|[;{] ?)worker_connections {1,20}(\d{1,9});/,
  ),
  notes(
    'nginx-setting keepalive_timeout',
    'keepalive_timeout ',
    /^keepalive_timeout {1,20}(\d{1,9}m?s?)(?: \d{1,9}s?)?;/,
  ),
  notes(
    'nginx-setting proxy_next_upstream',
    'proxy_next_upstream ',
    /^proxy_next_upstream {1,20}([a-z0-9_ ]{1,200});/,
  ),
  notes(
    'nginx',
    'nginx version: ',
    /^nginx version: (?:nginx|openresty)\/(\d{1,2}\.\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)/,
  ),
]);

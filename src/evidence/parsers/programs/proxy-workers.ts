/** Rows of `ps` about nginx: workers of a former configuration that still hold connections. */
import { notes, patternParser, says } from './pattern-lines.ts';

const worker = 'nginx: ';

/** Reads rows of nginx in listings of processes. */
export const proxyWorkers = patternParser('proxy-workers', [
  says(
    'old-workers',
    'yes',
    'proxy',
    worker,
    /^(?:\S{1,32} {1,20})?\d{1,7} .{0,120}\bnginx: worker process is shutting down$/,
  ),
  notes(
    'nginx-process',
    worker,
    /^(?:\S{1,32} {1,20})?\d{1,7} .{0,120}\bnginx: ((?:master|worker) process)\b/,
  ),
]);

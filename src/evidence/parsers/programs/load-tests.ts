/** What load generators report: ab, wrk, siege. They are clients. */
import { notes, patternParser, says } from './pattern-lines.ts';

const ab = 'apr_socket_';
const siege = 'socket: ';

/** Reads results of load generators. */
export const loadTests = patternParser('load-tests', [
  says(
    'client-error',
    'econnreset',
    'client',
    ab,
    /\bapr_socket_recv: Connection reset by peer \((?:104|54)\)$/,
  ),
  says(
    'client-error',
    'econnrefused',
    'client',
    ab,
    /\bapr_socket_(?:recv|connect): Connection refused \((?:111|61)\)$/,
  ),
  says(
    'client-error',
    'connect-timeout',
    'client',
    ab,
    /\bapr_socket_connect\(\): (?:Connection|Operation) timed out \((?:110|60)\)$/,
  ),
  notes(
    'ab',
    'timeout specified has expired',
    /\bapr_pollset_poll: (The timeout specified has expired) \(70007\)$/,
  ),
  notes(
    'wrk',
    'socket errors: ',
    /^Socket errors: (connect \d{1,12}, read \d{1,12}, write \d{1,12}, timeout \d{1,12})$/,
  ),
  notes('wrk', 'non-2xx', /^Non-2xx or 3xx responses: (\d{1,12})$/),
  says(
    'client-error',
    'econnreset',
    'client',
    siege,
    /^\[error\] socket: read error Connection reset by peer sock\.c:\d{1,5}: Connection reset by peer$/,
  ),
  says(
    'client-error',
    'connect-timeout',
    'client',
    'operation now in progress',
    /^nc: connect to \S{1,200}(?: \(\S{1,60}\))? port \d{1,5} \(tcp\) timed out: Operation now in progress$/,
  ),
]);

/** What clients and data paths log beside their errors. */
import { type KnownLine, lines, ofClient } from './line.ts';

/** The texts. */
export const clientLogs: readonly KnownLine[] = [
  ...lines('goaway-detail', 'too-many-pings', ['too_many_pings'], ofClient),
  ...lines(
    'goaway-detail',
    'rst-frames',
    ['maximum number of rst frames reached', 'too_many_rststreams'],
    ofClient,
  ),
  ...lines(
    'goaway-detail',
    'no-error',
    [
      ['goaway', 'no_error'],
      ['java.io.ioexception: ', ': goaway received'],
    ],
    ofClient,
  ),
  ...lines(
    'goaway-detail',
    'other-code',
    ['protocol_error', 'internal_error', 'flow_control_error', 'frame_size_error'].map(
      (code) => ['sent goaway', `errcode=${code}`] as const,
    ),
    ofClient,
  ),
  // Towards its upstream the proxy is the client.
  ...lines(
    'client-stack',
    'proxy',
    [
      ['upstream prematurely closed connection', 'upstream: "'],
      ['while connecting to upstream', 'upstream: "'],
      ['while reading response header from upstream', 'upstream: "'],
    ],
    { ...ofClient, without: 'unix:' },
  ),
  // HttpClient 4 speaks HTTP/1 alone; the other pools lend database connections.
  ...lines(
    'http-protocol',
    'http1',
    ['org.apache.http.conn.connectionpooltimeoutexception'],
    ofClient,
  ),
  ...lines(
    'http-protocol',
    'not-http',
    [
      ['hikaripool-', 'connection is not available, request timed out'],
      'queuepool limit of size',
      'sequelizeconnectionacquiretimeouterror',
      'timed out fetching a new connection from the connection pool',
      'error: query_wait_timeout',
      'fatal: query_wait_timeout',
    ],
    ofClient,
  ),
  ...lines(
    'client-stack',
    'java-other',
    [
      'org.apache.http.conn.connectionpooltimeoutexception',
      ['hikaripool-', 'connection is not available, request timed out'],
    ],
    ofClient,
  ),
  ...lines('pool-state', 'none-created', ['(total=0, active=0, idle=0'], ofClient),
  ...lines('pool-state', 'all-leased-unread', ['apparent connection leak detected'], ofClient),
  ...lines('pool-state', 'validation-fails', [['failed to validate connection', 'pool']], ofClient),
  ...lines('oversized-allocation', 'tls-alert-as-length', ['352518912'], ofClient),
];

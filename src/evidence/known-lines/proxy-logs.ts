/** What proxies log. */
import { type KnownLine, lines, ofProxy } from './line.ts';

/** The texts. */
export const proxyLogs: readonly KnownLine[] = [
  ...lines(
    'proxy-log-reason',
    'upstream-closed',
    [
      'upstream prematurely closed connection',
      'reset reason: connection termination',
      ['while reading response header from upstream', 'connection reset by peer'],
      ['while reading upstream', 'connection reset by peer'],
    ],
    ofProxy,
  ),
  ...lines(
    'proxy-log-reason',
    'upstream-connect-fails',
    [
      ['while connecting to upstream', 'connection refused'],
      ['while connecting to upstream', 'timed out'],
      'reset reason: connection failure',
      'reset reason: remote connection failure',
      'reset reason: connection timeout',
    ],
    { ...ofProxy, without: 'unix:' },
  ),
  ...lines(
    'proxy-log-reason',
    'upstream-timed-out',
    [
      ['while reading response header from upstream', 'upstream timed out'],
      ['while reading upstream', 'upstream timed out'],
      ['while proxying upgraded connection', 'upstream timed out'],
    ],
    ofProxy,
  ),
  ...lines(
    'proxy-log-reason',
    'worker-connections',
    ['worker_connections are not enough'],
    ofProxy,
  ),
  ...lines(
    'proxy-log-reason',
    'no-live-upstreams',
    ['no live upstreams while connecting'],
    ofProxy,
  ),
  ...lines(
    'proxy-log-reason',
    'overflow',
    ['reset reason: overflow', 'x-envoy-overloaded: true'],
    ofProxy,
  ),
  ...lines(
    'proxy-log-reason',
    'queue-full',
    ['reached the configured maximum connection limit', 'reached maxconn'],
    ofProxy,
  ),
];

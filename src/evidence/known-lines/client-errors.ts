/** Errors that a client reports. */
import { type KnownLine, lines, ofClient, wordsOfClient } from './line.ts';

/** The texts. */
export const clientErrors: readonly KnownLine[] = [
  ...lines(
    'client-error',
    'unknown-host',
    [
      'java.net.unknownhostexception',
      'nodename nor servname provided',
      'no such host',
      'name or service not known',
      'temporary failure in name resolution',
      'could not resolve host',
      'getaddrinfo enotfound',
      'getaddrinfo eai_again',
      'no address associated with hostname',
    ],
    // A server that looks up the name of a caller: MySQL's and sshd's logs.
    { ...wordsOfClient, without: 'ip address' },
  ),
  ...lines(
    'client-error',
    'no-route',
    ['no route to host', 'connect ehostunreach', 'java.net.noroutetohostexception'],
    { ...wordsOfClient, without: 'rtnetlink' },
  ),
  ...lines('client-error', 'net-unreachable', ['network is unreachable', 'connect enetunreach'], {
    ...wordsOfClient,
    without: 'rtnetlink',
  }),
  ...lines('client-error', 'no-buffer-space', ['no buffer space available'], {
    ...wordsOfClient,
    without: 'rtnetlink',
  }),
  ...lines(
    'client-error',
    'pool-timeout',
    [
      'connectionpooltimeoutexception',
      'timeout waiting for connection from pool',
      'connection is not available, request timed out',
      'timeout waiting for idle object',
      'pending acquire queue has reached its maximum size',
      'queuepool limit of size',
      'timeout acquiring a connection. the pool is probably full',
      'timed out waiting for a free available connection',
    ],
    ofClient,
  ),
  ...lines(
    'client-error',
    'tls-alert-or-verify',
    [
      'certificate has expired',
      'certificate verify failed',
      'unable to get local issuer certificate',
      'unable to verify the first certificate',
      'pkix path building failed',
      'pkix path validation failed',
      'received fatal alert',
      'tlsv1 alert',
      'sslv3 alert',
      'x509: certificate',
      'ssl certificate problem',
      'certificate is not yet valid',
    ],
    ofClient,
  ),
  // The JDK gives the same class to a handshake that the other end cut off.
  ...lines('client-error', 'tls-alert-or-verify', ['sslhandshakeexception'], {
    ...ofClient,
    without: ['remote host ', 'connection reset', 'broken pipe'],
  }),
  ...lines(
    'client-error',
    'tls-timeout',
    ['net/http: tls handshake timeout', 'ssl handshake timed out', 'sslhandshaketimeoutexception'],
    ofClient,
  ),
  ...lines(
    'client-error',
    'http-502-503-504',
    [
      '502 bad gateway',
      '503 service unavailable',
      '503 service temporarily unavailable',
      '504 gateway time-out',
      '504 gateway timeout',
      'upstream connect error or disconnect/reset before headers',
    ],
    // The client that went away got no answer.
    { ...ofClient, without: ': client disconnected' },
  ),
  ...lines(
    'client-error',
    'http-4xx',
    [
      '407 proxy authentication required',
      '413 request entity too large',
      '413 payload too large',
      'proxy returns "http/1.1 407',
    ],
    ofClient,
  ),
  ...lines(
    'client-error',
    'goaway',
    [
      'goaway received',
      'received goaway',
      'server sent goaway',
      'received a goaway',
      'enhance_your_calm',
      "server's graceful shutdown goaway",
      'after receiving a goaway',
      ['code = unavailable', 'transport is closing'],
      ['unavailable:', 'http/2 error code'],
    ],
    ofClient,
  ),
  ...lines(
    'client-error',
    'server-names-limit',
    [
      'sorry, too many clients already',
      'remaining connection slots are reserved',
      'blocked because of many connection errors',
      ['error 1040', 'too many connections'],
      'err max number of clients reached',
    ],
    ofClient,
  ),
  ...lines(
    'client-error',
    'session-expired',
    ['keepererrorcode = session expired', 'keeperexception$sessionexpiredexception'],
    ofClient,
  ),
];

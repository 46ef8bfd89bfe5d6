/** What servers and kernels log. */
import { type KnownLine, lines, ofServer } from './line.ts';

/** The texts. */
export const serverLogs: readonly KnownLine[] = [
  ...lines(
    'server-limit-log',
    'too-many-from-address',
    [['too many connections from', 'max is']],
    ofServer,
  ),
  ...lines(
    'server-limit-log',
    'maxstartups',
    ['beginning maxstartups throttling', 'past maxstartups'],
    ofServer,
  ),
  ...lines(
    'server-limit-log',
    'host-blocked',
    ['blocked because of many connection errors'],
    ofServer,
  ),
  ...lines(
    'server-limit-log',
    'too-many-clients',
    [
      'sorry, too many clients already',
      'remaining connection slots are reserved',
      ['error 1040', 'too many connections'],
    ],
    ofServer,
  ),
  ...lines(
    'server-limit-log',
    'output-buffer-limit',
    ['overcoming of output buffer limits'],
    ofServer,
  ),
  ...lines(
    'server-limit-log',
    'trigger-limit',
    ['trigger limit hit, refusing further activation', "failed with result 'trigger-limit-hit'"],
    // The socket of the journal's forwarding carries no connections.
    { ...ofServer, without: 'syslog.socket' },
  ),
  ...lines(
    'startup-failure',
    'address-in-use',
    [['bind for ', 'failed: port is already allocated']],
    ofServer,
  ),
  ...lines(
    'log-too-many-open-files',
    'yes',
    [
      'reached process fd limit (maxsock=',
      // Ranch, which carries Cowboy, RabbitMQ and EMQX; ejabberd; esockd; Thousand Island; RabbitMQ.
      'acceptor reducing accept rate: out of file descriptors',
      'failed tcp accept: emfile',
      ['acceptor on ', 'emfile errors'],
      'unexpected error in accept: :emfile',
      ['accept failed', 'errno 24'],
      'file descriptor limit alarm set',
    ],
    ofServer,
  ),
  ...lines('log-native-thread', 'yes', ['what(): resource temporarily unavailable']),
  ...lines(
    'io-error-log',
    'closed-by-interrupt',
    ['java.nio.channels.closedbyinterruptexception'],
    ofServer,
  ),
  ...lines(
    'io-error-log',
    'direct-memory',
    [
      'io.netty.util.internal.outofdirectmemoryerror',
      ['outofmemoryerror', 'direct buffer memory'],
      ['failed to allocate', 'of direct memory'],
    ],
    ofServer,
  ),
  ...lines(
    'io-error-log',
    'selector-rebuild',
    [
      ['returned prematurely', 'rebuilding selector'],
      'recreated selector because of possible jdk epoll(..) bug',
    ],
    ofServer,
  ),
  ...lines('io-error-log', 'loop-blocked', [['has been blocked for', 'time limit is']], ofServer),
  ...lines('io-error-log', 'acceptor-died', [['exception in thread', '-acceptor']], ofServer),
  ...lines(
    'io-error-log',
    'body-limit',
    ['maxuploadsizeexceededexception', 'client intended to send too large body'],
    ofServer,
  ),
  ...lines('startup-failure', 'fd-table', ['unable to allocate file descriptor table'], ofServer),
  ...lines(
    'startup-failure',
    'pthread-eperm',
    [
      ['pthread_create failed', '(eperm)'],
      ['pthread_create failed', 'operation not permitted'],
      ["os can't spawn worker thread", 'operation not permitted'],
      "can't create thread: operation not permitted",
    ],
    ofServer,
  ),
  ...lines(
    'startup-failure',
    'entropy',
    [
      ['creation of securerandom instance', 'took'],
      ['crypto/rand: blocked for', 'waiting to read random data from the kernel'],
    ],
    ofServer,
  ),
  ...lines(
    'startup-failure',
    'address-in-use',
    [
      'java.net.bindexception: address already in use',
      'bind: address already in use',
      'address already in use - bind(2) for',
      'listen eaddrinuse',
      ['bind() to ', 'failed (98: address already in use)'],
      ['(98)address already in use: ', 'ah00072: make_sock'],
      ['web server failed to start. port ', ' was already in use.'],
    ],
    ofServer,
  ),
  ...lines(
    'startup-failure',
    'insufficient-threads',
    [
      'insufficient configured threads',
      'insufficient threads: configured',
      ['insufficient threads: max=', 'needed(acceptors='],
    ],
    ofServer,
  ),
  ...lines(
    'log-native-thread',
    'yes',
    [
      'failed to create new os thread',
      ['pthread_create failed', 'resource temporarily unavailable'],
      'fork: retry: resource temporarily unavailable',
      'pthread_create() failed (11: ',
    ],
    ofServer,
  ),
  ...lines('md5-failures', 'rising', ['md5 hash failed for', 'md5 hash not found for']),
];

/**
 * Kernel counters by the names of `nstat` (`TcpExtListenOverflows`), and the sentences that `netstat -s` prints for them
 * (net-tools, statistics.c). Counters without a sentence are printed by their bare name.
 */

/** The finding that two samples of a counter answer: rising or flat. */
export const counterFindings: ReadonlyMap<string, string> = new Map([
  ['TcpExtListenOverflows', 'listen-overflows'],
  ['TcpExtTCPAbortOnMemory', 'abort-on-memory'],
  ['TcpExtTCPTimeWaitOverflow', 'tw-overflow-counter'],
  ['TcpExtTCPAbortOnClose', 'abort-on-close'],
  ['TcpExtTCPSYNChallenge', 'syn-challenge'],
  ['TcpExtPAWSPassive', 'paws-rejects'],
  ['TcpExtIPReversePathFilter', 'reverse-path-filter'],
  ['TcpExtTCPDeferAcceptDrop', 'defer-accept-drop'],
  ['TcpExtTCPRcvCollapsed', 'rcv-collapsed'],
  ['TcpExtTCPWqueueTooBig', 'wqueue-too-big'],
  ['TcpExtTCPToZeroWindowAdv', 'zero-window-advertised'],
  ['TcpExtTCPAbortOnTimeout', 'abort-on-timeout'],
  ['UdpInCsumErrors', 'udp-checksum-errors'],
  ['conntrack drop + early_drop', 'conntrack-drops'],
  ['conntrack insert_failed', 'conntrack-insert-failed'],
  ['conntrack invalid', 'conntrack-invalid'],
]);

/** Either of these rising answers `syn-queue-counters`; flat takes both. */
export const synQueueCounters: readonly string[] = [
  'TcpExtTCPReqQFullDoCookies',
  'TcpExtTCPReqQFullDrop',
];

/** What follows the figure in `netstat -s` -> counter. */
export const sentences: ReadonlyMap<string, string> = new Map([
  ['times the listen queue of a socket overflowed', 'TcpExtListenOverflows'],
  ['SYNs to LISTEN sockets dropped', 'TcpExtListenDrops'],
  ['SYNs to LISTEN sockets ignored', 'TcpExtListenDrops'],
  ['connections reset due to unexpected data', 'TcpExtTCPAbortOnData'],
  ['connections reset due to early user close', 'TcpExtTCPAbortOnClose'],
  ['connections aborted due to memory pressure', 'TcpExtTCPAbortOnMemory'],
  ['connections aborted due to timeout', 'TcpExtTCPAbortOnTimeout'],
  ['SYN cookies sent', 'TcpExtSyncookiesSent'],
  ['SYN cookies received', 'TcpExtSyncookiesRecv'],
  ['invalid SYN cookies received', 'TcpExtSyncookiesFailed'],
  ['resets received for embryonic SYN_RECV sockets', 'TcpExtEmbryonicRsts'],
  ['failed connection attempts', 'TcpAttemptFails'],
  ['passive connections rejected because of time stamp', 'TcpExtPAWSPassive'],
  ['connection resets received', 'TcpEstabResets'],
  ['resets sent', 'TcpOutRsts'],
]);

/** Names that `netstat -s` and tables of other tools print bare. */
export const bareNames: ReadonlySet<string> = new Set([
  'ListenOverflows',
  'ListenDrops',
  'TCPReqQFullDoCookies',
  'TCPReqQFullDrop',
  'TCPTimeWaitOverflow',
  'TCPAbortOnData',
  'TCPAbortOnClose',
  'TCPAbortOnMemory',
  'TCPAbortOnTimeout',
  'TCPSYNChallenge',
  'TCPDeferAcceptDrop',
  'TCPRcvCollapsed',
  'TCPWqueueTooBig',
  'TCPToZeroWindowAdv',
  'IPReversePathFilter',
  'TCPMemoryPressures',
  'TCPBacklogDrop',
  'SyncookiesSent',
  'SyncookiesRecv',
  'SyncookiesFailed',
]);

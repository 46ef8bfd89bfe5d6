/**
 * Kernel counters by the names of `nstat` (`TcpExtListenOverflows`), the sentences that `netstat -s` prints for them
 * (net-tools, statistics.c), and what the growth of each answers.
 */

/** A fact that begins so is a total: two of them make a rate. */
export const samplePrefix = 'counter ';

/** A fact that begins so is growth in a known time by itself: one is enough. */
export const growthPrefix = 'counter-growth ';

/** What the growth of some counters says of one finding. */
export interface RateRule {
  readonly finding: string;
  /** All that the rule can say. */
  readonly values: readonly string[];
  readonly isPart: (name: string) => boolean;
  /** The value for a counter that grew, or null if that growth says nothing; `all` has the growth of every counter. */
  readonly valueOf: (
    name: string,
    growth: number,
    all: ReadonlyMap<string, number>,
  ) => string | null;
  /** Growth up to this counts as standing still. */
  readonly noise: (name: string) => number;
  /** Whether these counters standing still are enough to answer `flat`. */
  readonly isComplete: (names: readonly string[]) => boolean;
  /** The value for no growth; null when that says nothing. */
  readonly flat: string | null;
}

function rule(finding: string, names: readonly string[]): RateRule {
  return {
    finding,
    values: ['rising', 'flat'],
    isPart: (name) => names.includes(name),
    valueOf: () => 'rising',
    noise: () => 0,
    isComplete: (found) => found.length === names.length,
    flat: 'flat',
  };
}

const conntrackDrops = 'conntrack drop + early_drop';
const insertFailed = 'conntrack insert_failed';

/** Squeezes of one CPU between two samples: more is a hot queue, up to the second a few under load. */
const manySqueezes = 50;
const fewSqueezes = 5;

const allowances: ReadonlyMap<string, string> = new Map([
  ['conntrack_allowance_exceeded', 'conntrack-exceeded'],
  ['linklocal_allowance_exceeded', 'linklocal-exceeded'],
  ['pps_allowance_exceeded', 'pps-or-bandwidth-exceeded'],
  ['bw_in_allowance_exceeded', 'pps-or-bandwidth-exceeded'],
  ['bw_out_allowance_exceeded', 'pps-or-bandwidth-exceeded'],
]);

function allowanceOf(name: string): string {
  return name.split(' ')[1] ?? '';
}

const filterValues = [
  'reject-rule',
  'drop-rule-or-policy',
  'no-local-endpoint',
  'forward-policy-drop',
  'rule-of-other-backend',
];

/** Rules in the order that their answers are given in. A rule of several counters is flat only when all of them are. */
export const rateRules: readonly RateRule[] = [
  rule('listen-overflows', ['TcpExtListenOverflows']),
  rule('abort-on-memory', ['TcpExtTCPAbortOnMemory']),
  rule('tw-overflow-counter', ['TcpExtTCPTimeWaitOverflow']),
  rule('abort-on-close', ['TcpExtTCPAbortOnClose']),
  rule('syn-challenge', ['TcpExtTCPSYNChallenge']),
  rule('paws-rejects', ['TcpExtPAWSPassive']),
  rule('reverse-path-filter', ['TcpExtIPReversePathFilter']),
  rule('defer-accept-drop', ['TcpExtTCPDeferAcceptDrop']),
  rule('rcv-collapsed', ['TcpExtTCPRcvCollapsed']),
  rule('wqueue-too-big', ['TcpExtTCPWqueueTooBig']),
  rule('abort-on-timeout', ['TcpExtTCPAbortOnTimeout']),
  rule('udp-checksum-errors', ['UdpInCsumErrors']),
  rule('syn-queue-counters', ['TcpExtTCPReqQFullDoCookies', 'TcpExtTCPReqQFullDrop']),
  rule('zero-window-advertised', ['TcpExtTCPToZeroWindowAdv', 'TcpExtTCPWinProbe']),
  rule('md5-failures', ['TcpExtTCPMD5NotFound', 'TcpExtTCPMD5Unexpected', 'TcpExtTCPMD5Failure']),
  rule('fastopen-counters', ['TcpExtTCPFastOpenActiveFail', 'TcpExtTCPFastOpenBlackhole']),
  {
    ...rule('conntrack-drops', [conntrackDrops]),
    // A clash of two entries counts as insert_failed and as drop (nf_conntrack_core.c, nf_ct_resolve_clash): no full table.
    valueOf: (_, growth, all) => (growth > (all.get(insertFailed) ?? 0) ? 'rising' : null),
  },
  rule('conntrack-insert-failed', [insertFailed]),
  rule('conntrack-invalid', ['conntrack invalid']),
  {
    finding: 'softnet-squeeze',
    values: ['rising', 'flat'],
    isPart: (name) => name.startsWith('softnet '),
    valueOf: (name, growth) =>
      name.includes(' dropped ') || growth >= manySqueezes ? 'rising' : null,
    noise: (name) => (name.includes(' dropped ') ? 0 : fewSqueezes),
    isComplete: () => true,
    flat: 'flat',
  },
  {
    finding: 'nic-drops',
    values: ['rx-missed', 'tx-errors', 'flat'],
    isPart: (name) => name.startsWith('nic '),
    valueOf: (name) => (name.includes(' rx-missed ') ? 'rx-missed' : 'tx-errors'),
    noise: () => 0,
    isComplete: (names) =>
      ['nic rx-missed ', 'nic tx-errors '].every((part) =>
        names.some((name) => name.startsWith(part)),
      ),
    flat: 'flat',
  },
  {
    finding: 'ena-allowance',
    values: [...new Set(allowances.values()), 'flat'],
    isPart: (name) => name.startsWith('ena '),
    valueOf: (name) => allowances.get(allowanceOf(name)) ?? null,
    noise: () => 0,
    isComplete: (names) =>
      [...allowances.keys()].every((one) => names.some((name) => allowanceOf(name) === one)),
    flat: 'flat',
  },
  {
    finding: 'filter-counter',
    values: filterValues,
    isPart: (name) => name.startsWith('filter '),
    valueOf: (name) => filterValues.find((value) => name.startsWith(`filter ${value} `)) ?? null,
    noise: () => 0,
    isComplete: () => false,
    flat: null,
  },
];

/** Whether a name is that of an EC2 allowance. */
export function isAllowance(name: string): boolean {
  return allowances.has(name);
}

/** What is left of a line of `netstat -s` without its figure -> counter. The figure's place is `#`. */
export const sentences: ReadonlyMap<string, string> = new Map([
  ['# times the listen queue of a socket overflowed', 'TcpExtListenOverflows'],
  ['# SYNs to LISTEN sockets dropped', 'TcpExtListenDrops'],
  ['# SYNs to LISTEN sockets ignored', 'TcpExtListenDrops'],
  ['# connections reset due to unexpected data', 'TcpExtTCPAbortOnData'],
  ['# connections reset due to early user close', 'TcpExtTCPAbortOnClose'],
  ['# connections aborted due to memory pressure', 'TcpExtTCPAbortOnMemory'],
  ['# connections aborted due to timeout', 'TcpExtTCPAbortOnTimeout'],
  ['# connections aborted after user close in linger timeout', 'TcpExtTCPAbortOnLinger'],
  ['# times unable to send RST due to no memory', 'TcpExtTCPAbortFailed'],
  ['# SYN cookies sent', 'TcpExtSyncookiesSent'],
  ['# SYN cookies received', 'TcpExtSyncookiesRecv'],
  ['# invalid SYN cookies received', 'TcpExtSyncookiesFailed'],
  ['# resets received for embryonic SYN_RECV sockets', 'TcpExtEmbryonicRsts'],
  ['# passive connections rejected because of time stamp', 'TcpExtPAWSPassive'],
  ['# packets collapsed in receive queue due to low socket buffer', 'TcpExtTCPRcvCollapsed'],
  ['# packets pruned from receive queue because of socket buffer overrun', 'TcpExtPruneCalled'],
  ['TCP ran low on memory # times', 'TcpExtTCPMemoryPressures'],
  ['# other TCP timeouts', 'TcpExtTCPTimeouts'],
  ['# active connection openings', 'TcpActiveOpens'],
  ['# active connections openings', 'TcpActiveOpens'],
  ['# passive connection openings', 'TcpPassiveOpens'],
  ['# failed connection attempts', 'TcpAttemptFails'],
  ['# connection resets received', 'TcpEstabResets'],
  ['# connections established', 'TcpCurrEstab'],
  ['# segments received', 'TcpInSegs'],
  ['# segments sent out', 'TcpOutSegs'],
  ['# segments send out', 'TcpOutSegs'],
  ['# segments retransmitted', 'TcpRetransSegs'],
  ['# segments retransmited', 'TcpRetransSegs'],
  ['# bad segments received', 'TcpInErrs'],
  ['# resets sent', 'TcpOutRsts'],
  // Japanese, net-tools 1.60, po/ja.po. Other translations are of the first section only, or of no counter at all.
  ['ソケットのリスンキューが#回オーバフロー', 'TcpExtListenOverflows'],
  ['#のソケットリスンSYNが無視', 'TcpExtListenDrops'],
  ['予期せぬデータのために#の接続をリセット', 'TcpExtTCPAbortOnData'],
  ['早期のユーザのクローズのために#の接続をリセット', 'TcpExtTCPAbortOnClose'],
  ['メモリの制約のために#の接続を中止', 'TcpExtTCPAbortOnMemory'],
  ['タイムアウトのために#の接続を中止', 'TcpExtTCPAbortOnTimeout'],
  ['#のSYNクッキーを送信', 'TcpExtSyncookiesSent'],
  ['#のSYNクッキーを受信', 'TcpExtSyncookiesRecv'],
  ['#の受動的接続がタイムスタンプのために拒否', 'TcpExtPAWSPassive'],
  ['#の接続試行失敗', 'TcpAttemptFails'],
  ['#の接続リセット受信', 'TcpEstabResets'],
  ['#セグメントの再転送', 'TcpRetransSegs'],
  ['#のリセット送信', 'TcpOutRsts'],
  // Czech, po/cs.po.
  ['Počet přetečení naslouchací fronty socketu: #', 'TcpExtListenOverflows'],
  ['Počet resetů spojení kvůli časnému uzavření uživatelem: #', 'TcpExtTCPAbortOnClose'],
  // German and French, po/de.po and po/fr.po: what they translate of these.
  ['# fehlerhafte Verbindungsversuche', 'TcpAttemptFails'],
  ['# Verbindungsrücksetzungen empfangen', 'TcpEstabResets'],
  ['# Segmente erneut geschickt', 'TcpRetransSegs'],
  ['# Rücksetzungen geschickt', 'TcpOutRsts'],
  ['# tentatives de connexion échouées', 'TcpAttemptFails'],
  ['# réinitialisations de connexions reçues', 'TcpEstabResets'],
  ['# segments retransmis', 'TcpRetransSegs'],
  ['# réinitialisations envoyées', 'TcpOutRsts'],
]);

/** Names of TcpExt counters that `netstat -s` and tables of other tools print bare. */
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
  'TCPChallengeACK',
  'TCPDeferAcceptDrop',
  'TCPRcvCollapsed',
  'TCPWqueueTooBig',
  'TCPToZeroWindowAdv',
  'TCPWinProbe',
  'TCPMD5NotFound',
  'TCPMD5Unexpected',
  'TCPMD5Failure',
  'TCPFastOpenActiveFail',
  'TCPFastOpenBlackhole',
  'IPReversePathFilter',
  'PAWSPassive',
  'TCPMemoryPressures',
  'TCPBacklogDrop',
  'TCPTimeouts',
  'SyncookiesSent',
  'SyncookiesRecv',
  'SyncookiesFailed',
  'PruneCalled',
]);

/** Counters of other protocols that are read from whole tables. */
const others = [
  'TcpActiveOpens',
  'TcpPassiveOpens',
  'TcpAttemptFails',
  'TcpEstabResets',
  'TcpCurrEstab',
  'TcpInSegs',
  'TcpOutSegs',
  'TcpRetransSegs',
  'TcpInErrs',
  'TcpOutRsts',
  'UdpInErrors',
  'UdpNoPorts',
  'UdpRcvbufErrors',
  'UdpInCsumErrors',
];

/** Counters that are read from tables of hundreds. */
export const knownCounters: ReadonlySet<string> = new Set([
  ...[...bareNames].map((name) => `TcpExt${name}`),
  ...others,
]);

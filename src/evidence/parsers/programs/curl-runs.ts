/** Whole runs of `curl -v`: what the order of their lines says that no line says alone. curl is the client. */
import type { Draft, Emission, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';
import { type Transcript, beginsRun, transcriptAt, withoutMeter } from './curl-transcript.ts';

const client = { side: 'client', many: true } as const;

function answer(finding: string, value: string, from: number, to = from): Draft {
  return { fact: finding, finding, value, from, to, ...client };
}

const timedOut = /timed? ?out/i;
const reset = /Connection (?:reset by peer|was reset)|errno (?:54|104)\b/;

/** How the handshake of the run ended, as far as it is plain. */
function handshakeOf(paste: Paste, run: Transcript): readonly Draft[] {
  const { connected, hello, handshake, verified, failure } = run;
  if (connected === -1) return [];
  if (handshake !== -1) {
    // A run that ends well is not the connection that fails.
    if (verified === -1 || failure < handshake) return [];
    return [answer('tls-outcome', 'completes', handshake), answer('tls-verify', 'ok', verified)];
  }
  if (run.unfinished !== -1 && failure !== -1 && reset.test(paste.line(failure))) {
    const ends = [failure, run.unfinished];
    return [answer('tls-outcome', 'reset-after-hello', Math.min(...ends), Math.max(...ends))];
  }
  // A failure before the hello is another run's.
  if (failure === -1 || hello === -1 || failure < hello || run.answer !== -1) return [];
  const text = paste.line(failure);
  if (timedOut.test(text)) {
    return [
      answer('client-error', 'tls-timeout', failure),
      answer('tls-outcome', 'silence-after-hello', hello, failure),
    ];
  }
  return reset.test(text) ? [answer('tls-outcome', 'reset-after-hello', hello, failure)] : [];
}

function protocolOf({ request, status, failure }: Transcript): readonly Draft[] {
  if (request === null) return [];
  const isFailing = failure > request.at || /^50[234]$/.test(status?.status ?? '');
  const value = request.version.startsWith('2') ? 'http2' : 'http1';
  if (!isFailing || request.version.startsWith('3')) return [];
  return [answer('http-protocol', value, request.at)];
}

function statusOf({ status }: Transcript): readonly Draft[] {
  if (status === null) return [];
  if (/^50[234]$/.test(status.status)) {
    return [answer('client-error', 'http-502-503-504', status.at)];
  }
  return status.status === '413' ? [answer('client-error', 'http-4xx', status.at)] : [];
}

const unanswered =
  /(?:Timeout was reached|Connection timed out)$|^\* {1,4}Connection timed out after /;
const noRoute = /: (?:No route to host|Network is unreachable|Network unreachable)$/;
const stalled = /^\* {1,4}Operation timed out after \d{1,9} milliseconds with (\d{1,15})\b/;

/** Where a run ended that never connected: the last of curl's words on an address. */
function failedConnect(paste: Paste, { from, to }: Transcript): Draft | null {
  for (let at = to; at >= from; at -= 1) {
    const line = withoutMeter(paste.line(at));
    const isAttempt =
      /^\* {1,4}(?:Immediate connect fail for |connect to |Failed to connect to |Connection timed out after )/.test(
        line,
      );
    if (line.startsWith('* Could not resolve host: ')) {
      return answer('failure-point', 'name-resolution', at);
    }
    if (!isAttempt) continue;
    if (line.endsWith(': Connection refused')) return answer('failure-point', 'syn-refused', at);
    if (noRoute.test(line)) return answer('failure-point', 'icmp-rejected', at);
    if (line.endsWith(': Cannot assign requested address')) {
      return answer('failure-point', 'nothing-sent', at);
    }
    if (unanswered.test(line)) return answer('failure-point', 'syn-unanswered', at);
  }
  return null;
}

/** Where a connection failed that stood, by what had come before the failure. */
function failedLater(paste: Paste, run: Transcript): string | null {
  const line = withoutMeter(paste.line(run.failure));
  const isAnswered = run.status !== null && run.status.at < run.failure;
  if (run.request === null || run.request.at > run.failure) {
    return run.hello !== -1 && run.handshake === -1 ? 'tls-handshake-fails' : null;
  }
  const bytes = stalled.exec(line)?.[1];
  if (bytes !== undefined) {
    if (isAnswered) return 'stall-mid-stream';
    return bytes === '0' ? 'silent-after-handshake' : null;
  }
  if (reset.test(line)) return isAnswered ? 'reset-mid-stream' : 'closed-after-handshake';
  if (/^\* {1,4}Empty reply from server/.test(line)) return 'closed-after-handshake';
  return isAnswered && /^\* {1,4}(?:transfer closed|end of response) with/.test(line)
    ? 'truncated-response'
    : null;
}

/** How far the run came: the question about it is answered by a run of curl. */
function pointOf(paste: Paste, run: Transcript): readonly Draft[] {
  if (run.connected === -1) return [failedConnect(paste, run) ?? []].flat();
  const { failure, status } = run;
  if (failure > run.connected) {
    const point = failedLater(paste, run);
    return point === null ? [] : [answer('failure-point', point, run.connected, failure)];
  }
  const isError = failure === -1 && /^(?:50[0234]|407|413)$/.test(status?.status ?? '');
  return isError && status !== null ? [answer('failure-point', 'error-response', status.at)] : [];
}

function delayOf({ movedOn, connected }: Transcript): readonly Draft[] {
  if (movedOn === -1 || connected < movedOn) return [];
  return [answer('connect-delay', 'connect-timeout-first', movedOn, connected)];
}

const local =
  /^\* {1,4}(?:Connected to|Established connection to) \S{1,200} \((?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)(?: port \d{1,5})?\)/;

/**
 * A request of a host to itself: it answers `works-on-server` when the host is the server's, which the text does not tell
 * (`settle.ts`). A port that refuses on loopback may be bound to another address.
 */
function localOf(
  paste: Paste,
  { connected, status, failure, from, to }: Transcript,
): readonly Draft[] {
  if (connected === -1 || !local.test(withoutMeter(paste.line(connected)))) return [];
  const isAnswered = status !== null && !status.status.startsWith('5');
  const value = isAnswered && failure === -1 ? 'works' : failure > connected ? 'fails-too' : null;
  if (value === null) return [];
  return [{ fact: 'works-on-server', finding: 'works-on-server', value, from, to, many: true }];
}

function readRun(paste: Paste, run: Transcript): readonly Draft[] {
  const drafts = [
    ...handshakeOf(paste, run),
    ...protocolOf(run),
    ...statusOf(run),
    ...pointOf(paste, run),
    ...delayOf(run),
    ...localOf(paste, run),
  ];
  // The lines are known, also when they answer nothing.
  if (run.connected === -1) return drafts;
  return [
    ...drafts,
    { fact: 'curl-run', value: 'connected', from: run.from, to: run.to, ...client },
  ];
}

const emits: readonly Emission[] = [
  ['tls-outcome', 'completes'],
  ['tls-outcome', 'silence-after-hello'],
  ['tls-outcome', 'reset-after-hello'],
  ['tls-verify', 'ok'],
  ['client-error', 'tls-timeout'],
  ['client-error', 'http-502-503-504'],
  ['client-error', 'http-4xx'],
  ['http-protocol', 'http1'],
  ['http-protocol', 'http2'],
  ['connect-delay', 'connect-timeout-first'],
  ...[
    'name-resolution',
    'nothing-sent',
    'icmp-rejected',
    'syn-unanswered',
    'syn-refused',
    'closed-after-handshake',
    'tls-handshake-fails',
    'silent-after-handshake',
    'error-response',
    'stall-mid-stream',
    'reset-mid-stream',
    'truncated-response',
  ].map((value) => ['failure-point', value]),
  ['works-on-server', 'works'],
  ['works-on-server', 'fails-too'],
].map(([finding = '', value = '']) => ({ finding, value }));

/** Reads runs of `curl -v`. */
export const curlRuns: Parser = {
  name: 'curl-runs',
  clues: [
    'trying ',
    'about to connect()',
    ' was resolved',
    'rebuilt url to',
    'uses proxy',
    ' connected to ',
    'could not resolve host',
  ],
  emits,
  read: (paste, hits) => {
    const drafts: Draft[] = [];
    let next = 0;
    for (const at of hits) {
      if (at < next || !beginsRun(paste.line(at))) continue;
      const run = transcriptAt(paste, at);
      next = run.to + 1;
      drafts.push(...readRun(paste, run));
    }
    return drafts;
  },
};

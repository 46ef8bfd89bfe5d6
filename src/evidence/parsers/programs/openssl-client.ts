/**
 * `openssl s_client`: the chain, what its verification ended with, and how the handshake ended. It runs on a client, whoever
 * asked. Numbers of verification: include/openssl/x509_vfy.h.
 */
import type { Draft, Emission, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';
import { type Chain, chainDrafts } from './served-chain.ts';
import {
  type Asked,
  type Ended,
  askedInTurn,
  askedOf,
  nameCures,
  versionCures,
} from './server-name.ts';

/** Lines around "CONNECTED" that belong to one run: errors go to another stream and may stand above. */
const [above, below] = [24, 160];

/** Excerpts are looked for in pastes of at most so many runs. */
const mostRuns = 50;

const client = { side: 'client', many: true } as const;
const verifyValue: ReadonlyMap<string, string> = new Map([
  ['2', 'issuer-missing'],
  ['9', 'not-yet-valid'],
  ['10', 'expired'],
  ['18', 'name-or-self-signed'],
  ['19', 'name-or-self-signed'],
  ['20', 'issuer-missing'],
  ['21', 'issuer-missing'],
  ['62', 'name-or-self-signed'],
]);
const alerts: ReadonlyMap<string, string> = new Map([
  ['40', 'sni-or-handshake-alert'],
  ['70', 'version-alert'],
  ['112', 'sni-or-handshake-alert'],
]);

const connected = /^CONNECTED\([0-9A-F]{8}\)$/;
const patterns = {
  error: /^verify error:num=(\d{1,3}):/,
  code: /^Verify return code: (\d{1,3}) \(/,
  cipher: /^New, (?:TLSv1(?:\.\d)?|TLSv1\/SSLv3|SSLv3), Cipher is [A-Z][A-Z0-9_-]{3,60}$/,
  errno: /^(?:write|read):errno=(\d{1,3})$/,
  alert: /SSL alert number (\d{1,3})$/,
  // The second is what 1.0 says; the third what 1.1 says.
  eof: /:error:0A000126:SSL routines:\w{0,40}:unexpected eof while reading:|:error:140790E5:SSL routines:\w{0,40}:ssl handshake failure:|^(?:write|read):errno=0$/,
  trusted: /^Verification: OK$/,
  nothing: /^no peer certificate available$/,
  subject: /^(\d{1,2}) s: ?(.{1,300})$/,
  issuer: /^i: ?(.{1,300})$/,
  leaf: /^subject=(.{1,300})$/,
  dates: /^v:NotBefore: (.{20,24}); NotAfter: (.{20,24})$/,
};
const clock = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d (?:UTC|GMT) \d{4}$/;

interface Run {
  readonly from: number;
  to: number;
  asked: Asked | null;
  /** What the loop that this run is the first of asks next. */
  readonly next: Asked | null;
  leaf: string;
  verify: { at: number; number: string } | null;
  code: { at: number; number: string } | null;
  cipher: number;
  errno: { at: number; number: string } | null;
  alert: { at: number; number: string } | null;
  eof: number;
  isEmpty: boolean;
  isTrusted: boolean;
  now: number | null;
  readonly chain: Chain[];
}

function readLine(run: Run, line: string, at: number): void {
  const verify = patterns.error.exec(line)?.[1];
  if (verify !== undefined) run.verify ??= { at, number: verify };
  const code = patterns.code.exec(line)?.[1];
  if (code !== undefined) run.code ??= { at, number: code };
  if (patterns.cipher.test(line)) run.cipher = at;
  const errno = patterns.errno.exec(line)?.[1];
  if (errno !== undefined) run.errno ??= { at, number: errno };
  const alert = patterns.alert.exec(line)?.[1];
  if (alert !== undefined) run.alert ??= { at, number: alert };
  if (patterns.eof.test(line)) run.eof = at;
  if (patterns.nothing.test(line)) run.isEmpty = true;
  if (patterns.trusted.test(line)) run.isTrusted = true;
  if (clock.test(line)) run.now = Date.parse(line);
  const subject = patterns.subject.exec(line)?.[2];
  if (subject !== undefined) run.chain.push({ subject, issuer: '', at, dates: null });
  run.leaf = patterns.leaf.exec(line)?.[1] ?? run.leaf;
  const last = run.chain.at(-1);
  const issuer = patterns.issuer.exec(line)?.[1];
  if (issuer !== undefined && last !== undefined) last.issuer = issuer;
  const dates = patterns.dates.exec(line);
  if (dates !== null && last !== undefined) {
    last.dates = { from: Date.parse(dates[1] ?? ''), to: Date.parse(dates[2] ?? '') };
  }
}

/** The run around a "CONNECTED", not reaching into the one before it or behind it. */
function runAt(paste: Paste, hit: number, floor: number): Run {
  let from = hit;
  let asked: Asked | null = null;
  let turns: readonly [Asked, Asked] | null = null;
  for (let at = hit - 1; at >= Math.max(floor, hit - above); at -= 1) {
    const { run, host } = paste.typed(at);
    if (connected.test(run) || /^Verify return code: /.test(run)) break;
    from = at;
    turns = askedInTurn(run);
    asked = turns?.[0] ?? askedOf(run);
    if (host !== '' || /\bs_client\b/.test(run)) break;
  }
  const found: Run = {
    from,
    to: hit,
    asked,
    next: turns?.[1] ?? null,
    leaf: '',
    verify: null,
    code: null,
    cipher: -1,
    errno: null,
    alert: null,
    eof: -1,
    isEmpty: false,
    isTrusted: false,
    now: null,
    chain: [],
  };
  for (let at = from; at < Math.min(paste.count, hit + below); at += 1) {
    const line = paste.line(at);
    if (at > hit && (connected.test(line) || paste.typed(at).host !== '')) break;
    if (at > hit && /^== halfopen |^\$ /.test(line)) break;
    // Output that was cut to these lines: another run begins.
    if (found.code !== null && /^(?:subject=|New, |Verification(?:: | error))/.test(line)) break;
    readLine(found, line, at);
    found.to = at;
  }
  return found;
}

function answer(finding: string, value: string, from: number): Draft {
  return { fact: finding, finding, value, from, ...client };
}

function outcomeOf(run: Run): readonly Draft[] {
  const alert = run.alert === null ? undefined : alerts.get(run.alert.number);
  if (run.alert !== null && alert !== undefined) {
    return [answer('tls-outcome', alert, run.alert.at)];
  }
  if (run.errno?.number === '104' && run.cipher === -1) {
    return [answer('tls-outcome', 'reset-after-hello', run.errno.at)];
  }
  if (isVerified(run)) return [answer('tls-outcome', 'completes', run.cipher)];
  if (run.verify === null || !verifyValue.has(run.verify.number)) return [];
  return [answer('tls-outcome', 'certificate-rejected', run.verify.at)];
}

function verifyOf({ verify, code, isEmpty, cipher }: Run): readonly Draft[] {
  if (isEmpty) return [];
  const first = verify ?? (code?.number === '0' && cipher === -1 ? null : code);
  if (first === null) return [];
  const value = first.number === '0' ? 'ok' : verifyValue.get(first.number);
  return value === undefined ? [] : [answer('tls-verify', value, first.at)];
}

/** The error of a handshake that did not come to a certificate. */
function errorOf({ errno, eof, isEmpty, cipher }: Run): readonly Draft[] {
  if (!isEmpty || cipher !== -1) return [];
  if (errno?.number === '104') return [answer('client-error', 'econnreset', errno.at)];
  return eof === -1 ? [] : [answer('client-error', 'eof', eof)];
}

function isVerified({ verify, isEmpty, code, isTrusted, cipher }: Run): boolean {
  return cipher !== -1 && verify === null && !isEmpty && (code?.number === '0' || isTrusted);
}

function endOf(run: Run): Ended {
  const isEnded = run.alert !== null || run.errno?.number === '104' || run.eof !== -1;
  const number = run.verify?.number ?? run.code?.number ?? '';
  return {
    asked: run.asked,
    hasFailed: isEnded && run.cipher === -1,
    isVersion: run.alert?.number === '70',
    isMismatch: verifyValue.get(number) === 'name-or-self-signed',
    isDone: isVerified(run),
    subject: run.leaf,
  };
}

/** Runs that are compared with each other; more are a test suite's. */
const mostCompared = 8;

/** What runs say together: whether the name cures, and which of them show only how it works. */
function compare(runs: readonly Run[]): { drafts: readonly Draft[]; cures: ReadonlySet<Run> } {
  const cures = new Set<Run>();
  const drafts: Draft[] = [];
  if (runs.length > mostCompared) return { drafts, cures };
  for (const one of runs) {
    for (const other of runs) {
      if (one === other) continue;
      const isCured = nameCures(endOf(one), endOf(other));
      if (isCured === true || versionCures(endOf(one), endOf(other))) cures.add(other);
      if (isCured === null) continue;
      const place = { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
      const value = isCured ? 'yes' : 'no';
      drafts.push({ fact: 'sni-cure', finding: 'sni-cure', value, ...place, ...client });
    }
  }
  return { drafts, cures };
}

/** Readings of one run. A run that shows the cure is no failing connection: its end answers nothing. */
function readRun(run: Run, isCure: boolean): readonly Draft[] {
  const code = run.verify?.number ?? (run.isEmpty ? null : run.code?.number) ?? null;
  return [
    ...(isCure ? [] : [...outcomeOf(run), ...verifyOf(run)]),
    ...errorOf(run),
    ...chainDrafts(run.chain, code, run.now),
    {
      fact: 'openssl s_client',
      value: code ?? 'no certificate',
      from: run.from,
      to: run.to,
      ...client,
    },
  ];
}

const emits: readonly Emission[] = [
  ...['completes', 'certificate-rejected', 'reset-after-hello', ...new Set(alerts.values())].map(
    (value) => ({ finding: 'tls-outcome', value }),
  ),
  ...['ok', ...new Set(verifyValue.values())].map((value) => ({ finding: 'tls-verify', value })),
  { finding: 'client-error', value: 'econnreset' },
  { finding: 'client-error', value: 'eof' },
  { finding: 'chain-complete', value: 'yes' },
  { finding: 'chain-complete', value: 'intermediate-missing' },
  { finding: 'chain-dates', value: 'all-valid' },
  { finding: 'chain-dates', value: 'one-expired' },
  { finding: 'sni-cure', value: 'yes' },
  { finding: 'sni-cure', value: 'no' },
];

/** Lines that only `s_client` prints, for excerpts that leave out "CONNECTED". */
const anchors = [patterns.error, patterns.code, patterns.cipher];

/** The runs of a paste: those that begin with a connection, and excerpts of others. */
function runsOf(paste: Paste, hits: readonly number[]): readonly Run[] {
  const runs: Run[] = [];
  const isKnown = (at: number): boolean => runs.some(({ from, to }) => from <= at && at <= to);
  let floor = 0;
  for (const at of hits) {
    if (at < floor || !connected.test(paste.line(at))) continue;
    const run = runAt(paste, at, floor);
    floor = run.to + 1;
    runs.push(run);
  }
  let last = -1;
  for (const at of runs.length > mostRuns ? [] : hits) {
    if (at <= last || isKnown(at)) continue;
    if (!anchors.some((pattern) => pattern.test(paste.line(at)))) continue;
    const run = runAt(paste, at, last + 1);
    const before = runs.at(-1);
    if (before?.to === run.from - 1) run.asked ??= before.next;
    last = run.to;
    runs.push(run);
    if (runs.length > mostRuns) break;
  }
  return runs;
}

/** Reads `openssl s_client`. */
export const opensslClient: Parser = {
  name: 'openssl-client',
  clues: ['connected(0', 'verify error:num=', 'verify return code: ', ', cipher is '],
  emits,
  read: (paste, hits) => {
    const runs = runsOf(paste, hits);
    const { drafts, cures } = compare(runs);
    return [...drafts, ...runs.flatMap((run) => readRun(run, cures.has(run)))];
  },
};

/**
 * The attempts of wget to connect, one address of the name after the other: "failed" is an error of the request only when no later
 * attempt of the same run connects. wget does not race the families, so that a timeout before a success is what a program of that
 * kind waits.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const attempt =
  /^Connecting to (\S{1,200})(?: \([^)]{1,200}\)\|([^|]{1,60})\|:\d{1,5})?\.\.\. (?:(connected)|failed: (Connection refused|Connection timed out|Network is unreachable|No route to host))\.$/;

const errors: ReadonlyMap<string, string> = new Map([
  ['Connection refused', 'econnrefused'],
  ['Connection timed out', 'connect-timeout'],
  ['Network is unreachable', 'net-unreachable'],
  ['No route to host', 'no-route'],
]);

/** Addresses of one name that are looked at. */
const most = 30;

interface Attempt {
  readonly at: number;
  readonly name: string;
  /** Empty for an address that was typed. */
  readonly address: string;
  /** What failed, or null for a connection. */
  readonly error: string | null;
}

function attemptAt(paste: Paste, at: number): Attempt | null {
  const [, name, address = '', connected, failed = ''] = attempt.exec(paste.line(at)) ?? [];
  if (name === undefined) return null;
  return { at, name, address, error: connected === undefined ? failed : null };
}

/** The attempts of one run that begins at a line. */
function runAt(paste: Paste, at: number): readonly Attempt[] {
  const first = attemptAt(paste, at);
  const run: Attempt[] = [];
  for (
    let next = first;
    next !== null && next.name === first?.name && run.length < most;
    next = attemptAt(paste, next.at + 1)
  ) {
    run.push(next);
    if (next.error === null) break;
  }
  return run;
}

function isSix(address: string): boolean {
  return address.includes(':') || address.startsWith('ip6-');
}

function answer(finding: string, value: string, from: number, to: number): Draft {
  return { fact: finding, finding, value, from, to, side: 'client', many: true };
}

/** What a run that connected in the end says of the attempts before. */
function connectedAfter(failed: readonly Attempt[], last: Attempt): readonly Draft[] {
  const [first] = failed;
  if (first === undefined) return [];
  const isSilent = failed.some(({ error }) => error === 'Connection timed out');
  const families = new Set(failed.map(({ address }) => isSix(address)));
  const isOther = families.size === 1 && !families.has(isSix(last.address));
  const family = isSix(last.address) ? 'only-ipv6-works' : 'only-ipv4-works';
  return [
    ...(isSilent ? [answer('connect-delay', 'connect-timeout-first', first.at, last.at)] : []),
    // A listener of one family refuses the other at once, which is no fault.
    ...(isSilent && isOther ? [answer('family-test', family, first.at, last.at)] : []),
  ];
}

function readRun(run: readonly Attempt[]): readonly Draft[] {
  const last = run.at(-1);
  if (last === undefined) return [];
  const failed = run.filter(({ error }) => error !== null);
  if (last.error === null) {
    const lines = failed.map(({ at }): Draft => {
      return { fact: 'wget', value: 'next address', from: at, side: 'client', many: true };
    });
    return [...lines, ...connectedAfter(failed, last)];
  }
  return failed.map(({ at, error }) =>
    answer('client-error', errors.get(error ?? '') ?? '', at, at),
  );
}

/** Reads the attempts of wget. */
export const wgetAttempts: Parser = {
  name: 'wget-attempts',
  clues: ['connecting to '],
  emits: [
    ...[...errors.values()].map((value) => ({ finding: 'client-error', value })),
    { finding: 'connect-delay', value: 'connect-timeout-first' },
    { finding: 'family-test', value: 'only-ipv4-works' },
    { finding: 'family-test', value: 'only-ipv6-works' },
  ],
  read: (paste, hits) => {
    let end = -1;
    return hits.flatMap((at) => {
      if (at <= end) return [];
      const run = runAt(paste, at);
      end = run.at(-1)?.at ?? end;
      return readRun(run);
    });
  },
};

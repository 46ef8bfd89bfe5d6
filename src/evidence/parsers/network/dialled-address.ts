/**
 * The address that a program dials for a name, against what dig or getent says of the name (finding `dig-against-process`).
 *
 * Read only from errors that hold both the name and the address, as those of Java libraries, Go, and libpq do: a program dials other
 * addresses, too. The answer of a name with many addresses may be another one each time, so those say nothing of an old one.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import { answerBelow, askedAt, machineAt, mayBeOne, plainName } from './asked-names.ts';

const finding = 'dig-against-process';

/** A failed attempt: how programs say it. */
const failure =
  /No route to host|refused|timed? ?out|unreachable|unable to connect|failed to connect|could not connect/i;

/** How errors name a name beside its address. */
const pairs: readonly RegExp[] = [
  // InetSocketAddress.toString() of a name that was resolved.
  /(?:^|[\s[(=:])([a-z][\w.-]{0,254})\/(\d{1,3}(?:\.\d{1,3}){3}|\[?[\da-f:]{3,39}\]?|ip[46]-[a-z]{1,10}-\d{1,6}):\d{1,5}(?![\w./])/i,
  // Apache HttpClient, with one address.
  /\bConnect to [\w.-]{1,255}:\d{1,5} \[([\w.-]{1,255})\/([\w.:-]{2,45})\] failed: /,
  // libpq from 14 on.
  /\bconnection to server at "([\w.-]{1,255})" \(([\w.:-]{2,45})\), port \d{1,5} failed: /,
  // net/http of Go.
  /^(?:.{1,200} )?"https?:\/\/([\w.-]{1,255})(?::\d{1,5})?(?:\/[^"\s]{0,500})?": dial tcp \[?([\w.:-]{2,45}?)\]?:\d{1,5}: (?:connect: |i\/o timeout)/,
];

/** Addresses of one name up to which an address that is missing is an old one. */
const fewAddresses = 4;
/** Errors and questions of one paste that are looked at. */
const most = 200;

/** The name and the address of a failed attempt. */
function pairIn(line: string): { readonly name: string; readonly address: string } | null {
  if (!failure.test(line)) return null;
  for (const pattern of pairs) {
    const [, name, address] = pattern.exec(line) ?? [];
    if (name === undefined || address === undefined) continue;
    return { name: plainName(name), address: address.replace(/[[\]]/g, '').toLowerCase() };
  }
  return null;
}

function isSix(address: string): boolean {
  return address.includes(':') || address.startsWith('ip6-');
}

/** What a name's answers say of an address that is dialled for it; null when they leave it open. */
function compare(address: string, answers: readonly string[]): string | null {
  const sameFamily = answers.filter((answer) => isSix(answer) === isSix(address));
  if (sameFamily.includes(address)) return 'same-answer';
  if (sameFamily.length === 0 || sameFamily.length > fewAddresses) return null;
  return 'process-uses-old-address';
}

/** Compares what is dialled with what is resolved. */
export const dialledAddress: Parser = {
  name: 'dialled-address',
  clues: [
    'dig ',
    'getent ',
    'no route to host',
    'refused',
    'timed out',
    'timeout',
    'unreachable',
    'failed to connect',
    'connection to server at "',
  ],
  emits: ['process-uses-old-address', 'same-answer'].map((value) => ({ finding, value })),
  read: (paste, hits) => {
    const answers = new Map<string, { readonly machine: string; readonly found: string[] }>();
    const dialled = new Map<string, { name: string; address: string; from: number }>();
    for (const at of hits) {
      const asked = askedAt(paste, at);
      if (asked !== null) {
        const found = answerBelow(paste, at, asked.by);
        if (found === null || found === 'failed' || answers.size === most) continue;
        const machine = machineAt(paste, at);
        const known = answers.get(`${asked.name} ${machine}`)?.found ?? [];
        answers.set(`${asked.name} ${machine}`, { machine, found: [...known, ...found] });
        continue;
      }
      const pair = paste.typed(at).host === '' ? pairIn(paste.line(at)) : null;
      if (pair === null || dialled.size === most) continue;
      const key = `${pair.name} ${pair.address}`;
      if (!dialled.has(key)) dialled.set(key, { ...pair, from: at });
    }
    const seen = [...dialled.values()].flatMap(({ name, address, from }) => {
      const machine = machineAt(paste, from);
      const found = [...answers].flatMap(([key, answer]) =>
        key.startsWith(`${name} `) && mayBeOne(answer.machine, machine) ? answer.found : [],
      );
      const value = compare(address, found);
      return value === null ? [] : [{ value, from }];
    });
    // Both, where the name moved within the paste: it does not tell.
    if (new Set(seen.map(({ value }) => value)).size !== 1) return [];
    return seen.map(({ value, from }): Draft => {
      return { fact: finding, finding, value, from, side: 'client', many: true };
    });
  },
};

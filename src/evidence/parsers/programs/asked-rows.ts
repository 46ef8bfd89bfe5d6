/**
 * What loops print that the questions themselves ask for: request bodies of several sizes, IPv4 beside IPv6, two names on one
 * address, look-ups of several names. Each row is one attempt, and the rows answer together.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

/** Rows of one loop, lines between two of its rows, and loops of one paste, that are looked at. */
const [mostRows, reach, mostLoops] = [20, 8, 50];

function answer(finding: string, value: string, from: number, to: number): readonly Draft[] {
  return [{ fact: finding, finding, value, from, to, side: 'client', many: true }];
}

const size = /^(\d{1,6}) KiB (\d{3}$|\[Errno (?:32|104)\] |[A-Za-z[].{0,80})/;

/** Bodies up to 64 KiB and from 1 MiB on: what is between may fit into the buffers. */
const [small, large] = [64, 1024];

function readSizes(paste: Paste, from: number): readonly Draft[] {
  const rows: { readonly size: number; readonly result: string }[] = [];
  for (let at = from; rows.length < mostRows; at += 1) {
    const [, amount, result = ''] = size.exec(paste.line(at)) ?? [];
    if (amount === undefined) break;
    rows.push({ size: Number(amount), result });
  }
  const isStatus = ({ result }: { readonly result: string }): boolean => /^\d{3}$/.test(result);
  const lesser = rows.filter((row) => row.size <= small);
  const greater = rows.filter((row) => row.size >= large);
  if (lesser.length === 0 || greater.length === 0 || !lesser.every(isStatus)) return [];
  const to = from + rows.length - 1;
  if (rows.every(isStatus)) return answer('large-request-only', 'no', from, to);
  const isCut = greater.some(({ result }) => result.startsWith('[Errno '));
  return isCut ? answer('large-request-only', 'yes', from, to) : [];
}

const connected = /^IPv([46]) (\S{1,60}) {0,2}connected after (\d{1,4}\.\d{1,9}) s$/;
const unconnected = /^IPv([46]) {2}connected after 0\.0{1,9} s$/;
const noName = /^curl: \(6\) /;
const noConnect = /^curl: \((?:7|28)\) Failed to connect to /;

/** How the attempt of a row ended: curl's word on a failure stands above it. */
function attemptAt(paste: Paste, at: number): { family: string; end: string } | null {
  const line = paste.line(at);
  const [, family] = connected.exec(line) ?? [];
  if (family !== undefined) return { family, end: 'works' };
  const [, failed] = unconnected.exec(line) ?? [];
  if (failed === undefined) return null;
  const above = paste.line(at - 1);
  const end = noName.test(above) ? 'no name' : noConnect.test(above) ? 'fails' : 'unknown';
  return { family: failed, end };
}

const byEnds: ReadonlyMap<string, string> = new Map([
  ['works works', 'same'],
  ['fails fails', 'same'],
  ['works fails', 'only-ipv4-works'],
  ['fails works', 'only-ipv6-works'],
  ['works no name', 'ipv4-only-name'],
]);

function readFamilies(paste: Paste, from: number): readonly Draft[] {
  const first = attemptAt(paste, from);
  if (first?.family !== '4') return [];
  for (let to = from + 1; to <= from + reach; to += 1) {
    const second = attemptAt(paste, to);
    if (second === null) continue;
    if (second.family !== '6') return [];
    const value = byEnds.get(`${first.end} ${second.end}`);
    return value === undefined ? [] : answer('family-test', value, from, to);
  }
  return [];
}

const pinned = /\bcurl\b.{1,200}%\{http_code\} %\{errormsg\}.{1,200}--resolve /;
const named = /^(host-\d{1,6}|[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}) (\d{3})(?: (.{0,200}))?$/;

/** Names that are asked of one address, below the command that pins it. */
function readContents(paste: Paste, from: number): readonly Draft[] {
  if (!pinned.test(paste.typed(from).run)) return [];
  const errors: string[] = [];
  let at = from + 1;
  for (; at <= from + mostRows; at += 1) {
    const [, name, status = '', error = ''] = named.exec(paste.line(at)) ?? [];
    if (name === undefined) break;
    errors.push(status === '000' ? error : '');
  }
  const failed = errors.filter((error) => error !== '');
  if (errors.length < 2 || failed.length === 0) return [];
  if (failed.length < errors.length) return answer('content-dependent', 'yes', from, at - 1);
  const isSame = failed.every((error) => error === failed[0]);
  return isSame ? answer('content-dependent', 'no', from, at - 1) : [];
}

const lookups = /^for n in .{1,300}; do echo "\$n:"; time getent ahosts \$n \| head -n 1; done/;
const nameRow = /^[\w-]{1,63}(?:\.[\w-]{1,63}){0,10}:$/;
const real = /^real\s{0,8}(\d{1,3})m(\d{1,2}\.\d{1,3})s$/;

/** Seconds from which on a look-up that succeeds counts as failing: the first server was silent. */
const slow = 5;

/** Look-ups of several names, each with what it found and its time. */
function readNames(paste: Paste, from: number): readonly Draft[] {
  if (!lookups.test(paste.typed(from).run)) return [];
  const good: boolean[] = [];
  let [isFound, to] = [false, from];
  for (let at = from + 1; at <= from + mostRows * reach && paste.typed(at).host === ''; at += 1) {
    const line = paste.line(at);
    if (nameRow.test(line)) isFound = false;
    else if (/ STREAM(?: |$)/.test(line)) isFound = true;
    const [, minutes, seconds] = real.exec(line) ?? [];
    if (minutes === undefined) continue;
    good.push(isFound && Number(minutes) * 60 + Number(seconds) < slow);
    to = at;
  }
  if (good.length < 2) return [];
  const bad = good.filter((one) => !one).length;
  const value = bad === 0 ? 'none' : bad === 1 ? 'one-name' : 'many-names';
  return answer('names-affected', value, from, to);
}

function read(paste: Paste, from: number): readonly Draft[] {
  return [
    // A row inside a loop was read with its first.
    ...(size.test(paste.line(from - 1)) ? [] : readSizes(paste, from)),
    ...readFamilies(paste, from),
    ...readContents(paste, from),
    ...readNames(paste, from),
  ];
}

const emissions: Readonly<Record<string, readonly string[]>> = {
  'large-request-only': ['yes', 'no'],
  'family-test': ['same', 'only-ipv4-works', 'only-ipv6-works', 'ipv4-only-name'],
  'content-dependent': ['yes', 'no'],
  'names-affected': ['none', 'one-name', 'many-names'],
};

/** Reads the rows of such loops. */
export const askedRows: Parser = {
  name: 'asked-rows',
  clues: [' kib ', ' connected after ', '--resolve ', 'time getent ahosts '],
  emits: Object.entries(emissions).flatMap(([finding, values]) =>
    values.map((value) => ({ finding, value })),
  ),
  read: (paste, hits) => hits.slice(0, mostLoops * mostRows).flatMap((at) => read(paste, at)),
};

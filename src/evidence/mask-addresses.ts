/** Addresses in a word: IPv4, IPv6, MAC, and the hexadecimal ones of `/proc/net/tcp`. */
import type { TokenKind, Tokens } from './mask-tokens.ts';
import { versionWords } from './mask-words.ts';

/** Null for what names no machine: loopback, unspecified, net masks. */
function ip4Kind(a: number, b: number): TokenKind | null {
  if (a === 127 || a === 0 || a === 255) return null;
  const isPrivate =
    a === 10 ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    // Carrier-grade NAT (RFC 6598).
    (a === 100 && b >= 64 && b <= 127);
  if (isPrivate) return 'ip4-private';
  if (a === 169 && b === 254) return 'ip4-link';
  return a >= 224 && a < 240 ? 'ip4-multicast' : 'ip4-public';
}

/** Whether four numbers are an IPv4 address. */
export function isQuad(text: string): boolean {
  const parts = text.split('.');
  return (
    parts.length === 4 &&
    parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
  );
}

/** The token of an IPv4 address, or the address when it names no machine. */
export function maskQuad(quad: string, tokens: Tokens): string {
  const [a = 0, b = 0] = quad.split('.').map(Number);
  const kind = ip4Kind(a, b);
  return kind === null ? quad : tokens.of(kind, quad);
}

/** Where the word stands in its line. */
export interface Place {
  /** The word before, in lower case. */
  readonly previous: string;
  /** The character behind; empty at the end. */
  readonly next: string;
}

/** Whether four numbers that could be an address of the internet are a version by what is around them. */
function isVersion(
  quad: string,
  before: string,
  after: string,
  { previous, next }: Place,
): boolean {
  const [a = 0, b = 0] = quad.split('.').map(Number);
  if (ip4Kind(a, b) !== 'ip4-public' || /^[:.]/.test(after)) return false;
  if (after === '' && next === ':') return false;
  return (
    /[A-Z_]-$/i.test(before) ||
    (after.startsWith('-') && !/^-\d{1,20}(?:\.\d{1,20}){3}/.test(after)) ||
    (before === '' && versionWords.has(previous)) ||
    (after === '' && next === '+') ||
    quad.endsWith('.0.0.0')
  );
}

const fourNumbers = /\d{1,20}\.\d{1,20}\.\d{1,20}\.\d{1,20}/;
/** All IPv4 addresses of a word. A version, or a dotted number that is longer than an address, is left. */
export function maskQuads(word: string, place: Place, tokens: Tokens): string {
  let out = '';
  let rest = word;
  for (let found = fourNumbers.exec(rest); found !== null; found = fourNumbers.exec(rest)) {
    const [quad] = found;
    const before = out + rest.slice(0, found.index);
    const after = rest.slice(found.index + quad.length);
    const isOther =
      !isQuad(quad) ||
      /[A-Z.\d]$/i.test(before) ||
      /^[A-Z]/i.test(after) ||
      /^\.\d{1,20}\.\d/.test(after);
    if (isOther || isVersion(quad, before, after, place)) {
      const more = /^[.\d]{1,300}/.exec(after)?.[0] ?? '';
      out = before + quad + more;
      rest = after.slice(more.length);
      continue;
    }
    out = before + maskQuad(quad, tokens);
    rest = after;
  }
  return out + rest;
}

const unspecified = '0:0:0:0:0:0:0:0';
const loopback = '0:0:0:0:0:0:0:1';

/** The groups without leading zeros; null when one is none. */
function groupsOf(side: string): readonly string[] | null {
  const groups = side === '' ? [] : side.split(':');
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return null;
  return groups.map((group) => group.replace(/^0{1,4}/, '') || '0');
}

/** An IPv6 address in full: eight groups without leading zeros. Null when it is none. */
export function canonicalSix(text: string): string | null {
  if (text === '::') return unspecified;
  const folded = text.toLowerCase();
  // Words of C++ and Ruby are joined by two colons, too.
  const isWords = !/\d/.test(folded) && folded.split(':').filter((part) => part !== '').length < 3;
  if (!/^[0-9a-f:]{3,300}$/.test(folded) || isWords) return null;
  const at = folded.indexOf('::');
  const left = groupsOf(at === -1 ? folded : folded.slice(0, at));
  const right = groupsOf(at === -1 ? '' : folded.slice(at + 2));
  if (left === null || right === null) return null;
  const groups = left.length + right.length;
  if (at === -1 ? groups !== 8 : groups > 7) return null;
  return [...left, ...Array.from({ length: 8 - groups }, () => '0'), ...right].join(':');
}

function sixKind(full: string): TokenKind {
  if (/^fe[89ab][0-9a-f]:/.test(full)) return 'ip6-link';
  if (/^f[cd][0-9a-f]{2}:/.test(full)) return 'ip6-private';
  return /^ff[0-9a-f]{2}:/.test(full) ? 'ip6-multicast' : 'ip6-public';
}

function maskSix(text: string, full: string, tokens: Tokens): string {
  return full === unspecified || full === loopback ? text : tokens.of(sixKind(full), full);
}

/** What stands before an IPv4 address that is carried in one of IPv6: there it is the former that counts. */
const mapped = new Set(['::', '::ffff:', '64:ff9b::']);

/** The last four numbers of an IPv6 address as its last two groups; the word as it is when it does not end so. */
function withoutQuad(word: string): string {
  const colon = word.lastIndexOf(':') + 1;
  const quad = word.slice(colon);
  if (!isQuad(quad) || mapped.has(word.slice(0, colon).toLowerCase())) return word;
  const [a = 0, b = 0, c = 0, d = 0] = quad.split('.').map(Number);
  return `${word.slice(0, colon)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/** The zone of an address, or the port or service that tcpdump puts behind a point. */
function cutTail(word: string): readonly [address: string, tail: string] {
  const zone = word.indexOf('%');
  if (zone !== -1) return [word.slice(0, zone), word.slice(zone)];
  const point = word.indexOf('.');
  const hasPort = point !== -1 && /^\.[a-z0-9-]{1,300}$/.test(word.slice(point));
  return hasPort ? [word.slice(0, point), word.slice(point)] : [word, ''];
}

/**
 * A word as one IPv6 address, with a zone or port behind it. Null when it is none.
 *
 * @param isPortLast whether the line is one of a table that puts the port behind the address without brackets
 */
export function maskSixWord(word: string, isPortLast: boolean, tokens: Tokens): string | null {
  if (word.indexOf(':') === word.lastIndexOf(':')) return null;
  const [address, tail] = cutTail(withoutQuad(word));
  const colon = address.lastIndexOf(':');
  if (tail === '' && /^:\d{1,300}$/.test(address.slice(colon))) {
    if (/^:::\d/.test(address) && colon === 2) return address;
    const host = address.slice(0, colon);
    const full = canonicalSix(host);
    if (full !== null && (isPortLast || canonicalSix(address) === null)) {
      return maskSix(host, full, tokens) + address.slice(colon);
    }
  }
  const full = canonicalSix(address);
  return full === null ? null : maskSix(address, full, tokens) + tail;
}

const mac = /^[0-9A-F]{2}(?:[:-][0-9A-F]{2}){5,99}$/i;
const plainMac = /^(?:00(?:[:-]00){5,99}|ff(?:[:-]ff){5,99})$/i;

/** A word as a hardware address; null when it is none. */
export function maskMac(word: string, tokens: Tokens): string | null {
  if (!mac.test(word)) return null;
  return plainMac.test(word) ? word : tokens.of('mac', word.toLowerCase());
}

const hex = /^(?:[0-9A-F]{8}|[0-9A-F]{32}):[0-9A-F]{4}$/;

/** An address of `/proc/net/tcp` with its port; null when it is none. */
export function maskHex(word: string, tokens: Tokens): string | null {
  if (!hex.test(word)) return null;
  const colon = word.indexOf(':');
  const address = word.slice(0, colon);
  const port = word.slice(colon);
  if (colon === 8) {
    const quad = [6, 4, 2, 0].map((at) => Number.parseInt(address.slice(at, at + 2), 16)).join('.');
    return maskQuad(quad, tokens) + port;
  }
  if (/^0{24}(?:0{8}|01000000)$/.test(address)) return word;
  const isLink = /^.{4}[89AB].FE/.test(address);
  const kind = isLink ? 'ip6-link' : /^.{6}F[CD]/.test(address) ? 'ip6-private' : 'ip6-public';
  return tokens.of(kind, address) + port;
}

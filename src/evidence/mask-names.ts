/** Names in a word: hosts, mail addresses, users; and the words in whose place a host stands. */
import { isQuad, maskHex, maskMac, maskQuad, maskQuads, maskSixWord } from './mask-addresses.ts';
import type { Place } from './mask-addresses.ts';
import { isToken } from './mask-tokens.ts';
import type { Tokens } from './mask-tokens.ts';
import { codeWords, fileEndings, plainNames, services, zones } from './mask-words.ts';

const nameCharacters = /^[\w.-]{1,253}$/;

/** Labels of Kubernetes are in every cluster the same. */
const publicName = /(?:^|\.)(?:kubernetes|k8s)\.io$/;

function isLabel(label: string): boolean {
  return label !== '' && !label.startsWith('-') && !label.endsWith('-');
}

/** Whether a word is a full name of a host, by its last label and by what else has points in it. */
function isDomain(word: string): boolean {
  if (!nameCharacters.test(word) || publicName.test(word.toLowerCase())) return false;
  const labels = word.split('.');
  const [first = ''] = labels;
  const last = labels.at(-1) ?? '';
  const isZone = zones.has(last.toLowerCase());
  const isOneCase = last === last.toLowerCase() || word === word.toUpperCase();
  if (labels.length < 2 || !isZone || !isOneCase || !labels.every(isLabel)) return false;
  if (codeWords.has(first.toLowerCase())) return false;
  const isMixed = /[A-Z]/.test(first) && /[a-z]/.test(first);
  const isFile = fileEndings.has(last) || isMixed || /^\d{1,253}$/.test(first);
  if (labels.length === 2 && isFile) return false;
  return labels.slice(0, -1).some((label) => /[A-Z]/i.test(label));
}

/** Whether a word may be a host's in a place where a host's name stands. */
export function isHostWord(word: string): boolean {
  return (
    // What is too long for a name is a secret no less.
    /^[\w.-]{1,300}$/.test(word) &&
    /^[A-Z0-9]/i.test(word) &&
    /[A-Z0-9]$/i.test(word) &&
    /[A-Z]/i.test(word) &&
    !plainNames.has(word.toLowerCase())
  );
}

/** What a place says of its word: a host, an end of a packet that tcpdump printed, or nothing. */
export type Expected = 'end' | 'host' | null;

const cloudName = /^ip-\d{1,20}-\d{1,20}-\d{1,20}-\d{1,20}$/;

/** What every cluster's names end in; it tells a name that a resolver's search list completed. */
const clusterEnding = /\.(?:svc\.)?cluster\.local$/;

function hostToken(name: string, tokens: Tokens): string {
  const folded = name.toLowerCase();
  const ending = clusterEnding.exec(folded)?.[0] ?? '';
  const own = folded.slice(0, folded.length - ending.length);
  return (isToken(own) || own === 'svc' ? own : tokens.of('host', own)) + ending;
}

/** A name, or a name and a port after a point, as tcpdump prints it. */
function maskName(word: string, expected: Expected, tokens: Tokens): string {
  if (isDomain(word) || tokens.isKnown(word) || cloudName.test(word)) {
    return hostToken(word, tokens);
  }
  const point = word.lastIndexOf('.');
  const port = word.slice(point + 1);
  if (point !== -1 && (services.has(port) || /^\d{1,300}$/.test(port))) {
    const host = word.slice(0, point);
    if (isToken(host)) return word;
    const isHost = isDomain(host) || tokens.isKnown(host);
    if (isHost || (expected === 'end' && isHostWord(host))) {
      return hostToken(host, tokens) + word.slice(point);
    }
  }
  return expected === 'host' && isHostWord(word) ? hostToken(word, tokens) : word;
}

function maskPart(word: string, place: Place, expected: Expected, tokens: Tokens): string {
  if (isToken(word)) return word;
  const hasNumbers = /\d\.\d{1,300}\.\d{1,300}\.\d/.test(word);
  const isName = isDomain(word) || (expected === 'host' && isHostWord(word));
  if (hasNumbers && !isName) return maskQuads(word, place, tokens);
  return maskName(word, expected, tokens);
}

const unitEnding = /\.(?:service|socket|target|timer|mount|slice|scope)$/;
const symbolVersion = /^(?:GLIBC|GCC|CXXABI|OPENSSL)/;

/** What stands behind the `@`; null when it is no host. */
function maskHostOf(local: string, host: string, tokens: Tokens): string | null {
  if (isQuad(host)) return maskQuad(host, tokens);
  if (isToken(host)) return host;
  // `java.lang.Object@1b2c3d4e` is an object, `root@1b2c3d4e` a container.
  const isName = /^[A-Z0-9][A-Z0-9-]{0,299}$/i.test(host) && /[A-Z]/i.test(host);
  return isName && !/[A-Z.$/]/.test(local) ? hostToken(host, tokens) : null;
}

/** `user@host` or a mail address; null when it only looks like one. */
function maskAt(word: string, tokens: Tokens): string | null {
  const at = word.lastIndexOf('@');
  const local = word.slice(0, at);
  const host = word.slice(at + 1);
  if (local === '' || /[@:]/.test(local) || !/^[A-Z0-9]/i.test(host)) return null;
  if (unitEnding.test(host) || symbolVersion.test(host)) return null;
  if (isToken(local) && !local.startsWith('user-')) return null;
  if (isDomain(host) && !isQuad(host) && !isToken(host)) {
    return tokens.of('mail', word.toLowerCase());
  }
  const masked = maskHostOf(local, host, tokens);
  if (masked === null) return null;
  const user = local === 'root' || isToken(local) ? local : tokens.of('user', local);
  return `${user}@${masked}`;
}

const edge = '.:_%@-';

/** The marks at both ends of a word, which belong to no name; two colons at an end may be part of an address. */
function trimEdges(word: string): readonly [lead: string, core: string, tail: string] {
  let start = 0;
  if (!word.startsWith('::')) while (edge.includes(word.charAt(start) || ' ')) start += 1;
  let end = word.length;
  const isOpen = /[^:]::$/.test(word.slice(start)) || word.slice(start) === '::';
  if (!isOpen) while (end > start && edge.includes(word.charAt(end - 1))) end -= 1;
  return [word.slice(0, start), word.slice(start, end), word.slice(end)];
}

function maskParts(core: string, place: Place, expected: Expected, tokens: Tokens): string {
  if (core.includes('::')) return maskQuads(core, place, tokens);
  const parts = core.split(':');
  return parts
    .map((part, at) => {
      const next = at === parts.length - 1 ? place.next : ':';
      const isHost = expected === 'host' && at > 0;
      return maskPart(part, { ...place, next }, isHost ? null : expected, tokens);
    })
    .join(':');
}

/** Where a word stands and what that says of it. */
export interface WordPlace extends Place {
  readonly expected: Expected;
  /** Whether the line is a row of a table that puts the port behind an address without brackets. */
  readonly isPortLast: boolean;
}

/**
 * A word with everything in it that tells a machine or a person apart replaced.
 *
 * @param word letters, digits and `_.:@%-`, at most 300
 */
export function maskWord(word: string, place: WordPlace, tokens: Tokens): string {
  const [lead, core, tail] = trimEdges(word);
  if (core === '' || isToken(core)) return word;
  const { expected, isPortLast } = place;
  if (!/[.:@-]/.test(core)) {
    return lead + maskName(core, expected === 'end' ? null : expected, tokens) + tail;
  }
  const masked =
    (core.includes('@') ? maskAt(core, tokens) : null) ??
    maskMac(core, tokens) ??
    maskHex(core, tokens) ??
    maskSixWord(core, isPortLast, tokens) ??
    maskParts(
      core,
      { previous: place.previous, next: tail === '' ? place.next : tail.charAt(0) },
      expected,
      tokens,
    );
  return lead + masked + tail;
}

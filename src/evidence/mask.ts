/**
 * Masking: a text with tokens in place of addresses, names and secrets, `ip4-private-1` for the same address wherever it
 * stands. `public/collect.sh` follows the same rules in awk, and a test runs both on the same texts.
 */
import { withoutColors } from './clean.ts';
import { keyMasker } from './mask-keys.ts';
import { isHostWord, maskWord } from './mask-names.ts';
import type { Expected } from './mask-names.ts';
import { findSecret, findUserInfo } from './mask-secrets.ts';
import { isToken, tokensFor } from './mask-tokens.ts';
import type { Tokens } from './mask-tokens.ts';
import { nameKeys } from './mask-words.ts';

const wordCharacters = /[\w.:@%-]{1,300}/;
const portLast =
  /^[ \t>]{0,300}(?:tcp|udp|ESTAB|LISTEN|UNCONN|TIME-WAIT|CLOSE-WAIT|SYN-|FIN-WAIT|LAST-ACK|CLOSING)/;
/** A path has one slash where `https://` has two. */
const shortPrompt = /^([A-Z][A-Z0-9.-]{0,98}):[~/](?!\/)[\w./~-]{0,98} ?[#$%](?: |$)/i;
const longPrompt = /^\[?[A-Z_][\w.-]{0,98}@([A-Z0-9.-]{1,98})[: ][^#$%]{0,98}[#$%]/i;
const programs = /^[A-Z].*:$/is;

/** Name of the machine that a line gives by its form: a log's, that of `uname -a`, a prompt's. Null when it gives none. */
function nameIn(whole: string): string | null {
  let start = 0;
  while (' \t>'.includes(whole.charAt(start) || '.')) start += 1;
  const line = whole.slice(start, start + 200);
  const [a = '', b = '', c = '', d = '', e = ''] = line.trim().split(/[ \t\n]+/, 5);
  const isLog = /^[A-Z][a-z]{2}$/.test(a) && /^\d\d?$/.test(b) && /^\d\d:\d\d:\d\d$/.test(c);
  const isDated = /^\d{4}-\d\d-\d\dT[0-9:.,+Z-]{1,200}$/.test(a);
  let name: string | undefined;
  if (isLog && programs.test(e)) name = d;
  else if ((isDated && programs.test(c)) || (a === 'Linux' && /^[2-9]\.\d/.test(c))) name = b;
  else {
    const head = line.slice(0, 100);
    name = (shortPrompt.exec(head) ?? longPrompt.exec(head))?.[1];
  }
  const isName = name !== undefined && /^[A-Z0-9](?:[\w.-]{0,198}[A-Z0-9])?$/i.test(name);
  return isName && /[A-Z]/i.test(name ?? '') ? (name ?? null) : null;
}

/** What the words before say of the next one. */
function expectedAfter(previous: string, between: string, next: string): Expected {
  if (previous === 'ip' || previous === 'ip6' || between === ' < ' || between === ' > ')
    return 'end';
  const isKey = nameKeys.has(previous) && /^"? ?[=:] ?"?$/.test(between);
  // `Host: name`, but not `cannot connect to host: Connection refused`.
  const isLast = next === '' || '"\',}'.includes(next);
  const isColonKey =
    isLast &&
    previous.endsWith(':') &&
    nameKeys.has(previous.slice(0, -1)) &&
    /^ ?"?$/.test(between);
  return isKey || isColonKey ? 'host' : null;
}

/** Characters between two words that are looked at. */
const longestBetween = 8;

/** What the whole line says of its words. */
interface LinePlace {
  /** Name of the machine, as {@link nameIn} finds it. */
  readonly own: string | null;
  readonly isPortLast: boolean;
}

function maskWords(line: string, { own, isPortLast }: LinePlace, tokens: Tokens): string {
  const out: string[] = [];
  let [at, previous, between] = [0, '', ''];
  const passSecret = (value: string, before: string): void => {
    out.push(before, value === '' ? '' : tokens.ofSecret(value));
    at += before.length + value.length;
    [previous, between] = ['', ''];
  };
  while (at < line.length) {
    const chunk = line.slice(at, at + 300);
    const found = wordCharacters.exec(chunk);
    const gap = found === null ? chunk : chunk.slice(0, found.index);
    if (found === null || gap !== '') {
      out.push(gap);
      at += gap.length;
      between = (between + gap).slice(-longestBetween);
      continue;
    }
    const [word] = found;
    // The colon of "key": "value" belongs to what is between the two.
    if (word === ':') {
      out.push(word);
      at += 1;
      between = (between + word).slice(-longestBetween);
      continue;
    }
    const isAuthority =
      between === '//' && previous.endsWith(':') && !isToken(previous.slice(0, -1));
    const userInfo = isAuthority ? findUserInfo(chunk) : null;
    if (userInfo !== null) {
      out.push(tokens.ofSecret(userInfo), '@');
      at += userInfo.length + 1;
      continue;
    }
    const folded = word.toLowerCase();
    const secret = findSecret({ line, at, word: folded, previous });
    if (secret !== null) {
      passSecret(secret.value, secret.before);
      continue;
    }
    const isOwn =
      own !== null && (folded === own.toLowerCase() || folded === `${own.toLowerCase()}:`);
    if (isOwn && !isAuthority && !isToken(own)) {
      out.push(tokens.of('host', own.toLowerCase()) + word.slice(own.length));
    } else {
      const next = chunk.charAt(word.length);
      const expected = isAuthority ? 'host' : isOwn ? null : expectedAfter(previous, between, next);
      out.push(maskWord(word, { previous, next, expected, isPortLast }, tokens));
    }
    at += word.length;
    [previous, between] = [folded, ''];
  }
  return out.join('');
}

/**
 * Replaces addresses, names of hosts and users, and secrets in a text by tokens: the same value by the same token, another by
 * another. Loopback and unspecified addresses, ports, versions and figures stay. Takes any text and never throws; line breaks
 * stay as they are, terminal colors go. Masking twice changes nothing more, unless things are glued together as none writes them.
 */
export function maskText(text: string): string {
  const plain = withoutColors(text).replaceAll('\u001b', '');
  const parts = plain.split(/([\r\n])/);
  const tokens = tokensFor(plain);
  for (let at = 0; at < parts.length; at += 2) {
    const name = nameIn(parts[at] ?? '');
    if (name !== null && isHostWord(name)) tokens.learn(name);
  }
  const maskLine = keyMasker(tokens);
  const mask = (line: string): string => {
    const place = { own: nameIn(line), isPortLast: portLast.test(line) };
    return maskLine(line, (text) => maskWords(text, place, tokens));
  };
  return parts.map((part, at) => (at % 2 === 0 ? mask(part) : part)).join('');
}

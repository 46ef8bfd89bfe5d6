/** Secrets at a place in a line: what follows a telling key, headers, and keys that show by their own beginning. */

import { announcers } from './mask-words.ts';

/** A secret found at the start of a text: what stands before it, and itself. */
export interface Secret {
  readonly before: string;
  readonly value: string;
}

const telling = /pass|secret|token|key|cookie|auth|credential|session|psk|bearer|pwd|^pw$/;
const header = /^[a-z0-9_.-]{0,300}(?:cookie|authorization)["']?[:=] {0,300}["']?/;
const scheme = /^(?:basic|bearer|digest|negotiate|ntlm|apikey|token|aws4-hmac-sha256) {1,40}/i;
const assigned =
  /^[a-z0-9_.-]{0,300}(?:passwd|password|passphrase|secret|secret[_-]?key|token|api[_-]?key|access[_-]?key|access[_-]?key[_-]?id|private[_-]?key|auth[_-]?key|master-key|credential|credentials|session-id|session-id-ctx|jsessionid|phpsessid|psk)["']?(?: {0,300}= {0,300}| {0,300}: {1,300}|:)["']?/;
/** `DB_PASS=`, `?pwd=`; with an equals sign only, not `bypass=`, and not the folder of a `PWD=/root`. */
const shortKey = /^(?:[a-z0-9_.-]{0,300}[_.-])?(?:pass|pwd|pw)=["']?(?!\/)/;
const option = /^[a-z0-9_.-]{0,300}--?(?:password|passwd|passphrase|token|secret|api-key) ["']?/;
const bearer = /^bearer ["']?/;
const empty = /^(?:\*{1,2000}|true|false|null|none|yes|no|\$.{0,2000}|%s|x{1,2000})$/s;
const prefixed =
  /^(?:eyJ[\w-]{1,300}\.|AIza[\w-]|SG\.[\w-]{1,300}\.|AKIA[A-Z0-9]|ASIA[A-Z0-9]|gh[pousr]_|glpat-|xox[abprs]-|sk-|AAAA[BCE][23]Nz)/;
const base64 = /^[\w.+/=-]{1,300}/;

/** What stands between the announcing word and the password. */
const gap = String.raw`[ \t]{1,200}["']?[^\w \t"']{0,200}$`;
/** A setting of Redis or HAProxy, SQL, a web hook of Slack. */
const settings = [
  new RegExp(String.raw`(?:^|[ \t"'])(?:(?:--)?(?:requirepass|masterauth)|stats auth)${gap}`, 'i'),
  /identified by[ \t]{1,200}["'][^\w \t"']{0,200}$/i,
  /hooks\.slack\.com\/services\/$/i,
];
/** Netty prints the bytes of a request, cookies and all; the first five tell the protocol. */
const printedBytes = /not an ssl\/tls record: $/i;
const shownDigits = 10;
/** Programs that take a password as the value of an option. */
const programs: readonly (readonly [program: string, option: RegExp])[] = [
  ['redis-cli', new RegExp(String.raw`[ \t]-a${gap}`)],
  ['sshpass', new RegExp(String.raw`[ \t]-p${gap}`)],
  ['ldap', new RegExp(String.raw`[ \t]-w${gap}`)],
];
const curlUser = new RegExp(String.raw`[ \t](?:-u|--user|--proxy-user)${gap}`, 'i');
/** Keys of signed URLs; a signal, which is a `sig=`, too, is shorter. */
const signature = /^(?:x-amz-)?sig(?:nature)?=/;
const shortestSignature = 16;

/** Characters that a key is looked for in, and that a value may have. */
const [keyWindow, valueWindow] = [300, 2000];

/** The text up to the first of some characters. */
function upTo(text: string, ends: RegExp): string {
  const at = text.search(ends);
  return at === -1 ? text : text.slice(0, at);
}

/** The rest of the line behind `Cookie:` or `Authorization:`, but for the scheme. */
function headerSecret(text: string): Secret | null {
  const key = header.exec(text.slice(0, keyWindow).toLowerCase())?.[0];
  if (key === undefined) return null;
  const kind = scheme.exec(text.slice(key.length, key.length + 40))?.[0] ?? '';
  const start = key.length + kind.length;
  return { before: text.slice(0, start), value: upTo(text.slice(start), /["']/).trimEnd() };
}

/** The password that an option or a setting before it announces. */
function announced(text: string, word: string, before: string): Secret | null {
  const isQuoted = /["'][^\w \t"']{0,200}$/.test(before);
  const value = upTo(text.slice(0, valueWindow), isQuoted ? /["']/ : /[ \t\r"']/);
  if (word.startsWith('-p')) {
    if (word.length === 2 || !text.startsWith('-p')) return null;
    const isMySql = /(?:mysql|mariadb).{0,200}[ \t]$/is.test(before);
    return isMySql ? { before: text.slice(0, 2), value: value.slice(2) } : null;
  }
  if (printedBytes.test(before)) {
    const hidden = value.slice(shownDigits);
    return hidden === '' ? null : { before: value.slice(0, shownDigits), value: hidden };
  }
  const folded = before.toLowerCase();
  const isFor = ([program, flag]: (typeof programs)[number]): boolean =>
    folded.includes(program) && flag.test(before);
  const isUser = folded.includes('curl') && value.includes(':') && curlUser.test(before);
  const isSetting = settings.some((one) => one.test(before));
  return isUser || isSetting || programs.some(isFor) ? { before: '', value } : null;
}

/** The signature of a signed URL. */
function signatureIn(text: string): Secret | null {
  const key = signature.exec(text.slice(0, keyWindow).toLowerCase())?.[0];
  if (key === undefined) return null;
  const value = upTo(text.slice(key.length, key.length + valueWindow), /[ \t\r"'&;,<>(){}]/);
  return value.length < shortestSignature ? null : { before: text.slice(0, key.length), value };
}

/** Characters before a word in which what announces a password is looked for. */
const announcing = 200;

/** Where a word stands that may be a secret or name one. */
interface SecretPlace {
  readonly line: string;
  readonly at: number;
  /** The word in lower case, and the one before it. */
  readonly word: string;
  readonly previous: string;
}

/** The secret that a word and what follows it hold, by the word itself or by what stands before it. */
export function findSecret({ line, at, word, previous }: SecretPlace): Secret | null {
  const text = line.slice(at);
  const mayBeTold = announcers.has(previous) || word.startsWith('-p');
  const before = line.slice(Math.max(0, at - announcing), at);
  const told = (mayBeTold ? announced(text, word, before) : null) ?? signatureIn(text);
  if (told !== null && !empty.test(told.value)) return told;
  if (telling.test(word)) {
    const found = headerSecret(text);
    if (found !== null) return found;
    const window = text.slice(0, keyWindow).toLowerCase();
    const key = (assigned.exec(window) ??
      shortKey.exec(window) ??
      option.exec(window) ??
      bearer.exec(window))?.[0];
    if (key !== undefined) {
      const rest = text.slice(key.length, key.length + valueWindow);
      const isQuoted = /["']$/.test(key);
      const value = upTo(rest, isQuoted ? /["']/ : /[ \t\r"'&;,<>(){}]/);
      const isWord = word === 'bearer' && (value.length < 8 || !/^[a-z0-9]/i.test(value));
      if (value !== '' && !isWord && !empty.test(value)) {
        return { before: text.slice(0, key.length), value };
      }
    }
  }
  const value = base64.exec(text)?.[0] ?? '';
  return value.length >= 20 && prefixed.test(value) ? { before: '', value } : null;
}

/** The user and password of a URL, at its authority; null when there are none. */
export function findUserInfo(text: string): string | null {
  const authority = upTo(text.slice(0, keyWindow), /[ \t/"'<>?]/);
  const at = authority.lastIndexOf('@');
  return at === -1 ? null : authority.slice(0, at);
}

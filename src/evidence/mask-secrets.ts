/** Secrets at a place in a line: what follows a telling key, headers, and keys that show by their own beginning. */

/** A secret found at the start of a text: what stands before it, and itself. */
export interface Secret {
  readonly before: string;
  readonly value: string;
}

const telling = /pass|secret|token|key|cookie|auth|credential|session|psk|bearer/;
const header = /^[a-z0-9_.-]{0,300}(?:cookie|authorization)["']?[:=] {0,300}["']?/;
const scheme = /^(?:basic|bearer|digest|negotiate|ntlm|apikey|token|aws4-hmac-sha256) {1,40}/i;
const assigned =
  /^[a-z0-9_.-]{0,300}(?:passwd|password|passphrase|secret|secret[_-]?key|token|api[_-]?key|access[_-]?key|access[_-]?key[_-]?id|private[_-]?key|auth[_-]?key|master-key|credential|credentials|session-id|session-id-ctx|jsessionid|phpsessid|psk)["']?(?: {0,300}= {0,300}| {0,300}: {1,300}|:)["']?/;
const option = /^[a-z0-9_.-]{0,300}--?(?:password|passwd|passphrase|token|secret|api-key) ["']?/;
const bearer = /^bearer ["']?/;
const empty = /^(?:\*{1,2000}|true|false|null|none|yes|no|\$.{0,2000}|%s|x{1,2000})$/s;
const prefixed =
  /^(?:eyJ[\w-]{1,300}\.|AKIA[A-Z0-9]|ASIA[A-Z0-9]|gh[pousr]_|glpat-|xox[abprs]-|sk-|AAAA[BCE][23]Nz)/;
const base64 = /^[\w.+/=-]{1,300}/;

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

/**
 * The secret that a word and what follows it hold.
 *
 * @param text the line from the word on
 * @param word the word in lower case
 */
export function findSecret(text: string, word: string): Secret | null {
  if (telling.test(word)) {
    const found = headerSecret(text);
    if (found !== null) return found;
    const window = text.slice(0, keyWindow).toLowerCase();
    const key = (assigned.exec(window) ?? option.exec(window) ?? bearer.exec(window))?.[0];
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

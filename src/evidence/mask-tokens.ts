/** Tokens that stand for masked values: the same token for the same value, another for another. */
import { plainNames } from './mask-words.ts';

/** What a token stands for. */
export type TokenKind =
  | 'host'
  | 'ip4-link'
  | 'ip4-multicast'
  | 'ip4-private'
  | 'ip4-public'
  | 'ip6-link'
  | 'ip6-multicast'
  | 'ip6-private'
  | 'ip6-public'
  | 'mac'
  | 'mail'
  | 'secret'
  | 'user';

const form =
  /^(?:(?:ip4|ip6)-(?:private|public|link|multicast)|host|mac|secret|user|mail)-\d{1,15}$/;
const anywhere =
  /(?:(?:ip4|ip6)-(?:private|public|link|multicast)|host|mac|secret|user|mail)-\d{1,15}/g;
const hostName = /^[a-z0-9][a-z0-9_.-]{1,252}$/;

/** Whether a word is such a token. */
export function isToken(word: string): boolean {
  return form.test(word);
}

/** The tokens of one text. */
export interface Tokens {
  /** The token of a value. */
  readonly of: (kind: TokenKind, value: string) => string;
  /** The token of a secret; a token already there is left. */
  readonly ofSecret: (value: string) => string;
  /** Notes the name of a machine that the text gives away, so that it is masked wherever it stands alone. */
  readonly learn: (name: string) => void;
  readonly isKnown: (name: string) => boolean;
}

/**
 * Begins the tokens of a text. Those that the text already holds stay as they are, and their numbers are not given again.
 *
 * @param text the whole text
 */
export function tokensFor(text: string): Tokens {
  const taken = new Set(text.match(anywhere));
  const tokens = new Map<string, string>();
  const counts = new Map<TokenKind, number>();
  const known = new Set<string>();
  const of = (kind: TokenKind, value: string): string => {
    const key = `${kind} ${value}`;
    const old = tokens.get(key);
    if (old !== undefined) return old;
    let count = counts.get(kind) ?? 0;
    do count += 1;
    while (taken.has(`${kind}-${count}`));
    counts.set(kind, count);
    const token = `${kind}-${count}`;
    tokens.set(key, token);
    return token;
  };
  return {
    of,
    ofSecret: (value) => (isToken(value) ? value : of('secret', value)),
    learn: (name) => {
      const folded = name.toLowerCase();
      const isName = hostName.test(folded) && /[a-z]/.test(folded) && /[a-z0-9]$/.test(folded);
      if (folded.length < 3 || plainNames.has(folded) || isToken(folded) || !isName) return;
      known.add(folded);
    },
    isKnown: (name) => known.has(name.toLowerCase()),
  };
}

/** Private keys in PEM (RFC 7468), which are masked whole: over lines, within one, and behind what a log puts before. */
import { isToken } from './mask-tokens.ts';
import type { Tokens } from './mask-tokens.ts';

const keyStart = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const keyEnd = '-----END ';
const keyCharacter = /[A-Z0-9+/=]/i;
/** `Proc-Type: 4,ENCRYPTED` and the like, which stand before the key in the form of RFC 1421. */
const keyHeader = /^[A-Z][A-Z-]{0,40}: /i;
/** Fewest characters of a key in one run: behind its start in one line, and at the end of a line that something else begins. */
const [shortestInline, shortestBehind] = [16, 40];

/** A text in two: all before the run of key characters at its end, and that run. */
function cutRun(text: string): readonly [before: string, run: string] {
  let at = text.length;
  while (at > 0 && keyCharacter.test(text.charAt(at - 1))) at -= 1;
  return [text.slice(0, at), text.slice(at)];
}

/** Whether what follows the start of a key in its line holds some of the key. */
function hasKey(text: string): boolean {
  let run = 0;
  for (const character of text) {
    run = keyCharacter.test(character) ? run + 1 : 0;
    if (run === shortestInline) return true;
  }
  return false;
}

/** Masks words that belong to no key. */
type MaskRest = (text: string) => string;

/** A line within a key, with its edges cut; null when the key has ended without saying so. */
function maskBare(bare: string, maskRest: MaskRest, tokens: Tokens): string | null {
  if (bare === '' || isToken(bare)) return bare;
  const [before, run] = cutRun(bare);
  if (before === '' || run.length >= shortestBehind) return maskRest(before) + tokens.ofSecret(run);
  return keyHeader.test(bare) ? maskRest(bare) : null;
}

/** Up to where a key goes in a text: to its end line, or to the end of the text. */
function keyLength(text: string): number {
  const end = text.indexOf(keyEnd);
  return end === -1 ? text.length : end;
}

/**
 * Begins the masking of private keys in a text, whose lines must come one after the other.
 *
 * @returns what masks a line; `maskRest` is given each piece of it that belongs to no key
 */
export function keyMasker(tokens: Tokens): (line: string, maskRest: MaskRest) => string {
  let isKey = false;
  return (line, maskRest) => {
    const out: string[] = [];
    let rest = line;
    if (isKey) {
      const within = line.slice(0, keyLength(line));
      const bare = within.replace(/^[ \t>]{1,300}/, '').trimEnd();
      const masked = maskBare(bare, maskRest, tokens);
      out.push(within.replace(bare, () => masked ?? maskRest(bare)));
      rest = line.slice(within.length);
      isKey = rest === '' && masked !== null;
    }
    for (let start = keyStart.exec(rest); start !== null; start = keyStart.exec(rest)) {
      const behind = rest.slice(start.index + start[0].length);
      const within = behind.slice(0, keyLength(behind));
      out.push(maskRest(rest.slice(0, start.index)), start[0]);
      out.push(hasKey(within) ? tokens.ofSecret(within) : maskRest(within));
      rest = behind.slice(within.length);
      isKey = rest === '';
    }
    return out.join('') + maskRest(rest);
  };
}

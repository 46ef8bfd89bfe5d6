/**
 * How text becomes terms. Names that engineers search for (`net.core.somaxconn`, `nf_conntrack: table full`,
 * `isEventsHighKilled`) are kept whole and are also split at their joints, so that both the full name and one of its
 * words find the page. Han text has no spaces and is cut into overlapping pairs of characters.
 */

const longestTerm = 64;
const han = /\p{Script=Han}/u;
const word = /[\p{L}\p{N}][\p{L}\p{N}_.:$/-]*/gu;
const joint = /[_.:$/-]+/u;
/** A figure with its unit, or in the plural, as people type them where pages write `60 s` and `502`. */
const figure = /^(\d{1,9})(?:s|ms|min|[mhk]|kb|mb|gb)$/iu;
const hump = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u;

/** Overlapping pairs of characters; a single character stands for itself. */
function pairs(run: string): string[] {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`);
}

/** Splits a mixed word into its runs of Han and of other characters. */
function runs(text: string): { text: string; han: boolean }[] {
  const found: { text: string; han: boolean }[] = [];
  for (const character of text) {
    const isHan = han.test(character);
    const last = found.at(-1);
    if (last?.han === isHan) last.text += character;
    else found.push({ text: character, han: isHan });
  }
  return found;
}

/**
 * Terms of a text, lower case, duplicates kept, at most 64 characters each. Linear in the text's length: both
 * expressions match one character class after another and never go back.
 */
export function tokenize(text: string): string[] {
  const terms: string[] = [];
  for (const [match] of text.matchAll(word)) {
    for (const run of runs(match.slice(0, 4 * longestTerm))) {
      if (run.han) {
        terms.push(...pairs(run.text));
        continue;
      }
      const whole = run.text.replace(/[_.:$/-]{1,64}$/u, '');
      if (whole === '') continue;
      terms.push(whole.slice(0, longestTerm).toLowerCase());
      const parts = whole.split(joint).flatMap((part) => part.split(hump));
      const number = figure.exec(whole)?.[1];
      if (number !== undefined) terms.push(number);
      if (parts.length > 1) {
        for (const part of parts) {
          if (part.length > 1) terms.push(part.slice(0, longestTerm).toLowerCase());
        }
      }
    }
  }
  return terms;
}

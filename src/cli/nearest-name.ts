/** The name that somebody probably meant. */

/** Number of letters to insert, delete or replace (Levenshtein); both texts are cut to 64 characters. */
function distance(a: string, b: string): number {
  const [left, right] = [a.slice(0, 64), b.slice(0, 64)];
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

/** The nearest of `names`, or null when none is near: at most a third of the letters differ. Ties go to the earlier name. */
export function nearestName(text: string, names: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.floor(text.length / 3) + 1;
  for (const name of names) {
    const letters = distance(text, name);
    if (letters < least) [best, least] = [name, letters];
  }
  return best;
}

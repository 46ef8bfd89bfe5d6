/** Text with some stretches marked, as a lit template: escaped by construction. */
import { html, type TemplateResult } from 'lit';
import type { Range } from '#search/index.ts';

/** A match shorter than this, inside a word, is chance: "rst" in "first". */
const leastInsideWord = 4;

/**
 * Whether a marked stretch is worth marking: it begins where a word or a part of an identifier begins, as "Overflows" does
 * in "ListenOverflows", or it is long enough to be no accident.
 * @param text the whole text
 * @param range the stretch, as offsets into the text
 */
export function isTelling(text: string, [start, end]: Range): boolean {
  if (end - start >= leastInsideWord) return true;
  return !/^\p{Ll}{2}/u.test(text.slice(start - 1, start + 1)) || start === 0;
}

/** `text` with each range in a `<mark>`; overlapping or unordered ranges are merged. */
export function highlight(text: string, ranges: readonly Range[]): TemplateResult {
  const pieces: TemplateResult[] = [];
  let at = 0;
  const telling = ranges.filter((range) => isTelling(text, range));
  for (const [start, end] of telling.sort((a, b) => a[0] - b[0])) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    pieces.push(html`${text.slice(at, from)}<mark>${text.slice(from, end)}</mark>`);
    at = end;
  }
  return html`${pieces}${text.slice(at)}`;
}

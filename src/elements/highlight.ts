/** Text with some stretches marked, as a lit template: escaped by construction. */
import { html, type TemplateResult } from 'lit';
import type { Range } from '#search/index.ts';

/** `text` with each range in a `<mark>`; overlapping or unordered ranges are merged. */
export function highlight(text: string, ranges: readonly Range[]): TemplateResult {
  const pieces: TemplateResult[] = [];
  let at = 0;
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    pieces.push(html`${text.slice(at, from)}<mark>${text.slice(from, end)}</mark>`);
    at = end;
  }
  return html`${pieces}${text.slice(at)}`;
}

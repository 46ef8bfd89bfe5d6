/** One line of an item's text as a lit template, with `code` between backticks shown as code. */
import { html, type TemplateResult } from 'lit';

/** Escaped by construction. An odd number of backticks is no pair: the text is then shown as it is. */
export function inline(text: string): TemplateResult {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return html`${text}`;
  return html`${parts.map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** Markdown to the words that a reader sees: good enough to search in, not to show. */

/** Drops fences, marks, link targets and table rules; keeps code and all words. Linear in the text. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^(?:```|~~~).*$/gmu, ' ')
    .replace(/\]\([^()\n]{0,400}\)/gu, ' ')
    .replace(/^[#>\s|:*-]+/gmu, ' ')
    .replace(/[[\]`*|]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

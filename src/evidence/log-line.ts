/** Whether text before an error is what programs print before one, so that an error quoted in a sentence is left alone. */

/** A clock, a level, or a label that ends in a colon, bracket, quote or dash. */
const printed = /\d\d:\d\d|\b(?:WARN|ERROR|INFO|DEBUG|FATAL|SEVERE|CRITICAL)\b|[:([{"'=>-]\s?$/;

/** Ideographs, kana and full-width punctuation: no program of ours prints them before an error text. */
const ideograph = /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/;

/**
 * Whether an error may follow this text in the output of a program.
 *
 * @param before what stands before the error on its line
 */
export function isPrinted(before: string): boolean {
  return before.trim() === '' || (printed.test(before) && !ideograph.test(before));
}

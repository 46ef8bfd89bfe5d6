/** What is taken off a pasted line before it is read: terminal colors, control characters, quotation marks of mail. */

const escape = '\u001b';

/**
 * Terminal sequences: `ESC [ ... letter`, `ESC ] ... BEL` (window titles) and two-character ones. Bounded, and each
 * repetition ends at a character that it cannot take, so the time is linear.
 */
const terminalSequence =
  // eslint-disable-next-line no-control-regex -- terminal sequences begin with a control character
  /\u001b(?:\[[0-9;?]{0,32}[a-z@]|\][^\u0007\u001b\r\n]{0,200}(?:\u0007|\u001b\\)|[a-z()=>])/gi;

/** A line break of its own; without the sequence behind it, it could become half of a CR LF. */
// eslint-disable-next-line no-control-regex -- terminal sequences begin with a control character
const returnBeforeSequence = /\r(?=\u001b)/g;

/** The text without terminal sequences. Line breaks stay as many as they were, so line numbers do not move. */
export function withoutColors(text: string): string {
  if (!text.includes(escape)) return text;
  return text.replace(returnBeforeSequence, '\n').replace(terminalSequence, '');
}

// eslint-disable-next-line no-control-regex -- it is control characters that are looked for
const anyControl = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
// eslint-disable-next-line no-control-regex -- it is control characters that are removed
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** The line without control characters; tabs stay. */
export function withoutControls(line: string): string {
  return anyControl.test(line) ? line.replace(controls, '') : line;
}

/** Deepest quotation that is unwrapped: `> > > text`. */
const deepestQuote = 10;

/** The line without the `> ` that mail and Markdown put before quoted text. */
export function withoutQuotes(line: string): string {
  let start = 0;
  for (let depth = 0; depth < deepestQuote; depth += 1) {
    let at = start;
    while (at < start + 4 && line.charCodeAt(at) === 0x20) at += 1;
    if (line.charCodeAt(at) !== 0x3e) break;
    start = at + 1;
  }
  return start === 0 ? line : line.slice(start);
}

/** Characters up to which code in a line stays whole: an option that breaks at its hyphen reads as two. */
const most = 24;

/** Whether a piece of code in a line is short enough to stay on one line, also at 320 pixels. */
export function isShortCode(text: string): boolean {
  return text.length <= most;
}

/** A paste by its lines, for showing. Lives in the page's memory alone: it is never stored and never in a link. */
// The file itself: the room's door would bring the parsers into the page's script.
import { withoutColors, withoutControls } from '#evidence/clean.ts';

/** Characters of a line that are shown, as many as a reading quotes. */
const longestShown = 400;

/** Characters of a line that are looked at: enough for what is shown and the colors in it. */
const longestRead = 4000;

const lineFeed = 10;
const carriageReturn = 13;

function startsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isBreak =
      code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed);
    if (isBreak) starts.push(at + 1);
  }
  return starts;
}

/** The lines of one paste, counted as the parsers count them. */
export class PastedText {
  private starts: readonly number[] | undefined;

  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** A line by its number from 1: without colors and control characters, cut. */
  line(number: number): string {
    this.starts ??= startsOf(this.text);
    const start = this.starts[number - 1];
    if (start === undefined) return '';
    const end = this.starts[number] ?? this.text.length;
    // Colors are taken off first: what is cut must be what is seen.
    const raw = this.text.slice(start, Math.min(end, start + longestRead));
    const line = withoutControls(withoutColors(raw)).replaceAll('\n', '');
    return line.length > longestShown ? `${line.slice(0, longestShown)} …` : line;
  }
}

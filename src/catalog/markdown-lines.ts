/** The lines of a Markdown body that are not in a fenced code block, for rules that look at its structure. */

/** A line of prose with its number in the body, from 1. */
export interface ProseLine {
  readonly line: number;
  readonly text: string;
}

const opening = /^ {0,3}(`{3,}|~{3,})/u;

/** All lines outside fenced code blocks. A fence that never ends takes the rest of the text, as in Markdown. */
export function proseLinesOf(body: string): readonly ProseLine[] {
  const lines: ProseLine[] = [];
  let fence: string | null = null;
  body.split(/\r?\n/u).forEach((text, place) => {
    const mark = opening.exec(text)?.[1];
    if (fence === null) {
      if (mark === undefined) lines.push({ line: place + 1, text });
      else fence = mark;
      return;
    }
    const closes = mark?.[0] === fence[0] && mark !== undefined && mark.length >= fence.length;
    if (closes && text.trim() === mark) fence = null;
  });
  return lines;
}

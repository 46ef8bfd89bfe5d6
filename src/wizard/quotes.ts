/**
 * Lines that a report may quote: those that the observations were read from. A quote goes into a report only masked, and
 * only when the user has seen the masked form; who masks it is the page, which has the masker.
 */
import type { Session } from './session.ts';

/** One line of a paste, or one frame of a capture. */
export interface Quote {
  readonly paste: number;
  /** Name of the file; null for text from the clipboard. */
  readonly name: string | null;
  readonly unit: 'line' | 'frame';
  readonly line: number;
  readonly text: string;
}

/** The lines behind the observations, each once, by paste and line; unmasked. */
export function quotableOf({ observations }: Session): readonly Quote[] {
  const quotes = observations.flatMap(({ from }): Quote[] => {
    if (from.kind !== 'pasted' && from.kind !== 'captured') return [];
    const { paste, text, name = null } = from;
    const place =
      from.kind === 'pasted'
        ? { unit: 'line' as const, line: from.line }
        : { unit: 'frame' as const, line: from.frame };
    return [{ paste, name, ...place, text }];
  });
  const once = new Map(quotes.map((quote) => [`${quote.paste} ${quote.line}`, quote]));
  return [...once.values()].sort((a, b) => a.paste - b.paste || a.line - b.line);
}

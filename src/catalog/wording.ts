/** Makes the two halves of a problem's text. */
import type { Wording } from './problem.ts';

/** The end of a sentence on something unknown, when there is something that was probably meant. */
export function orMeant(proposal: string | undefined): string {
  return proposal === undefined ? '' : `; did you mean "${proposal}"?`;
}

/** What is wrong, and what to do. */
export function say(message: string, remedy: string): Wording {
  return { message, remedy };
}

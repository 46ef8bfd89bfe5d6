/** The short form of a draft whose fact bears the name of its finding. */
import type { Draft, PlainSide } from '#evidence/parser.ts';
import type { Step } from './course.ts';

/** The draft between two frames; none when its value or a frame is not known. */
export function draftOf(
  fact: string,
  value: string | null,
  steps: readonly [Step | null, Step | null],
  side?: PlainSide,
): readonly Draft[] {
  const [from, to] = steps;
  if (value === null || from === null || to === null) return [];
  return [
    {
      fact,
      finding: fact,
      value,
      from: from.line,
      to: to.line,
      ...(side === undefined ? {} : { side }),
    },
  ];
}

/** A SYN that is answered only after it was repeated. */
import type { Draft } from '#evidence/parser.ts';
import type { Course } from './course.ts';
import { elapsed } from './course.ts';
import { draftOf } from './draft.ts';

/** Seconds in which the kernel repeats a SYN: 1, 3, 7 s, and each of the first seconds since 6.5. */
const synRetries = { least: 0.9, most: 8 };

/** Seconds until the sixth and last repetition of kernels up to 6.4 (1 + 2 + 4 + 8 + 16 + 32 = 63): an answer that comes only then. Later
 * kernels repeat earlier and for the last time after about 35 s. */
const sixthRepetition = { least: 60, most: 66 };

/** What a late answer says; nothing when the first SYN was answered, or none. */
export function lateAnswerDrafts({ first, synAck, synAgain }: Course): readonly Draft[] {
  if (synAck === null || synAgain === null) return [];
  const delay = elapsed(first, synAck) ?? 0;
  const isRetry = delay >= synRetries.least && delay <= synRetries.most;
  const isLast = delay >= sixthRepetition.least && delay <= sixthRepetition.most;
  const value = isRetry ? 'syn-retries' : isLast ? 'near-63s' : null;
  return [
    ...draftOf('syn-fate', 'answered-late', [first, synAck], 'server'),
    ...draftOf('connect-delay', value, [first, synAck], 'client'),
  ];
}

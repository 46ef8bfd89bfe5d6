/** What can happen to a triage session, as events of the machine: noun, then verb. */
import type { CaptureEvidence } from '#evidence/capture/report.ts';
import type { Evidence } from '#evidence/reading.ts';
import type { Answer } from './change.ts';
import type { KnownSide, Place } from './observation.ts';
import type { StatedEnd } from './state-end.ts';
import type { Saying } from './words.ts';

/** Every event that the wizard understands; any other is ignored. */
export type WizardEvent =
  /** An answer to the question that is asked, or a fact that the user volunteers. */
  | ({ readonly type: 'answer.given' } & Answer)
  /** Answers read in one look: the question's own first, then those that were asked for on the same screen. "Don't know" is
   * the value `unknown`, which changes no ranking and is not asked again. */
  | { readonly type: 'answers.given'; readonly answers: readonly Answer[] }
  /** Another value for something that is known already; all else stays. */
  | ({ readonly type: 'answer.revised' } & Answer)
  /** Takes an observation back, also to undo what it had ruled out. */
  | ({ readonly type: 'answer.removed' } & Place)
  /** What the person says in a line of their own; blank words take it back. */
  | ({ readonly type: 'words.given' } & Saying)
  /** Not now: the question is not asked again until it is picked. */
  | { readonly type: 'question.skipped'; readonly finding: string }
  /** Ask this one instead. */
  | { readonly type: 'question.picked'; readonly finding: string }
  /** A paste, a file or a capture has been read; `name` is the file's. */
  | {
      readonly type: 'paste.read';
      readonly evidence: Evidence | CaptureEvidence;
      readonly name?: string | null;
    }
  /** Whose host these readings are from. */
  | {
      readonly type: 'reading.side.stated';
      readonly readings: readonly string[];
      readonly side: KnownSide;
    }
  /** At which end a capture was taken; the one that it is compared with was taken at the other. */
  | ({ readonly type: 'capture.end.stated' } & StatedEnd)
  /** What a line really says; the value that was read takes a correction back. */
  | { readonly type: 'reading.corrected'; readonly reading: string; readonly value: string }
  /** Sets readings aside, waiting or believed. */
  | { readonly type: 'reading.dropped'; readonly readings: readonly string[] }
  /** Takes readings back that were set aside. */
  | { readonly type: 'reading.restored'; readonly readings: readonly string[] }
  /** Which reading of a contradiction holds; null for what the session said before, or for none. */
  | {
      readonly type: 'conflict.decided';
      readonly conflict: string;
      readonly keep: string | null;
    }
  /** Go on; what waits goes on waiting. */
  | { readonly type: 'review.closed' }
  /** Show again what waits. */
  | { readonly type: 'review.reopened' }
  | { readonly type: 'symptom.chosen'; readonly symptom: string }
  | { readonly type: 'case.replayed'; readonly case: string }
  /** The page's fragment, from a link, a bookmark, or the browser's back and forward. */
  | { readonly type: 'link.opened'; readonly fragment: string }
  /** Ask, although nothing is known yet or the stop rule has ended it. */
  | { readonly type: 'asking.resumed' }
  /** "That is all I know": conclude from what there is. */
  | { readonly type: 'asking.ended' }
  | { readonly type: 'session.restarted' };

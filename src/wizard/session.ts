/**
 * A triage session: what was observed, what still waits for the user, and what was set aside. Plain data that survives
 * JSON; belief is never in it, because `view.ts` replays it from the observations.
 *
 * A session is saved per tab, so that a reload loses nothing: `{"format":4,"session":{...}}`. When the shape changes, the
 * number goes up and an older save is not read: the page then starts from the link alone, which never changes shape.
 */
import type { Comparison } from '#evidence/capture/compare.ts';
import type { CaptureGist } from '#evidence/capture/gist.ts';
import type { Reading, Trouble, Unread } from '#evidence/reading.ts';
import type { Hints } from '#engine/index.ts';
import type { Knowledge } from './knowledge.ts';
import type { ForeignEntry } from './link.ts';
import { formatLink } from './link.ts';
import type { Observation } from './observation.ts';

/** A reading of one paste, with an id that is unique in the session. */
export interface PastedReading {
  /** "<paste>.<index>", such as "1.4". */
  readonly id: string;
  /** Which paste of the session, from 1. */
  readonly paste: number;
  /** Its side may differ from the parser's once the user has stated it. */
  readonly reading: Reading;
  /** Key of the contradiction that the parser found among readings of this paste; null when there is none. */
  readonly rivals: string | null;
  /** What the reading's line numbers count: lines of a text, or frames of a capture. */
  readonly unit: 'line' | 'frame';
  /** The value that the parser read, when the user corrected it; else null. */
  readonly was: string | null;
  /** The frames of another capture that it was read from as well; null for what one paste says by itself. */
  readonly beside: Beside | null;
}

/** Frames of the capture that a reading was compared with. */
export interface Beside {
  readonly paste: number;
  readonly line: number;
  readonly lastLine: number;
  /** False when these frames were looked through, and do not hold the reading's packets. */
  readonly holds: boolean;
}

/** What is known of one paste, without its text. */
export interface Paste {
  /** From 1. */
  readonly number: number;
  /** Name of the file, or null for text from the clipboard. */
  readonly name: string | null;
  /** What `lines`, `unread` and `troubles` count. */
  readonly unit: 'line' | 'frame';
  readonly lines: number;
  readonly readings: number;
  readonly unread: readonly Unread[];
  readonly troubles: readonly Trouble[];
  /** What is needed to compare a capture with another; null for a text, and after a reload. */
  readonly gist: CaptureGist | null;
}

/** Two captures that were compared, by number of their pastes. */
export interface Compared {
  readonly older: number;
  readonly newer: number;
  readonly outcome: Comparison['outcome'];
  /** Connections that begin in both. */
  readonly common: number;
  /** Readings that only both together gave. */
  readonly readings: number;
}

/** Why the last event changed nothing. The interface says so where the event came from. */
export interface Notice {
  readonly key:
    'unknown-finding' | 'unreadable-value' | 'unknown-case' | 'unknown-symptom' | 'link-too-long';
  /** Finding, case or symptom. */
  readonly id: string;
  readonly value: string;
}

/**
 * How long to ask: `unasked` before anything is said, then `guided` by the stop rule; `insisting` while any useful question is left, because the user wants to go
 * on; `ended`, because the user has nothing more to tell.
 */
export type Pace = 'unasked' | 'guided' | 'insisting' | 'ended';

/** What the person said in a line of their own, and where it points. It steers what is asked; it is in no link and in no
 * report. */
export interface Words {
  readonly text: string;
  readonly hints: Hints;
  /** Number of the paste that holds what was read from it as evidence; null when nothing was. */
  readonly paste: number | null;
}

/** Everything that one session holds. */
export interface Session {
  /** In the order in which they came; at most one a slot (`slotOf`). */
  readonly observations: readonly Observation[];
  /** Earlier observations of this tab: going back and forward gives them back with where they came from. */
  readonly remembered: readonly Observation[];
  /** Readings that are not believed yet: they wait for a side or for a decision. */
  readonly waiting: readonly PastedReading[];
  /** Readings that are believed: each became an observation, or says the same as one. */
  readonly taken: readonly PastedReading[];
  /** Readings that the user set aside; they can be taken back. */
  readonly dropped: readonly PastedReading[];
  /** Machine facts that no question asks for: shown, never used. */
  readonly facts: readonly PastedReading[];
  readonly pastes: readonly Paste[];
  /** Pairs of captures that were compared. */
  readonly compared: readonly Compared[];
  /** Findings that are not asked again until the user picks them. */
  readonly skipped: readonly string[];
  /** The question that the user picked instead of the suggested one. */
  readonly picked: string | null;
  readonly pace: Pace;
  /** Null when nothing was said. */
  readonly words: Words | null;
  /** The user has closed the review: what waits goes on waiting. */
  readonly reviewed: boolean;
  /** Entries of the opened link that this knowledge cannot use. */
  readonly foreign: readonly ForeignEntry[];
  /** Knowledge version that the opened link names. */
  readonly linkedKnowledge: string | null;
  readonly notice: Notice | null;
}

/** A session in which nothing is known yet. */
export const emptySession: Session = {
  observations: [],
  remembered: [],
  waiting: [],
  taken: [],
  dropped: [],
  facts: [],
  pastes: [],
  compared: [],
  skipped: [],
  picked: null,
  pace: 'unasked',
  words: null,
  reviewed: false,
  foreign: [],
  linkedKnowledge: null,
  notice: null,
};

/** The fragment of the session's link, without `#`. It names the knowledge that is in use now. */
export function linkOf(session: Session, knowledge: Knowledge): string {
  return formatLink(knowledge.knowledge, session.observations, session.foreign);
}

/** True before anything is said, pasted or asked: the ways in are offered. Also after everything was taken back. */
export function isUntouched({ observations, pace, picked }: Session): boolean {
  return observations.length === 0 && pace === 'unasked' && picked === null;
}

const format = 4;

/** The session as text, to keep for a reload of the same tab: without what a comparison needs of a capture, which is much. */
export function saveSession(session: Session): string {
  const pastes = session.pastes.map((paste) => ({ ...paste, gist: null }));
  return JSON.stringify({ format, session: { ...session, pastes } });
}

function hasShapeOf(value: object, model: Session): boolean {
  const own = new Map(Object.entries(value));
  return Object.entries(model).every(([key, expected]) => {
    const found: unknown = own.get(key);
    if (Array.isArray(expected)) {
      return Array.isArray(found) && found.every((item) => item !== null && item !== undefined);
    }
    if (expected !== null) return typeof found === typeof expected;
    return own.has(key);
  });
}

/**
 * The session of a saved text, or null when it is none of this format. Only text that `saveSession` made in the same tab
 * is expected: the check catches an older format and damage, not an attacker who already runs script in the page.
 */
export function readSavedSession(text: string): Session | null {
  try {
    const saved: unknown = JSON.parse(text);
    if (typeof saved !== 'object' || saved === null) return null;
    if (!('format' in saved) || saved.format !== format || !('session' in saved)) return null;
    const { session } = saved;
    if (typeof session !== 'object' || session === null) return null;
    return hasShapeOf(session, emptySession) ? (session as Session) : null;
  } catch {
    return null;
  }
}

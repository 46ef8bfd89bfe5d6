/**
 * What the page remembers beside the session, and only as long as it is open: the pasted texts, the captures' connections,
 * what is unfolded, and which reading is being edited. None of it is stored or linked.
 */
import type { CaptureEvidence } from '#evidence/index.ts';
import type { LineRange, Quote, Session } from '#wizard/index.ts';
import type { Taken } from './evidence-intake.ts';
import { PastedText } from './pasted-text.ts';

/** The page's memory. */
export interface PageMemory {
  readonly texts: Map<number, PastedText>;
  readonly captures: Map<number, CaptureEvidence>;
  /** Lines that were unfolded, by paste. */
  readonly opened: Map<number, readonly LineRange[]>;
  /** Ladders that are open, as "paste.connection". */
  readonly ladders: Set<string>;
  /** Id of the reading that is being corrected. */
  editing: string | null;
  /** Where the user can look now: commands for elsewhere are left out; null for anywhere. */
  at: 'server' | 'client' | 'proxy' | null;
  /** True when the last line of words could not be looked up. */
  wordsFailed: boolean;
  /** Lines that could be quoted in the report, masked, while the user chooses; null when nobody is choosing. */
  draft: readonly Quote[] | null;
  /** Lines that go into the report, masked and confirmed. */
  quotes: readonly Quote[];
}

/** A memory with nothing in it. */
export function newMemory(): PageMemory {
  return {
    texts: new Map(),
    captures: new Map(),
    opened: new Map(),
    ladders: new Set(),
    editing: null,
    at: null,
    wordsFailed: false,
    draft: null,
    quotes: [],
  };
}

/** Keeps what was read beside the session's last paste, to which it belongs. */
export function remember(memory: PageMemory, { pastes }: Session, taken: Taken): void {
  const { evidence, text } = taken;
  if (text !== null) memory.texts.set(pastes.length, new PastedText(text));
  else if ('connections' in evidence) memory.captures.set(pastes.length, evidence);
}

/** Keeps the person's own words beside the paste that holds what was read from them. The session has them, also after a reload. */
export function rememberWords(memory: PageMemory, { words }: Session): void {
  const paste = words?.paste ?? null;
  if (words === null || paste === null || memory.texts.has(paste)) return;
  memory.texts.set(paste, new PastedText(words.text));
}

/** Forgets what belongs to no paste of the session any more: after starting over, nothing is left. */
export function forget(memory: PageMemory, { pastes }: Session): void {
  if (pastes.length > 0) return;
  memory.texts.clear();
  memory.captures.clear();
  memory.opened.clear();
  memory.ladders.clear();
  memory.editing = null;
  memory.draft = null;
  memory.quotes = [];
}

/**
 * The session in the tab's own storage, so that a reload loses nothing. It holds readings with the lines that they came
 * from, stays on this machine, and goes with the tab. Storage that is full or forbidden is no error: the link still works.
 */
import { readSavedSession, saveSession, type Session } from '#wizard/index.ts';

const key = 'halfopen.session';

/** The saved session, or null. */
export function loadSession(): Session | null {
  try {
    const text = sessionStorage.getItem(key);
    return text === null ? null : readSavedSession(text);
  } catch {
    return null;
  }
}

/** Saves the session; silently does nothing where there is no storage. */
export function keepSession(session: Session): void {
  try {
    sessionStorage.setItem(key, saveSession(session));
  } catch {
    // Full or forbidden: the link carries the observations.
  }
}

/**
 * Words on their way from the search to the triage page, in the tab's own storage: they are in no address and reach no server.
 * Storage that is full or forbidden is no error: the words are typed again.
 */
const key = 'halfopen.words';

/** Leaves words for the triage page of this tab. */
export function carryWords(words: string): void {
  try {
    sessionStorage.setItem(key, words);
  } catch {
    // Full or forbidden.
  }
}

/** The words that were left, once; empty when none were. */
export function takeCarriedWords(): string {
  try {
    const words = sessionStorage.getItem(key) ?? '';
    sessionStorage.removeItem(key);
    return words;
  } catch {
    return '';
  }
}

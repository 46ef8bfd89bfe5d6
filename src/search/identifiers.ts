/**
 * The first layer of search: exact strings. An error text, counter, sysctl, exception or code that stands in a page
 * wins over anything fuzzy, whatever else the query holds: people paste whole log lines.
 */
import type { SearchRecord } from './record.ts';

/** Identifiers shorter than this say too little to win ("yes", "jcmd" do not; "EMFILE" does). */
const shortest = 5;

/** One spelling for what differs only in case, quotes and white space. */
export function normalize(text: string): string {
  return text
    .toLowerCase()
    .replace(/["'`“”‘’]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A record's identifiers, normalized once. */
export interface IdentifierEntry {
  readonly record: SearchRecord;
  readonly identifiers: readonly string[];
}

/** Prepares the exact layer. */
export function identifierEntries(records: readonly SearchRecord[]): IdentifierEntry[] {
  return records.map((record) => ({
    record,
    identifiers: [
      ...[record.id, record.id.replaceAll('-', ' '), record.title],
      ...record.identifiers,
    ]
      .map(normalize)
      .filter((identifier) => identifier.length >= shortest),
  }));
}

/** Whether `inner` stands in `outer` as whole words. */
function standsIn(inner: string, outer: string): boolean {
  for (let at = outer.indexOf(inner); at >= 0; at = outer.indexOf(inner, at + 1)) {
    const before = outer[at - 1];
    const after = outer[at + inner.length];
    const open = before === undefined || !/[\p{L}\p{N}_]/u.test(before);
    const closed = after === undefined || !/[\p{L}\p{N}_]/u.test(after);
    if (open && closed) return true;
  }
  return false;
}

/**
 * How well a query hits a record's identifiers: 1 when it is one of them, the share of the longer text that the
 * shorter one covers when one stands in the other as whole words, 0 when none does. Two thirds of the credit go to a
 * pasted line that contains an identifier, one third to a query that is a part of one.
 */
export function exactScore(query: string, entry: IdentifierEntry): number {
  const asked = normalize(query);
  if (asked.length < shortest) return entry.identifiers.includes(asked) ? 1 : 0;
  let best = 0;
  for (const identifier of entry.identifiers) {
    if (identifier === asked) return 1;
    if (standsIn(identifier, asked)) {
      // Long identifiers say more: ten characters are a word, thirty a message.
      best = Math.max(best, 0.3 + 0.6 * Math.min(1, identifier.length / 40));
    } else if (standsIn(asked, identifier)) {
      best = Math.max(best, 0.2 + 0.6 * (asked.length / identifier.length));
    }
  }
  return best;
}

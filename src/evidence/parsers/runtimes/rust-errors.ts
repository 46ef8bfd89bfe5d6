/**
 * Errors as reqwest and hyper word them: `error sending request for url (...): connection closed before message completed`, and the
 * same printed for debugging, over several lines. Errors of the system end in `(os error 104)` and are read elsewhere.
 */
import { errorDraft, errorEmissions } from '#evidence/errors.ts';
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

/** hyper serves too, and says the same of a request that was cut off; reqwest only asks. */
const sent = /\berror sending request for url \(/;
const closed = /\bconnection closed before message completed\b/;
const debug = /\breqwest::Error \{/;
const incomplete = /^(?:source: )?hyper::Error\(IncompleteMessage\)|^IncompleteMessage,?$/;

/** Lines of the error that are looked at: its URL takes a dozen. */
const reach = 24;

function endsRequest(paste: Paste, from: number): number {
  for (let at = from; at <= from + reach; at += 1) {
    if (incomplete.test(paste.line(at))) return at;
    if (at > from && debug.test(paste.line(at))) return -1;
  }
  return -1;
}

function read(paste: Paste, from: number): readonly Draft[] {
  const line = paste.line(from);
  const draft = (to: number): readonly Draft[] => [
    errorDraft({ error: 'eof', call: 'read', from, to, side: 'client' }),
  ];
  if (sent.test(line) && closed.test(line)) return draft(from);
  if (!debug.test(line)) return [];
  const to = /hyper::Error\(IncompleteMessage\)/.test(line) ? from : endsRequest(paste, from);
  return to === -1 ? [] : draft(to);
}

/** Reads errors of Rust's HTTP clients. */
export const rustErrors: Parser = {
  name: 'rust-errors',
  clues: ['connection closed before message completed', 'reqwest::error {'],
  emits: errorEmissions,
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};

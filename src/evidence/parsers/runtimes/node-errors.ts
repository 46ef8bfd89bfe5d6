/** Errors as Node.js words them: `Error: connect ECONNREFUSED 127.0.0.1:5432`, `code: 'ECONNRESET'`, `socket hang up`. */
import type { Call } from '#evidence/errors.ts';
import { errorDraft, errorEmissions, errorOfName, isNotTcp } from '#evidence/errors.ts';
import { isPrinted } from '#evidence/log-line.ts';
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const failed = /\b(connect|read|write|accept|bind|listen) (E[A-Z]{4,15})\b/;
const code = /\bcode\\?["']?: ?\\?["'](E[A-Z]{4,15})\\?["']/;
const systemCall = /\bsyscall\\?["']?: ?\\?["']([a-z]{4,12})\\?["']/;
const hangUp = /\bError: socket hang up\b/;

const calls: ReadonlyMap<string, Call> = new Map([
  ['connect', 'connect'],
  ['read', 'read'],
  ['write', 'write'],
  ['accept', 'accept'],
  ['bind', 'bind'],
  ['listen', 'bind'],
]);

/** Properties of one error stand within this many lines of each other when it is printed over several. */
const widestError = 3;

function callNear(paste: Paste, at: number): Call {
  for (let line = at; line <= at + widestError; line += 1) {
    const found = systemCall.exec(paste.line(line))?.[1];
    if (found !== undefined) return calls.get(found) ?? 'unknown';
  }
  for (let line = at - 1; line >= at - widestError; line -= 1) {
    const found = systemCall.exec(paste.line(line))?.[1];
    if (found !== undefined) return calls.get(found) ?? 'unknown';
  }
  return 'unknown';
}

/** Lines of a stack trace between the message of an error and its properties. */
const longestStack = 14;

function hangsUpAbove(paste: Paste, at: number): boolean {
  for (let line = at; line >= Math.max(0, at - longestStack); line -= 1) {
    if (hangUp.test(paste.line(line))) return true;
  }
  return false;
}

function read(paste: Paste, from: number): readonly Draft[] {
  const line = paste.line(from);
  if (isNotTcp(line)) return [];
  // The HTTP client of Node says this when the server ends a connection before it answered.
  if (hangUp.test(line)) return [errorDraft({ error: 'eof', call: 'read', from, side: 'client' })];
  const found = failed.exec(line);
  const error = errorOfName(found?.[2] ?? '');
  if (found !== null && error !== null && isPrinted(line.slice(0, found.index))) {
    return [errorDraft({ error, call: calls.get(found[1] ?? '') ?? 'unknown', from })];
  }
  const named = errorOfName(code.exec(line)?.[1] ?? '');
  // A server that ends the connection is given this code too, and no RST was seen.
  if (named === 'econnreset' && hangsUpAbove(paste, from)) return [];
  return named === null ? [] : [errorDraft({ error: named, call: callNear(paste, from), from })];
}

/** Reads errors of Node.js programs. */
export const nodeErrors: Parser = {
  name: 'node-errors',
  clues: [
    'econnreset',
    'econnrefused',
    'etimedout',
    'esockettimedout',
    'epipe',
    'eaddrnotavail',
    'emfile',
    'socket hang up',
  ],
  emits: errorEmissions,
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};

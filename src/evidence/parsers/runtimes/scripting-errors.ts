/** Errors as Ruby, PHP and Erlang word them. */
import { errorDraft, errorOfName, errorEmissions, findErrorText } from '#evidence/errors.ts';
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

/** Ruby prints the place, the message, and the class in brackets. */
const rubyHead = /^\S{1,200}:\d{1,6}:in [`'][^`']{1,80}': /;
const rubyTimeout = / \(Net::(Read|Open)Timeout\)$|: Net::(Read|Open)Timeout\b/;
const rubyEnd = /end of file reached \(EOFError\)$/;
const rubyHttp = /\/net\/(?:protocol|http)\.rb:/;
const phpStream = /\bfailed to open stream: ([\w ]{1,60}?) in \S/i;
const erlangResult = /^(?:\{error,|.{0,200}\{inet,\[inet6?\],)\s?(e[a-z]{4,15})\}/;

/** Lines below the message of Ruby in which its HTTP client shows itself. */
const reach = 3;

function isRubyClient(paste: Paste, from: number): boolean {
  for (let at = from; at <= from + reach; at += 1) if (rubyHttp.test(paste.line(at))) return true;
  return false;
}

function readRuby(paste: Paste, from: number): readonly Draft[] {
  const line = paste.line(from);
  if (!rubyHead.test(line)) return [];
  const [, inBrackets, bare] = rubyTimeout.exec(line) ?? [];
  const phase = inBrackets ?? bare;
  if (phase !== undefined) {
    const call = phase === 'Open' ? 'connect' : 'read';
    return [errorDraft({ error: 'timeout', call, from, side: 'client' })];
  }
  if (!isRubyClient(paste, from)) return [];
  if (rubyEnd.test(line)) return [errorDraft({ error: 'eof', call: 'read', from, side: 'client' })];
  const isReset = line.endsWith('(Errno::ECONNRESET)');
  return isReset ? [errorDraft({ error: 'econnreset', call: 'read', from, side: 'client' })] : [];
}

function read(paste: Paste, from: number): readonly Draft[] {
  const line = paste.line(from);
  const ruby = readRuby(paste, from);
  if (ruby.length > 0) return ruby;
  const stream = phpStream.exec(line)?.[1];
  if (stream !== undefined) {
    const error = findErrorText(stream)?.error;
    return error === undefined ? [] : [errorDraft({ error, call: 'connect', from })];
  }
  const named = errorOfName((erlangResult.exec(line)?.[1] ?? '').toUpperCase());
  return named === null ? [] : [errorDraft({ error: named, call: 'unknown', from })];
}

/** Reads errors of Ruby, PHP and Erlang programs. */
export const scriptingErrors: Parser = {
  name: 'scripting-errors',
  clues: [
    '(errno::econnreset)',
    '(eoferror)',
    'net::readtimeout',
    'net::opentimeout',
    'failed to open stream: ',
    '{error,e',
    '{error, e',
    '{inet,[inet',
  ],
  emits: errorEmissions,
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};

/** Errors as Ruby and PHP word them. */
import type { Call, SocketError } from '#evidence/errors.ts';
import { errorDraft, errorEmissions, findErrorText } from '#evidence/errors.ts';
import { isPrinted } from '#evidence/log-line.ts';
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

/** Ruby prints the place, the message, and the class in brackets. */
const rubyHead = /^\S{1,200}:\d{1,6}:in [`'][^`']{1,80}': /;
const rubyTimeout = / \(Net::(Read|Open)Timeout\)$|: Net::(Read|Open)Timeout\b/;
const rubyEnd = /end of file reached \(EOFError\)$/;
const rubyHttp = /\/net\/(?:protocol|http)\.rb:/;
const phpStream = /\bfailed to open stream: ([\w ]{1,60}?) in \S/i;
/** PHP's drivers of MySQL, PostgreSQL and Redis, which connect when they say so. */
const phpDriver =
  /\b(?:SQLSTATE\[(?:HY000|08006)\] \[(?:2002|7)\]|mysqli_sql_exception:|RedisException:) (?:connection to server at "[^"]{1,200}"(?: \([^)]{1,60}\))?, port \d{1,5} failed: )?([\w ]{1,60}?)(?: in \/|$)/;

/** Words of Ruby's libraries that are plain by themselves. */
const rubyWords: readonly (readonly [RegExp, SocketError, Call])[] = [
  [/: Failed to open TCP connection to \S{1,200} \(execution expired\)/, 'timeout', 'connect'],
  [/: connect(?:_write)? timeout reached \(Excon::Error::Timeout\)$/, 'timeout', 'connect'],
  [/: read timeout reached \(Excon::Error::Timeout\)$/, 'timeout', 'read'],
  [/: (?:EOFError|end of file reached) \(EOFError\) \(Excon::Error::Socket\)$/, 'eof', 'read'],
  [/: Error connecting to Redis on \S{1,200} \(Redis::TimeoutError\)/, 'timeout', 'connect'],
  [/: Connection timed out \(Redis::TimeoutError\)$/, 'timeout', 'read'],
];

/** redis-rb gives the end of a stream the name of a reset. */
const redisEnd =
  /\/redis\/connection\/ruby\.rb:\d{1,6}:in .{1,80}: Connection reset by peer \(Errno::ECONNRESET\)$/;

/** Ruby's HTTP client in the line of a log. */
const loggedTimeout =
  /\bNet::(Read|Open)Timeout(?: \(|: )(?:Net::|with |execution expired$)|\bFaraday::Connection(Failed)(?: \(|: )execution expired\)?$/;

/** Lines below the message of Ruby in which its HTTP client shows itself. */
const reach = 3;

function isRubyClient(paste: Paste, from: number): boolean {
  for (let at = from; at <= from + reach; at += 1) if (rubyHttp.test(paste.line(at))) return true;
  return false;
}

function readRuby(paste: Paste, from: number): readonly Draft[] {
  const line = paste.line(from);
  if (redisEnd.test(line))
    return [{ fact: 'redis-rb', value: 'connection lost', from, many: true }];
  const words = rubyWords.find(([pattern]) => pattern.test(line));
  if (words !== undefined) {
    return [errorDraft({ error: words[1], call: words[2], from, side: 'client' })];
  }
  const logged = loggedTimeout.exec(line);
  if (logged !== null && isPrinted(line.slice(0, logged.index))) {
    const call = logged[1] === 'Read' ? 'read' : 'connect';
    return [errorDraft({ error: 'timeout', call, from, side: 'client' })];
  }
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
  const driver = phpDriver.exec(line)?.[1];
  if (driver === undefined) return [];
  const error = findErrorText(driver)?.error;
  return error === undefined ? [] : [errorDraft({ error, call: 'connect', from })];
}

/** Reads errors of Ruby and PHP programs. */
export const scriptingErrors: Parser = {
  name: 'scripting-errors',
  clues: [
    '(errno::econnreset)',
    '(eoferror)',
    'connection reset by peer (errno::econnreset)',
    'tcp connection to ',
    'timeout reached (excon',
    '(excon::error::socket)',
    'redis::timeouterror',
    'sqlstate[hy000] [2002]',
    'sqlstate[08006] [7]',
    'mysqli_sql_exception: ',
    'redisexception: ',
    'net::readtimeout',
    'net::opentimeout',
    'failed to open stream: ',
    'execution expired',
  ],
  emits: errorEmissions,
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};

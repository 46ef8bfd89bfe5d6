/**
 * What a person says in a line of their own. Errors are read from it like from a paste; beside them, what a log would never say in
 * these words: an error's name amid a sentence, "past 65,387 connections", "after 5 minutes idle", "in Kubernetes". In a paste a
 * sentence is prose and no evidence; here it is the person's own statement, which they see, correct and take back.
 */
import type { SocketError } from './errors.ts';
import { callIn, errorDraft, errorOfName, errorOfNumber, findErrorText } from './errors.ts';
import type { Emission } from './parser.ts';
import { readEvidence } from './read.ts';
import type { Evidence, Reading, Side } from './reading.ts';
import { namedEmissions, namedReaders, type Said } from './words-named.ts';

/** Characters that are looked at; the wizard's line is shorter. */
const longest = 2000;

/** Said before an error, these take it back. */
const denied =
  /\b(?:no|not|never|without|isn't|instead of|rather than)(?: (?:a|an|the|any|more))? $/;

function errorIn(line: string): { error: SocketError; at: number } | null {
  const found = findErrorText(line);
  if (found !== null) return { error: found.error, at: found.start };
  const reset = line.search(/\bconnections? (?:is |are |was |were |gets? |being )?reset\b/i);
  if (reset !== -1) return { error: 'econnreset', at: reset };
  const name = /\bE[A-Z]{4,12}\b/.exec(line);
  const named = name === null ? null : errorOfName(name[0]);
  if (name !== null && named !== null) return { error: named, at: name.index };
  const number = /\berrno[ :=(]{0,3}(\d{1,5})\b/i.exec(line);
  const numbered = number === null ? null : errorOfNumber(Number(number[1]));
  return number !== null && numbered !== null ? { error: numbered, at: number.index } : null;
}

const clientGets =
  /\b(?:clients?|users?)(?: \w{1,12})? (?:gets?|sees?|reports?|receives?|logs?)\b/i;
const serverGets = /\bservers?(?: \w{1,12})? (?:gets?|sees?|reports?|receives?|logs?)\b/i;

/** Who gets the error, when the sentence says so. */
function sideIn(line: string): Side {
  if (clientGets.test(line)) return 'client';
  return serverGets.test(line) ? 'server' : 'unknown';
}

function readError(line: string): Said | null {
  const found = errorIn(line);
  if (found === null || denied.test(line.slice(0, found.at).toLowerCase())) return null;
  const { error } = found;
  const who = sideIn(line);
  const owner = who === 'unknown' ? {} : { side: who };
  const { finding, value, side } = errorDraft({ error, call: callIn(line), from: 0, ...owner });
  return finding === undefined ? null : { finding, value, side: side ?? 'unknown' };
}

/** Errors of clients that are no errno. */
const clientErrors: readonly (readonly [pattern: RegExp, value: string])[] = [
  [/\bconnect(?: timed out| ?timeout)/i, 'connect-timeout'],
  [/\bread(?: timed out| ?timeout)/i, 'read-timeout'],
  [
    /\bunknown ?host|could(?: not|n't) resolve|no such host|name or service not known|nodename nor servname/i,
    'unknown-host',
  ],
  [
    /\b(?:http|status|code|returns?|gives?|gets?|getting|some|sporadic|intermittent|occasional|random|with|nginx|alb|elb|ingress|gateway) 50[234]\b|\b50[234]s\b/i,
    'http-502-503-504',
  ],
];

function readClientError(line: string): Said | null {
  const [, value] = clientErrors.find(([pattern]) => pattern.test(line)) ?? [];
  return value === undefined ? null : { finding: 'client-error', value, side: 'client' };
}

const plateau =
  /\b(?:past|beyond|above|over|than|after|at|only|exactly|limited to|reach(?:es|ed|ing)?)(?: (?:about|around|exactly|roughly))? ~?(\d{1,3}(?:[,.' ]\d{3}){1,2}|\d{1,9})( ?k)? (?:(?:tcp|client|concurrent|simultaneous|open|active|established|parallel|websocket|mqtt|user) ){0,2}(?:connections|clients|sockets|websockets|conns)\b/i;

/** How many connections there are when it begins to fail. */
function readPlateau(line: string): Said | null {
  const [, digits, thousands] = plateau.exec(line) ?? [];
  if (digits === undefined) return null;
  const count = Number(digits.replaceAll(/\D/g, '')) * (thousands === undefined ? 1 : 1000);
  // Fewer are a pool or a load, not a limit of connections.
  if (count < 100 || count > 100_000_000) return null;
  return { finding: 'connection-plateau', value: String(count), side: 'unknown' };
}

const amount = String.raw`(\d{1,6}(?:\.\d{1,3})?) ?-?([hms]|secs?|seconds?|mins?|minutes?|hrs?|hours?)`;
const idles = [
  new RegExp(String.raw`\b${amount} (?:of )?(?:idle|idling|inactivity|inactive|silence)\b`, 'i'),
  new RegExp(
    String.raw`\b(?:idle|idling|inactive|inactivity)(?: for| of| after)?(?: about| ~)? ?${amount}(?:\W|$)`,
    'i',
  ),
];

/** After how long a silence a connection is dead. */
function readIdle(line: string): Said | null {
  const found = idles.map((pattern) => pattern.exec(line)).find((one) => one !== null);
  const [, count, unit] = found ?? [];
  if (count === undefined || unit === undefined) return null;
  const scale = { s: 1, m: 60, h: 3600 }[unit.charAt(0).toLowerCase()] ?? 1;
  const seconds = Math.round(Number(count) * scale);
  return seconds === 0 ? null : { finding: 'idle-seconds', value: String(seconds), side: 'client' };
}

const readers = [readClientError, readError, readPlateau, readIdle, ...namedReaders] as const;

/** Facts by the names that the parsers give them, where these are not the finding's. */
const facts: Readonly<Record<string, string>> = {
  'client-error': 'error',
  'connection-plateau': 'connections',
  'idle-seconds': 'seconds idle',
};

/** What words can say beyond what a paste can. */
export const wordEmissions: readonly Emission[] = [
  ...clientErrors.map(([, value]) => ({ finding: 'client-error', value })),
  { finding: 'connection-plateau', kind: 'number' },
  { finding: 'idle-seconds', kind: 'number' },
  ...namedEmissions,
];

/**
 * Reads a person's own words. What a parser knows goes first; a phrase adds only what no parser answered. Takes any text and never
 * throws; the time is linear in its length.
 */
export function readWords(text: string): Evidence {
  const line = text.slice(0, longest).replaceAll(/\s/g, ' ').trim();
  const evidence = readEvidence(line);
  const answered = new Set(evidence.readings.map(({ finding }) => finding));
  const readings = [...evidence.readings];
  for (const read of readers) {
    const said = read(line);
    if (said === null || answered.has(said.finding)) continue;
    answered.add(said.finding);
    const sideFrom = said.side === 'unknown' ? ('none' as const) : ('inferred' as const);
    const place = { line: 1, lastLine: 1, text: line.slice(0, 400), parser: 'words' };
    const fact = facts[said.finding] ?? said.finding;
    readings.push({ ...said, fact, sideFrom, ...place } satisfies Reading);
  }
  const isRead = readings.length > 0;
  return { ...evidence, readings, unread: isRead ? [] : evidence.unread };
}

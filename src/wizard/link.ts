/**
 * The session link: observations to and from the fragment of `/triage/`.
 *
 *   #k=3f9a1c&connection-plateau=65387&fd-usage=65535/999999&jdk-version=7u40&jdk-version@client=1.7.0_25
 *
 * - `k` is the knowledge version that the session was concluded under.
 * - Every other entry is `<finding>=<value>`, or `<finding>@<side>=<value>` where the observation is of another side than
 *   the finding. A side that the finding implies, or that says nothing because any side may show it, is left out.
 *   The value is what the engine reads: an outcome, a number, "n/m", a version, or `unknown`.
 * - The order of entries means nothing; this file writes them by finding id.
 * - Text is percent-encoded UTF-8, except `/`, `:`, `,` and `@`, which a fragment may hold. `+` is a plus, not a space.
 *
 * What happens when things change: a finding that a later knowledge version has dropped or whose value it can no longer
 * read stays in the link as a foreign entry, is reported, and is written back as it came. A renamed key would do the same
 * to every link in every postmortem, so ids are permanent. A new kind of entry must not start with a finding id.
 */
import { readValue } from '#engine/index.ts';
import type { ValueError } from '#engine/index.ts';
import type { Knowledge } from './knowledge.ts';
import type { KnownSide, Observation } from './observation.ts';
import { byFinding, keptSide, knownSides, slotOf } from './observation.ts';

/** Why an entry of a link is not used. */
export type ForeignProblem =
  | 'unknown-finding'
  | 'bad-side'
  | 'bad-escape'
  | 'bad-version'
  | 'no-value'
  | 'contradiction'
  | ValueError;

/** An entry that this knowledge cannot use: kept, reported, and written back. */
export interface ForeignEntry {
  /** The entry as the link writes it, `key=value`. */
  readonly text: string;
  /** Finding id when it is one that the knowledge has, else null. */
  readonly finding: string | null;
  readonly problem: ForeignProblem;
}

/** An observation as a link states it; where it comes from is the session's business. */
export type LinkedObservation = Omit<Observation, 'from'>;

/** Everything that a link says. */
export interface Link {
  /** Knowledge version that the link names; null when it names none, or more than one. */
  readonly knowledge: string | null;
  /** By finding id, at most one a slot. */
  readonly observations: readonly LinkedObservation[];
  /** By text. */
  readonly foreign: readonly ForeignEntry[];
  /** Length of a link that is too long to be one of ours, in characters; then nothing was read. */
  readonly tooLong: number | null;
}

/** A session of every finding with long values stays under 8 Ki; browsers and chat programs cut links far earlier. */
export const longestLink = 65_536;

const versionKey = 'k';
/** A content hash; anything longer or stranger is not ours. */
const versionShape = /^[\w.-]{1,64}$/;
const readable: ReadonlyMap<string, string> = new Map([
  ['%2F', '/'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%40', '@'],
]);

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function encodeValue(text: string): string {
  return encode(text).replaceAll(/%(?:2F|3A|2C|40)/g, (escape) => readable.get(escape) ?? escape);
}

/** Null when the escapes are no UTF-8. */
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

interface Entry {
  readonly key: string;
  readonly side: string | null;
  readonly value: string | null;
  readonly text: string;
}

/** One raw entry, taken apart. The canonical text does not depend on how a browser or a chat program escaped it. */
function takeApart(raw: string): Entry | null {
  const equals = raw.indexOf('=');
  const left = equals < 0 ? raw : raw.slice(0, equals);
  const at = left.lastIndexOf('@');
  const key = decode(at < 0 ? left : left.slice(0, at));
  const side = at < 0 ? null : decode(left.slice(at + 1));
  const value = equals < 0 ? null : decode(raw.slice(equals + 1));
  if (key === null || (at >= 0 && side === null) || (equals >= 0 && value === null)) return null;
  const written = `${encode(key)}${side === null ? '' : `@${encode(side)}`}`;
  const text = value === null ? written : `${written}=${encodeValue(value.trim())}`;
  return { key, side, value: value === null ? null : value.trim(), text };
}

/** Malformed escapes stay as they are; only what could not stand in a fragment is escaped. */
function asItCame(raw: string): string {
  return raw
    .toWellFormed()
    .replaceAll(/[^\w%=@.~!$'()*+,;:/?-]/gu, (character) => encode(character));
}

function isSide(text: string): text is KnownSide {
  return (knownSides as readonly string[]).includes(text);
}

type Judged =
  | { readonly kind: 'used'; readonly observation: LinkedObservation; readonly entry: Entry }
  | { readonly kind: 'foreign'; readonly entry: ForeignEntry };

function judge(entry: Entry, knowledge: Knowledge): Judged {
  const finding = knowledge.model.findings.find(({ id }) => id === entry.key);
  const foreign = (problem: ForeignProblem): Judged => ({
    kind: 'foreign',
    entry: { text: entry.text, finding: finding?.id ?? null, problem },
  });
  if (finding === undefined) return foreign('unknown-finding');
  if (entry.side !== null && !isSide(entry.side)) return foreign('bad-side');
  if (entry.value === null || entry.value === '') return foreign('no-value');
  const reading = readValue(finding, entry.value);
  if (reading.kind === 'error') return foreign(reading.error);
  const side = entry.side === null ? undefined : keptSide(knowledge, finding.id, entry.side);
  const stated = { finding: finding.id, value: entry.value };
  return { kind: 'used', observation: side === undefined ? stated : { ...stated, side }, entry };
}

/** Entries of one slot that say different things: none is used, so the order of the link cannot matter. */
function withoutContradictions(
  used: readonly Extract<Judged, { kind: 'used' }>[],
  knowledge: Knowledge,
): { observations: LinkedObservation[]; foreign: ForeignEntry[] } {
  const bySlot = Map.groupBy(used, ({ observation }) => slotOf(knowledge, observation));
  const observations: LinkedObservation[] = [];
  const foreign: ForeignEntry[] = [];
  for (const rivals of bySlot.values()) {
    const [first] = rivals;
    if (first === undefined) continue;
    // One slot has one side, so the values alone can differ.
    const agree = rivals.every(({ observation }) => observation.value === first.observation.value);
    if (agree) {
      observations.push(first.observation);
      continue;
    }
    for (const { entry, observation } of rivals) {
      foreign.push({
        text: entry.text,
        finding: observation.finding,
        problem: 'contradiction',
      });
    }
  }
  return { observations, foreign };
}

function byText(a: ForeignEntry, b: ForeignEntry): number {
  return a.text === b.text ? 0 : a.text < b.text ? -1 : 1;
}

/**
 * Reads a fragment, with or without its `#`. Never throws. Equal for every order of the entries. Repeated entries count
 * once; entries that contradict each other are foreign, all of them.
 */
export function readLink(fragment: string, knowledge: Knowledge): Link {
  const body = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  if (body.length > longestLink) {
    return { knowledge: null, observations: [], foreign: [], tooLong: body.length };
  }
  const versions = new Map<string, string>();
  const foreign: ForeignEntry[] = [];
  const used: Extract<Judged, { kind: 'used' }>[] = [];
  for (const raw of new Set(body.split('&'))) {
    if (raw === '') continue;
    const entry = takeApart(raw);
    if (entry === null) {
      foreign.push({ text: asItCame(raw), finding: null, problem: 'bad-escape' });
    } else if (entry.key === versionKey && entry.side === null) {
      versions.set(entry.value ?? '', entry.text);
    } else {
      const judged = judge(entry, knowledge);
      if (judged.kind === 'used') used.push(judged);
      else foreign.push(judged.entry);
    }
  }
  const [version] = versions.keys();
  const named = versions.size === 1 && version !== undefined && versionShape.test(version);
  if (!named) {
    const problem = versions.size > 1 ? 'contradiction' : 'bad-version';
    for (const text of versions.values()) foreign.push({ text, finding: null, problem });
  }
  const settled = withoutContradictions(used, knowledge);
  const all = [...foreign, ...settled.foreign];
  return {
    knowledge: named ? version : null,
    observations: settled.observations.sort(byFinding),
    foreign: [...new Map(all.map((entry) => [entry.text, entry])).values()].sort(byText),
    tooLong: null,
  };
}

/** One entry as a link writes it. */
export function formatEntry(observation: LinkedObservation): string {
  const { finding, side, value } = observation;
  return `${encode(finding)}${side === undefined ? '' : `@${side}`}=${encodeValue(value)}`;
}

/**
 * Writes the fragment without its `#`: the knowledge version, the observations by finding id, then the foreign entries
 * as they came. A foreign `k` is left out, because the session has its own.
 */
export function formatLink(
  knowledge: string,
  observations: readonly LinkedObservation[],
  foreign: readonly ForeignEntry[] = [],
): string {
  const own = [...observations].sort(byFinding).map(formatEntry);
  const others = [...foreign]
    .sort(byText)
    .map(({ text }) => text)
    .filter((text) => text !== versionKey && !text.startsWith(`${versionKey}=`));
  return [`${versionKey}=${encodeValue(knowledge)}`, ...own, ...others].join('&');
}

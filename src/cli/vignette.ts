/**
 * Vignettes: one JSON object a line,
 *
 *   {"id":"d007","source":"https://...","query":"...","evidence":"...","side":"server",
 *    "facts":{"listen-overflows":"rising"},"expect":"accept-queue-overflow"}
 *
 * `side` is optional and of the whole paste. `expect` is a cause, a list of causes of which any counts, or "none". A line of
 * another shape is bad input, named with its line. Ids that the knowledge does not have are no error of shape: a vignette
 * may be older or newer than the knowledge, so they are reported and count as what they are, facts that are never asked
 * for and causes that are never ranked.
 */
import { readValue } from '#engine/index.ts';
import type { Knowledge, KnownSide } from '#wizard/index.ts';
import { knownSides } from '#wizard/index.ts';
import { BadInput } from './bad-input.ts';
import { messages } from './messages.ts';

/** One vignette. */
export interface Vignette {
  readonly id: string;
  readonly source: string;
  readonly query: string;
  readonly evidence: string;
  readonly side: KnownSide | null;
  /** Finding -> value, as a link carries it. */
  readonly facts: ReadonlyMap<string, string>;
  /** Causes of which any counts; empty for "none". */
  readonly expect: readonly string[];
  /** `expect` as it was written. */
  readonly written: string | readonly string[];
  /** Where it stands, "FILE:LINE". */
  readonly where: string;
}

const words = messages.vignette;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function readExpect(value: unknown, where: string): string | readonly string[] {
  if (isText(value) && value !== '') return value;
  if (Array.isArray(value) && value.length > 0 && value.every(isText)) return value;
  throw new BadInput(where, words.field('expect', 'a cause, a list of causes, or "none"'));
}

function readFacts(value: unknown, where: string): ReadonlyMap<string, string> {
  if (value === undefined) return new Map();
  if (!isObject(value)) throw new BadInput(where, words.field('facts', 'an object'));
  return new Map(
    Object.entries(value).map(([finding, fact]) => {
      if (isText(fact)) return [finding, fact];
      if (typeof fact === 'number') return [finding, String(fact)];
      throw new BadInput(where, words.field(`facts.${finding}`, 'a string'));
    }),
  );
}

function readSide(value: unknown, where: string): KnownSide | null {
  if (value === undefined || value === null || value === 'unknown') return null;
  const side = knownSides.find((known) => known === value);
  if (side === undefined) {
    throw new BadInput(where, words.field('side', 'one of client, server, proxy'));
  }
  return side;
}

function readLine(line: string, where: string): Vignette {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new BadInput(where, words.json);
  }
  if (!isObject(value)) throw new BadInput(where, words.object);
  const text = (field: string, isOptional: boolean): string => {
    const found = value[field];
    if (isText(found)) return found;
    if (isOptional && (found === undefined || found === null)) return '';
    throw new BadInput(where, words.field(field, 'a string'));
  };
  const id = text('id', false);
  if (id === '') throw new BadInput(where, words.field('id', 'a name'));
  const written = readExpect(value.expect, where);
  const all = typeof written === 'string' ? [written] : written;
  return {
    id,
    source: text('source', true),
    query: text('query', true),
    evidence: text('evidence', true),
    side: readSide(value.side, where),
    facts: readFacts(value.facts, where),
    expect: all.filter((cause) => cause !== 'none'),
    written,
    where,
  };
}

/** The vignettes of a file; `name` is shown in errors. Blank lines count but hold nothing. */
export function readVignettes(name: string, text: string): readonly Vignette[] {
  const lineOf = new Map<string, number>();
  const vignettes = text.split('\n').flatMap((line, index): Vignette[] => {
    if (line.trim() === '') return [];
    const where = `${name}:${index + 1}`;
    const vignette = readLine(line, where);
    const before = lineOf.get(vignette.id);
    if (before !== undefined) throw new BadInput(where, words.repeated(vignette.id, before));
    lineOf.set(vignette.id, index + 1);
    return [vignette];
  });
  if (vignettes.length === 0) throw new BadInput(`${name}:1`, words.none);
  return vignettes;
}

/** What of the vignettes the knowledge cannot use, one line each. */
export function doubtsAbout(
  knowledge: Knowledge,
  vignettes: readonly Vignette[],
): readonly string[] {
  return vignettes.flatMap(({ facts, expect, where }) => {
    const aboutFacts = [...facts].flatMap(([finding, value]) => {
      const model = knowledge.model.findings.find(({ id }) => id === finding);
      if (model === undefined) return [words.unknownFinding(finding)];
      return readValue(model, value).kind === 'error' ? [words.badValue(finding, value)] : [];
    });
    const aboutCauses = expect
      .filter((cause) => !Object.hasOwn(knowledge.causes, cause))
      .map((cause) => words.unknownCause(cause));
    return [...aboutFacts, ...aboutCauses].map((doubt) => `${where}: ${doubt}`);
  });
}

/** From a text to its evidence: open, parse, settle sides, join, find conflicts, and list what nobody knew. */
import { compileClues } from './clues.ts';
import { findConflicts } from './conflicts.ts';
import { coverOf } from './cover.ts';
import { hostsOf } from './hosts.ts';
import type { Draft } from './parser.ts';
import type { Paste } from './paste.ts';
import { openPaste } from './paste.ts';
import { isSample, joinRates } from './rates.ts';
import { isJoined, joinRatios } from './ratios.ts';
import type { Evidence, Reading, Side, Unread } from './reading.ts';
import { parsers } from './registry.ts';
import { settleAnswers } from './settle.ts';
import type { Found, Placed } from './sides.ts';
import { placeSides } from './sides.ts';
import { joinStacks } from './stacks.ts';
import { atPastedLines, saysMore, unwrap } from './wrap.ts';

const clues = compileClues(parsers.map((parser) => parser.clues));

/** Readings that are handed out. The longest real paste, `sysctl -a` of two hosts, has some 2,500. */
const mostReadings = 10_000;

/** Drops what the last resort read on lines that another parser knows better. */
function withoutDoubles(
  all: readonly Omit<Found, 'host'>[],
  count: number,
): readonly Omit<Found, 'host'>[] {
  const strong = all.flatMap(({ draft }) => (draft.weak === true ? [] : [draft]));
  const isKnown = coverOf(strong, count);
  return all.filter(({ draft }) => draft.weak !== true || isKnown[draft.from] !== 1);
}

/** A command that was typed is no error message, whatever its options are called: `ssh -o ConnectTimeout=5`. */
function isTyped(paste: Paste, { finding, from, to = from }: Draft): boolean {
  return finding === 'client-error' && from === to && paste.typed(from).host !== '';
}

function parse(paste: Paste): readonly Found[] {
  const all = parsers.flatMap((parser, list) =>
    parser
      .read(paste, paste.hits[list] ?? [])
      .filter((draft) => !isTyped(paste, draft))
      .map((draft) => ({ draft, parser: parser.name })),
  );
  const kept = withoutDoubles(all, paste.count);
  const lines = kept.flatMap(({ draft: { fact, from } }) =>
    isJoined(fact) || isSample(fact) ? [from] : [],
  );
  const hosts = hostsOf(paste, lines);
  return kept.map((found) => ({ ...found, host: hosts.get(found.draft.from) ?? '' }));
}

/** The same fact on many lines is one reading: the first. */
function withoutRepeats(all: readonly Placed[]): readonly Placed[] {
  const seen = new Set<string>();
  return all.filter(({ draft: { fact, value, finding }, side }) => {
    const key = JSON.stringify([fact, value, finding, side]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function byPlace(a: Placed, b: Placed): number {
  const lines = a.draft.from - b.draft.from || (a.draft.to ?? 0) - (b.draft.to ?? 0);
  if (lines !== 0) return lines;
  return a.draft.fact < b.draft.fact ? -1 : Number(a.draft.fact > b.draft.fact);
}

function toReading(paste: Paste, { draft, parser, side, sideFrom }: Placed): Reading {
  return {
    fact: draft.fact,
    value: draft.value,
    finding: draft.finding ?? null,
    side,
    sideFrom,
    line: draft.from + 1,
    // A parser that looked past the end means the end.
    lastLine: Math.min((draft.to ?? draft.from) + 1, paste.count),
    text: paste.quotation(draft.from),
    parser,
  };
}

/** The stretches of lines with text that no draft covers. Blank lines neither begin nor end one. */
function findUnread(paste: Paste, all: readonly Found[]): readonly Unread[] {
  const drafts = all.map(({ draft }) => draft);
  const isRead = coverOf(drafts, paste.count);
  const unread: { line: number; lastLine: number }[] = [];
  let current: { line: number; lastLine: number } | null = null;
  for (let at = 0; at < paste.count; at += 1) {
    if (isRead[at] === 1) current = null;
    else if (paste.hasText(at)) {
      if (current === null) unread.push((current = { line: at + 1, lastLine: at + 1 }));
      else current.lastLine = at + 1;
    }
  }
  // What lies beyond the limit was not looked at.
  if (paste.lines > paste.count) unread.push({ line: paste.count + 1, lastLine: paste.lines });
  return unread;
}

function readLines(text: string, stated: Side | undefined): { paste: Paste; evidence: Evidence } {
  const paste = openPaste(text, clues, parsers.length);
  const found = parse(paste);
  const placed = placeSides(found, stated);
  const settled = settleAnswers([
    ...placed,
    ...joinRatios(placed),
    ...joinRates(placed),
    ...joinStacks(paste, placed),
  ]);
  const kept = withoutRepeats([...settled].sort(byPlace)).slice(0, mostReadings);
  const readings = kept.map((one) => toReading(paste, one));
  const evidence = {
    readings,
    conflicts: findConflicts(readings, (index) => kept[index]?.draft.many === true),
    unread: findUnread(paste, found),
    troubles: paste.troubles,
    lines: paste.lines,
  };
  return { paste, evidence };
}

/**
 * Reads everything that the room knows from a paste. Takes any text and never throws; the time is linear in its length.
 *
 * @param text the paste as it is: prose, prompts, colors, CR LF, quotation marks of mail, line numbers, broken lines
 * @param options `side`: whose host the whole paste was taken on, when the user said so. It does not override a side that is
 *   plain in the text.
 */
export function readEvidence(text: string, options: { readonly side?: Side } = {}): Evidence {
  const { paste, evidence } = readLines(text, options.side);
  const unwrapped = unwrap(text);
  if (unwrapped === null) return evidence;
  const joined = readLines(unwrapped.text, options.side).evidence;
  if (!saysMore(joined, evidence, unwrapped.isExact)) return evidence;
  return { ...atPastedLines(joined, unwrapped, paste.quotation), lines: evidence.lines };
}

/**
 * What a paste leaves for the user to settle, in the order of asking: whose host the readings are from, one question for
 * each block of the paste or each host, then the contradictions.
 */
import type { Contradiction } from './intake.ts';
import { contradictionsOf, waitsForSide } from './intake.ts';
import type { Knowledge } from './knowledge.ts';
import type { PastedReading, Session } from './session.ts';

/** Readings that come from one host, as far as the paste shows: their side is asked in one step. */
export interface SideQuestion {
  /** Host name that the prompt or `uname` shows, or null. Shown to the user, never linked or reported. */
  readonly host: string | null;
  readonly paste: number;
  /** What `line` counts. */
  readonly unit: 'line' | 'frame';
  readonly line: number;
  readonly lastLine: number;
  readonly readings: readonly PastedReading[];
}

/** Everything that waits for the user. */
export interface Review {
  readonly sides: readonly SideQuestion[];
  readonly contradictions: readonly Contradiction[];
}

// Each pattern is anchored and each repetition is bounded.
const bracketPrompt = /^\[?[\w.-]{1,32}@([\w.-]{1,64})[ :][^$#]{0,80}[$#] /;
const hostPrompt = /^([\w.-]{1,64}):[^$#]{0,80}[$#] /;
const unameOutput = /^Linux ([\w.-]{1,64}) \d/;

/** The host that a line names by its prompt or as the output of `uname -a`; null when it names none. */
export function hostOf(line: string): string | null {
  const found = bracketPrompt.exec(line) ?? hostPrompt.exec(line) ?? unameOutput.exec(line);
  return found?.[1] ?? null;
}

/** Lines without a reading that may lie between two readings of one block: a blank line, a prompt, a heading. */
const blockGap = 3;

function isNear(before: PastedReading, after: PastedReading): boolean {
  return before.paste === after.paste && after.reading.line - before.reading.lastLine <= blockGap;
}

/** Whether a reading can be of the same host as a block: no other host is named, and no fact has another value. */
function fits(block: readonly PastedReading[], { reading }: PastedReading): boolean {
  const host = hostOf(reading.text);
  const named = block.map((one) => hostOf(one.reading.text)).findLast((name) => name !== null);
  if (host !== null && named !== undefined && named !== host) return false;
  return block.every(
    (one) => one.reading.fact !== reading.fact || one.reading.value === reading.value,
  );
}

/** Readings in the order of the paste, cut into blocks. */
function blocksOf(readings: readonly PastedReading[]): PastedReading[][] {
  const blocks: PastedReading[][] = [];
  const sorted = [...readings].sort((a, b) => a.paste - b.paste || a.reading.line - b.reading.line);
  for (const reading of sorted) {
    const last = blocks.at(-1);
    const before = last?.at(-1);
    const joins = before !== undefined && isNear(before, reading) && fits(last ?? [], reading);
    if (joins) last?.push(reading);
    else blocks.push([reading]);
  }
  return blocks;
}

function questionOf(readings: readonly PastedReading[], host: string | null): SideQuestion {
  return {
    host,
    paste: readings[0]?.paste ?? 0,
    unit: readings[0]?.unit ?? 'line',
    line: Math.min(...readings.map(({ reading }) => reading.line)),
    lastLine: Math.max(...readings.map(({ reading }) => reading.lastLine)),
    readings,
  };
}

/**
 * Groups by block, then joins the blocks of one paste that name the same host. Facts that no question asks for help to
 * see the blocks, since they name hosts too, but no side is asked for them.
 */
function sideQuestions(knowledge: Knowledge, session: Session): readonly SideQuestion[] {
  const waiting = session.waiting.filter((pasted) => waitsForSide(knowledge, pasted));
  const unsided = session.facts.filter(({ reading }) => reading.side === 'unknown');
  const asked = new Set(waiting);
  const blocks = blocksOf([...waiting, ...unsided]).map((readings) => ({
    host: readings.map(({ reading }) => hostOf(reading.text)).find((host) => host !== null) ?? null,
    readings: readings.filter((pasted) => asked.has(pasted)),
  }));
  const joined = new Map<string, { host: string | null; readings: PastedReading[] }>();
  blocks.forEach(({ host, readings }, index) => {
    const [first] = readings;
    if (first === undefined) return;
    const key = host === null ? `block ${index}` : `host ${first.paste} ${host}`;
    const group = joined.get(key) ?? { host, readings: [] };
    group.readings.push(...readings);
    joined.set(key, group);
  });
  return [...joined.values()].map(({ host, readings }) => questionOf(readings, host));
}

/** What waits for the user now. Both lists are empty when nothing does. */
export function reviewOf(knowledge: Knowledge, session: Session): Review {
  return {
    sides: sideQuestions(knowledge, session),
    contradictions: contradictionsOf(knowledge, session),
  };
}

/** Whether the session has something to settle that the user has not postponed. */
export function needsReview(knowledge: Knowledge, session: Session): boolean {
  if (session.reviewed || session.waiting.length === 0) return false;
  const { sides, contradictions } = reviewOf(knowledge, session);
  return sides.length > 0 || contradictions.length > 0;
}

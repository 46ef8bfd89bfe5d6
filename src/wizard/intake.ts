/**
 * From a paste to what may be believed. Three things can keep a reading waiting, and only the user can lift them: its side
 * is not plain and the question depends on it; another reading contradicts it; the session already says otherwise.
 * Everything else is believed at once, with its line. Nothing is thrown away: what is set aside can be taken back.
 */
import type { ModelFinding } from '#engine/index.ts';
import { readValue } from '#engine/index.ts';
import type { CaptureEvidence } from '#evidence/capture/report.ts';
import type { Evidence, Side } from '#evidence/reading.ts';
import { readPairs } from './both-ends.ts';
import type { Knowledge } from './knowledge.ts';
import type { Observation, Provenance } from './observation.ts';
import { keptSide, observe, slotOf, takesAnySide } from './observation.ts';
import type { PastedReading, Session } from './session.ts';

/** Where a pasted reading came from, as an observation keeps it. */
export function provenanceOf(session: Session, pasted: PastedReading): Provenance {
  const { paste, unit, was, beside } = pasted;
  const nameOf = (wanted: number): { name?: string } => {
    const name = session.pastes.find(({ number }) => number === wanted)?.name ?? null;
    return name === null ? {} : { name };
  };
  const { line, lastLine, text } = pasted.reading;
  const more = { ...nameOf(paste), ...(was === null ? {} : { was }) };
  if (unit === 'line') return { kind: 'pasted', paste, line, lastLine, text, ...more };
  const captured = { paste, frame: line, lastFrame: lastLine, text, ...more };
  if (beside === null) return { kind: 'captured', ...captured };
  const { line: frame, lastLine: lastFrame, holds } = beside;
  return {
    ...{ kind: 'captured', ...captured },
    beside: { paste: beside.paste, ...nameOf(beside.paste), frame, lastFrame, holds },
  };
}

function modelFinding(knowledge: Knowledge, id: string | null): ModelFinding | undefined {
  return id === null ? undefined : knowledge.model.findings.find((finding) => finding.id === id);
}

/** A reading that answers a question of this knowledge with a value that the question can have. */
export function answersQuestion(knowledge: Knowledge, { reading }: PastedReading): boolean {
  const finding = modelFinding(knowledge, reading.finding);
  return finding !== undefined && readValue(finding, reading.value).kind !== 'error';
}

/** Whether a reading must not be believed before somebody states whose host it is from. */
export function waitsForSide(knowledge: Knowledge, { reading }: PastedReading): boolean {
  const finding = reading.finding ?? '';
  return reading.side === 'unknown' && !takesAnySide(knowledge, finding);
}

/** Side and slot of a reading; readings with one of these in common speak of the same thing. Internal to the room. */
export function slotOfReading(knowledge: Knowledge, { reading }: PastedReading): string {
  const finding = reading.finding ?? '';
  if (reading.side === 'unknown' && !takesAnySide(knowledge, finding)) return `${finding}@unknown`;
  return slotOf(knowledge, { finding, side: keptSide(knowledge, finding, reading.side) });
}

/**
 * Whether two values of a finding can both hold. Versions must be the same text. Numbers and ratios move while one looks,
 * so they contradict each other only across bins.
 */
export function valuesAgree(finding: ModelFinding, a: string, b: string): boolean {
  if (a === b) return true;
  if (finding.kind === 'version') return false;
  const [left, right] = [readValue(finding, a), readValue(finding, b)];
  return left.kind === 'outcome' && right.kind === 'outcome' && left.outcome === right.outcome;
}

/** Values that cannot both hold; the user keeps one of them, or none. */
export interface Contradiction {
  /** Stable while the same readings contradict each other; `conflict.decided` names it. */
  readonly id: string;
  readonly finding: string;
  /** Side of all of them. */
  readonly side: Side;
  /** What the session holds already, when a paste contradicts it. */
  readonly standing: Observation | null;
  readonly readings: readonly PastedReading[];
}

function contradicts(
  knowledge: Knowledge,
  standing: Observation | undefined,
  readings: readonly PastedReading[],
): boolean {
  const finding = modelFinding(knowledge, readings[0]?.reading.finding ?? null);
  const [first] = readings;
  if (finding === undefined || first === undefined) return false;
  const values = readings.map(({ reading }) => reading.value);
  // The parser knows best within one paste: it called these contradictory because it saw both lines.
  const rivals = readings.some(
    (one) =>
      one.rivals !== null &&
      readings.some(
        (other) => other.rivals === one.rivals && other.reading.value !== one.reading.value,
      ),
  );
  if (rivals || !values.every((value) => valuesAgree(finding, first.reading.value, value))) {
    return true;
  }
  // "Unknown" yields to a reading without a question: the paste is the answer.
  if (standing === undefined || standing.value === 'unknown') return false;
  return !valuesAgree(finding, standing.value, first.reading.value);
}

/** What the session holds in a slot. Internal to the room. */
export function standingAt(
  knowledge: Knowledge,
  session: Session,
  slot: string,
): Observation | undefined {
  return session.observations.find((observation) => slotOf(knowledge, observation) === slot);
}

/** The contradictions that wait for a decision, by finding. */
export function contradictionsOf(knowledge: Knowledge, session: Session): readonly Contradiction[] {
  const slots = Map.groupBy(session.waiting, (pasted) => slotOfReading(knowledge, pasted));
  return [...slots]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([slot, readings]): Contradiction[] => {
      const standing = standingAt(knowledge, session, slot);
      const [first] = readings;
      if (first === undefined || !contradicts(knowledge, standing, readings)) return [];
      return [
        {
          id: slot,
          finding: first.reading.finding ?? '',
          side: first.reading.side,
          standing: standing ?? null,
          readings,
        },
      ];
    });
}

/** Believes every waiting reading that nothing stands against. Internal to the room. */
export function settle(knowledge: Knowledge, session: Session): Session {
  const slots = Map.groupBy(session.waiting, (pasted) => slotOfReading(knowledge, pasted));
  let { observations } = session;
  const waiting: PastedReading[] = [];
  const taken = [...session.taken];
  for (const [slot, readings] of slots) {
    const standing = standingAt(knowledge, session, slot);
    const [first] = readings;
    if (first === undefined) continue;
    if (waitsForSide(knowledge, first) || contradicts(knowledge, standing, readings)) {
      waiting.push(...readings);
      continue;
    }
    taken.push(...readings);
    // A standing observation that agrees was there first and keeps its provenance, unless it was "unknown".
    if (standing !== undefined && standing.value !== 'unknown') continue;
    const { finding, side, value } = first.reading;
    const place = { finding: finding ?? '', side: keptSide(knowledge, finding ?? '', side), value };
    observations = [
      ...observations.filter((observation) => observation !== standing),
      observe(place, provenanceOf(session, first)),
    ];
  }
  return { ...session, observations, waiting, taken, notice: null };
}

/** Equal facts on many lines (every frame of a stack trace names the JDK) are one reading: the first. */
function withoutRepeats(readings: readonly PastedReading[]): readonly PastedReading[] {
  const seen = new Set<string>();
  return readings.filter(({ reading }) => {
    const { fact, finding, value, side } = reading;
    const key = JSON.stringify([fact, finding, value, side]);
    return !seen.has(key) && seen.add(key);
  });
}

/** The session with readings that are new to it: what answers a question is settled, the rest is a fact. */
export function takeReadings(
  knowledge: Knowledge,
  session: Session,
  readings: readonly PastedReading[],
): Session {
  const useful = readings.filter((pasted) => answersQuestion(knowledge, pasted));
  return settle(knowledge, {
    ...session,
    facts: [...session.facts, ...readings.filter((pasted) => !useful.includes(pasted))],
    waiting: [...session.waiting, ...useful],
    reviewed: false,
  });
}

/**
 * The session after a paste or a capture. Readings that nothing stands against become observations; the rest waits. `name`
 * is the file's name, null for text from the clipboard.
 */
export function takeIn(
  knowledge: Knowledge,
  session: Session,
  evidence: Evidence | CaptureEvidence,
  name: string | null = null,
): Session {
  const number = session.pastes.length + 1;
  const unit = 'format' in evidence ? ('frame' as const) : ('line' as const);
  const rivalsOf = new Map(
    evidence.conflicts.flatMap(({ readings }, conflict) =>
      readings.map((index) => [index, `${number}.${conflict}`] as const),
    ),
  );
  const readings = withoutRepeats(
    evidence.readings.map((reading, index) => ({
      id: `${number}.${index}`,
      paste: number,
      reading,
      rivals: rivalsOf.get(index) ?? null,
      unit,
      was: null,
      beside: null,
    })),
  );
  const { lines, unread, troubles } = evidence;
  const gist = 'gist' in evidence ? evidence.gist : null;
  const paste = { number, name, unit, lines, readings: readings.length, unread, troubles, gist };
  const { waiting, taken: believed, dropped, facts } = session;
  const said = [waiting, believed, dropped, facts, readings].flat();
  const pairs = readPairs(session.pastes, paste, said);
  const all = [...readings, ...pairs.readings];
  const taken = {
    ...session,
    pastes: [...session.pastes, paste],
    compared: [...session.compared, ...pairs.compared],
    // A paste with nothing in it leaves the ways in where they are.
    pace: session.pace === 'unasked' && all.length > 0 ? ('guided' as const) : session.pace,
  };
  return takeReadings(knowledge, taken, all);
}

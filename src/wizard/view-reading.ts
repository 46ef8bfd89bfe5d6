/** One reading as the interface shows it below its line: what it says, what became of it, and what can be done with it. */
import type { ModelFinding } from '#engine/index.ts';
import { agrees, isFrom } from './edit-readings.ts';
import { answersQuestion, slotOfReading, standingAt, waitsForSide } from './intake.ts';
import type { Knowledge } from './knowledge.ts';
import { messages } from './messages.ts';
import { countsAsEvidence, findingText, takesAnySide } from './observation.ts';
import type { KnownSide } from './observation.ts';
import type { Beside, PastedReading, Session } from './session.ts';
import { findingTitle, showValue } from './show.ts';

/** What became of a reading. */
export type ReadingStatus = keyof typeof messages.status;

/** One reading. */
export interface ReadingView {
  readonly id: string;
  readonly paste: number;
  readonly unit: 'line' | 'frame';
  readonly line: number;
  readonly lastLine: number;
  /** "line 12" */
  readonly place: string;
  /** What another capture shows beside it: "not among frames 1-33 of server.pcap"; empty when it was not compared. */
  readonly besideText: string;
  /** Where that stands; null when it was not compared. */
  readonly beside: Beside | null;
  /** Its line as pasted, or its frame in words. */
  readonly text: string;
  /** Title of the finding, or the name of the fact. */
  readonly title: string;
  readonly finding: string | null;
  readonly value: string;
  readonly shown: string;
  /** Set when the side matters to its question and is known. */
  readonly side: KnownSide | null;
  readonly status: ReadingStatus;
  readonly statusText: string;
  /** The sentence of a correction; empty when it was not corrected. */
  readonly correctedText: string;
  readonly was: string | null;
  /** Answers to correct it by; null when no question asks for it. */
  readonly question: {
    readonly kind: ModelFinding['kind'];
    readonly unit: string | null;
    readonly outcomes: readonly { readonly id: string; readonly label: string }[];
    /** Whether it matters whose host shows it. */
    readonly hasSide: boolean;
  } | null;
  readonly canDrop: boolean;
  readonly canTakeBack: boolean;
  /** Slot of the observation that it speaks of; names its row in the list of what is known. */
  readonly slot: string;
}

function statusOf(knowledge: Knowledge, session: Session, pasted: PastedReading): ReadingStatus {
  if (session.facts.includes(pasted)) return pasted.reading.finding === null ? 'fact' : 'odd';
  if (session.dropped.includes(pasted)) return 'aside';
  if (session.waiting.includes(pasted)) {
    return waitsForSide(knowledge, pasted) ? 'side' : 'decision';
  }
  const standing = standingAt(knowledge, session, slotOfReading(knowledge, pasted));
  if (standing === undefined) return 'unused';
  if (!agrees(knowledge, standing, pasted)) return 'overruled';
  if (!countsAsEvidence(knowledge, standing)) return 'elsewhere';
  return isFrom(standing, pasted) ? 'used' : 'agrees';
}

function textBeside({ pastes }: Session, { paste, line, lastLine, holds }: Beside): string {
  const name = pastes.find(({ number }) => number === paste)?.name ?? null;
  return messages.besideText(holds, messages.framesOf(line, lastLine, { name, paste }));
}

/** The view of one reading of the session. */
export function viewReading(
  knowledge: Knowledge,
  session: Session,
  pasted: PastedReading,
): ReadingView {
  const { id, paste, unit, was, reading, beside } = pasted;
  const { fact, finding, value, side, line, lastLine, text } = reading;
  const model = knowledge.model.findings.find((one) => one.id === finding);
  const status = statusOf(knowledge, session, pasted);
  const hasSide = finding !== null && !takesAnySide(knowledge, finding);
  const isKnown = finding !== null && model !== undefined;
  return {
    ...{ id, paste, unit, line, lastLine, text, finding, value, status, was },
    place: messages.place(unit, line, lastLine),
    beside,
    besideText: beside === null ? '' : textBeside(session, beside),
    title: isKnown ? findingTitle(knowledge, finding) : fact,
    shown: isKnown ? showValue(knowledge, finding, value) : value,
    side: hasSide && side !== 'unknown' ? side : null,
    statusText: messages.status[status],
    correctedText: was === null ? '' : messages.corrected(was),
    question: isKnown
      ? {
          kind: model.kind,
          unit: findingText(knowledge, finding)?.unit ?? null,
          outcomes: findingText(knowledge, finding)?.outcomes ?? [],
          hasSide,
        }
      : null,
    canDrop: answersQuestion(knowledge, pasted) && status !== 'aside',
    canTakeBack: status === 'aside' || status === 'unused' || status === 'overruled',
    slot: isKnown ? slotOfReading(knowledge, pasted) : '',
  };
}

/** Readings that a paste gave together with another one, whichever of the two their frames are of. */
export function readingsBeside(
  session: Session,
  paste: number,
  other: number,
): readonly PastedReading[] {
  return readingsOf(session, paste)
    .concat(readingsOf(session, other))
    .filter(
      ({ paste: own, beside }) =>
        beside !== null && [own, beside.paste].every((one) => one === paste || one === other),
    );
}

/** All readings of one paste by line, in whatever state they are. */
export function readingsOf(session: Session, paste: number): readonly PastedReading[] {
  const { waiting, taken, dropped, facts } = session;
  return [waiting, taken, dropped, facts]
    .flatMap((list) => list.filter((one) => one.paste === paste))
    .sort((a, b) => a.reading.line - b.reading.line || (a.id < b.id ? -1 : 1));
}

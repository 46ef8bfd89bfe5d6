/**
 * Observations with their side and provenance, and the one rule that decides which of them inference may use: evidence
 * from one host never speaks for another. Belief is not stored anywhere: it is replayed from these.
 */
import type { Observed } from '#engine/index.ts';
import { readValue } from '#engine/index.ts';
import type { Side } from '#evidence/reading.ts';
import type { FindingText, Knowledge } from './knowledge.ts';

/** A side that somebody stated or that the text makes plain. */
export type KnownSide = Exclude<Side, 'unknown'>;

/** The sides in the order in which an interface offers them. */
export const knownSides: readonly KnownSide[] = ['client', 'server', 'proxy'];

/** Where an observation came from. */
export type Provenance =
  | {
      readonly kind: 'answered';
      /** The question in whose look it was read as well; absent for the question itself. */
      readonly along?: string;
    }
  | {
      readonly kind: 'pasted';
      /** Which paste of the session, from 1. */
      readonly paste: number;
      /** Name of the file, when the paste was one. */
      readonly name?: string;
      /** First and last line in that paste, from 1. */
      readonly line: number;
      readonly lastLine: number;
      /** The first of these lines, to show beside the value. It never goes into a link; into a report only masked. */
      readonly text: string;
      /** What the line was read as, when the user corrected it. */
      readonly was?: string;
    }
  | {
      readonly kind: 'captured';
      /** Which paste of the session, from 1: a capture counts as one. */
      readonly paste: number;
      readonly name?: string;
      /** First and last frame, from 1. */
      readonly frame: number;
      readonly lastFrame: number;
      /** The first of these frames in words; it holds addresses and stays on the page like a pasted line. */
      readonly text: string;
      readonly was?: string;
      /** The frames of another capture that say it together with these. */
      readonly beside?: {
        readonly paste: number;
        readonly name?: string;
        readonly frame: number;
        readonly lastFrame: number;
        /** False when those frames were looked through, and do not hold these. */
        readonly holds: boolean;
      };
    }
  | { readonly kind: 'link' }
  | { readonly kind: 'case'; readonly id: string }
  | { readonly kind: 'symptom'; readonly id: string };

/** A finding's value in one session. */
export interface Observation {
  readonly finding: string;
  /** As a link carries it: an outcome id, a number, "n/m", a version, or `unknown`. */
  readonly value: string;
  /** Absent when the finding implies it; present where `<finding>@<side>` is what a link writes. */
  readonly side?: KnownSide;
  readonly from: Provenance;
}

/** Finding and side without value and provenance. */
export type Place = Pick<Observation, 'finding'> & { readonly side?: KnownSide | undefined };

/** The text of a finding, or null for an id that the knowledge does not have (also for `__proto__`). */
export function findingText(knowledge: Knowledge, finding: string): FindingText | null {
  return Object.hasOwn(knowledge.findings, finding) ? (knowledge.findings[finding] ?? null) : null;
}

/** True when it does not matter whose host shows the finding: what is on the wire, or any host of the path. */
export function takesAnySide(knowledge: Knowledge, finding: string): boolean {
  const side = findingText(knowledge, finding)?.side;
  return side === 'any' || side === 'path';
}

/**
 * Whether inference may use an observation: the finding takes any side, or its own side is the observation's. An
 * observation without a side is about the finding's own side.
 */
export function countsAsEvidence(knowledge: Knowledge, place: Place): boolean {
  if (place.side === undefined || takesAnySide(knowledge, place.finding)) return true;
  return findingText(knowledge, place.finding)?.side === place.side;
}

/**
 * The place that an observation takes in a session; a session holds one observation a slot. A finding that takes any
 * side has one slot; any other has one for its own side and one for each foreign side ("jdk-version@client").
 */
export function slotOf(knowledge: Knowledge, place: Place): string {
  return countsAsEvidence(knowledge, place)
    ? place.finding
    : `${place.finding}@${place.side ?? ''}`;
}

/**
 * The side as an observation keeps it: none where the finding implies it, and none where it takes any side, because then the
 * side says nothing. What is left is what inference must not use for this finding.
 */
export function keptSide(knowledge: Knowledge, finding: string, side: Side): KnownSide | undefined {
  if (side === 'unknown' || countsAsEvidence(knowledge, { finding, side })) return undefined;
  return side;
}

/** An observation without undefined fields, so that equal ones are equal in every comparison. */
export function observe(place: Place & { readonly value: string }, from: Provenance): Observation {
  const { finding, value, side } = place;
  return side === undefined ? { finding, value, from } : { finding, value, side, from };
}

/** What else the observations say: the same values on the other scale of `sameAs`, where nothing is said of that one. */
function impliedBy(
  knowledge: Knowledge,
  observations: readonly Observation[],
): readonly Observed[] {
  const said = new Set(
    observations.filter((one) => countsAsEvidence(knowledge, one)).map(({ finding }) => finding),
  );
  return Object.entries(knowledge.findings).flatMap(([id, { sameAs }]): Observed[] => {
    if (sameAs === undefined) return [];
    const { finding, side } = sameAs;
    const isSource = (one: Observation): boolean =>
      one.finding === finding &&
      (side === undefined ? countsAsEvidence(knowledge, one) : one.side === side);
    const source = said.has(id) ? undefined : observations.find(isSource);
    if (source !== undefined) return [{ finding: id, value: source.value }];
    const fine =
      side !== undefined || said.has(finding)
        ? undefined
        : observations.find((one) => one.finding === id && countsAsEvidence(knowledge, one));
    return fine === undefined ? [] : [{ finding, value: fine.value }];
  });
}

/** True when two findings are two scales of one value, so that one of them is enough to ask. */
export function isSameValue(knowledge: Knowledge, one: string, other: string): boolean {
  return (
    findingText(knowledge, one)?.sameAs?.finding === other ||
    findingText(knowledge, other)?.sameAs?.finding === one
  );
}

/** What inference gets to see, in the order of the observations, with what they imply at the end. */
export function evidenceOf(
  knowledge: Knowledge,
  observations: readonly Observation[],
): readonly Observed[] {
  const readable = impliedBy(knowledge, observations).filter(({ finding, value }) => {
    const model = knowledge.model.findings.find(({ id }) => id === finding);
    return model !== undefined && readValue(model, value).kind !== 'error';
  });
  const stated = observations
    .filter((observation) => countsAsEvidence(knowledge, observation))
    .map(({ finding, value }) => ({ finding, value }));
  return [...stated, ...readable];
}

/** Order of observations in a link, a report and a replay: by finding id, then by side. */
export function byFinding(a: Place, b: Place): number {
  if (a.finding !== b.finding) return a.finding < b.finding ? -1 : 1;
  const [left, right] = [a.side ?? '', b.side ?? ''];
  return left === right ? 0 : left < right ? -1 : 1;
}

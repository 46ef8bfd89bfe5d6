/**
 * What a user can do to a reading: say whose host it is from, correct it, set it aside, take it back, decide between values.
 * A reading that is believed is opened again first: what it gave the session is taken from it, and is settled anew
 * together with whatever else says something of the same thing.
 */
import {
  answersQuestion,
  contradictionsOf,
  settle,
  slotOfReading,
  standingAt,
  valuesAgree,
  waitsForSide,
} from './intake.ts';
import type { Knowledge } from './knowledge.ts';
import type { KnownSide, Observation } from './observation.ts';
import type { PastedReading, Session } from './session.ts';

/** Whether an observation was read from this very line. */
export function isFrom({ finding, value, from }: Observation, pasted: PastedReading): boolean {
  if (from.kind !== 'pasted' && from.kind !== 'captured') return false;
  const line = from.kind === 'pasted' ? from.line : from.frame;
  const { reading } = pasted;
  return (
    from.paste === pasted.paste &&
    line === reading.line &&
    finding === reading.finding &&
    value === reading.value
  );
}

/** Opens believed readings again; an observation that rests on one of them goes, and its other readings are asked. */
function reopen(knowledge: Knowledge, session: Session, ids: readonly string[]): Session {
  const named = session.taken.filter(({ id }) => ids.includes(id));
  if (named.length === 0) return session;
  let { observations } = session;
  const opened = new Set(named);
  for (const pasted of named) {
    const slot = slotOfReading(knowledge, pasted);
    const standing = standingAt(knowledge, session, slot);
    if (standing === undefined || !isFrom(standing, pasted)) continue;
    observations = observations.filter((observation) => observation !== standing);
    for (const mate of session.taken) {
      if (slotOfReading(knowledge, mate) === slot) opened.add(mate);
    }
  }
  return {
    ...session,
    observations,
    taken: session.taken.filter((pasted) => !opened.has(pasted)),
    waiting: [...session.waiting, ...opened],
  };
}

/**
 * States whose host some readings are from, waiting or believed; those of a foreign side become `<finding>@<side>`.
 */
export function stateSide(
  knowledge: Knowledge,
  session: Session,
  ids: readonly string[],
  side: KnownSide,
): Session {
  const opened = reopen(knowledge, session, ids);
  const waiting = opened.waiting.map((pasted) =>
    ids.includes(pasted.id)
      ? { ...pasted, reading: { ...pasted.reading, side, sideFrom: 'stated' as const } }
      : pasted,
  );
  return settle(knowledge, { ...opened, waiting });
}

/** Sets readings aside, waiting or believed; `takeBack` undoes it. */
export function dropReadings(
  knowledge: Knowledge,
  session: Session,
  ids: readonly string[],
): Session {
  const opened = reopen(knowledge, session, ids);
  const gone = opened.waiting.filter(({ id }) => ids.includes(id));
  return settle(knowledge, {
    ...opened,
    waiting: opened.waiting.filter(({ id }) => !ids.includes(id)),
    dropped: [...opened.dropped, ...gone],
  });
}

/** Sets aside what was read of a slot that the user has just spoken for, unless it says the same. */
export function dropRivals(knowledge: Knowledge, session: Session, slot: string): Session {
  const standing = standingAt(knowledge, session, slot);
  const isRival = (pasted: PastedReading): boolean =>
    slotOfReading(knowledge, pasted) === slot &&
    (standing === undefined || !agrees(knowledge, standing, pasted));
  const waiting = session.waiting.filter((pasted) => slotOfReading(knowledge, pasted) === slot);
  const rivals = [...waiting, ...session.taken.filter(isRival)];
  return rivals.length === 0
    ? session
    : dropReadings(
        knowledge,
        session,
        rivals.map(({ id }) => id),
      );
}

/** Whether a reading says the same as an observation of its slot. */
export function agrees(
  knowledge: Knowledge,
  standing: Observation,
  { reading }: PastedReading,
): boolean {
  const finding = knowledge.model.findings.find(({ id }) => id === standing.finding);
  return finding !== undefined && valuesAgree(finding, standing.value, reading.value);
}

/** Takes readings back that were set aside, or that going back in the browser's history has left unused. */
export function takeBack(knowledge: Knowledge, session: Session, ids: readonly string[]): Session {
  const opened = reopen(knowledge, session, ids);
  const back = opened.dropped.filter(({ id }) => ids.includes(id));
  return settle(knowledge, {
    ...opened,
    dropped: opened.dropped.filter(({ id }) => !ids.includes(id)),
    waiting: [...opened.waiting, ...back],
    reviewed: false,
  });
}

/** The reading as it is after a correction; the value that the parser read takes a correction back. */
function corrected(pasted: PastedReading, value: string): PastedReading {
  const was = pasted.was ?? pasted.reading.value;
  return { ...pasted, was: was === value ? null : was, reading: { ...pasted.reading, value } };
}

function findReading(session: Session, id: string): PastedReading | undefined {
  const { waiting, taken, dropped, facts } = session;
  return [waiting, taken, dropped, facts].flatMap((list) => list.filter((one) => one.id === id))[0];
}

/** Whether a correction can be taken: the reading is there, and its question can have that value. */
export function canCorrect(
  knowledge: Knowledge,
  session: Session,
  id: string,
  value: string,
): boolean {
  const pasted = findReading(session, id);
  return pasted !== undefined && answersQuestion(knowledge, corrected(pasted, value));
}

/**
 * Corrects the value of a reading. It then holds against what else was said of the same thing: the user has looked at the
 * line. It still waits while its side is not known. A value that the question cannot have changes nothing.
 */
export function correctReading(
  knowledge: Knowledge,
  session: Session,
  id: string,
  value: string,
): Session {
  const found = findReading(session, id);
  if (found === undefined || !canCorrect(knowledge, session, id, value)) return session;
  const without = (list: readonly PastedReading[]): readonly PastedReading[] =>
    list.filter((one) => one.id !== id);
  const opened = reopen(knowledge, session, [id]);
  const right = corrected(found, value);
  const slot = slotOfReading(knowledge, right);
  // Without a side it may be of another host than its rivals: nothing is said against them yet.
  const speaks = !waitsForSide(knowledge, right);
  const standing = speaks ? standingAt(knowledge, opened, slot) : undefined;
  const isRival = (one: PastedReading): boolean =>
    speaks &&
    one.id !== id &&
    slotOfReading(knowledge, one) === slot &&
    one.reading.value !== value;
  const kept = (list: readonly PastedReading[]): readonly PastedReading[] =>
    without(list).filter((one) => !isRival(one));
  return settle(knowledge, {
    ...opened,
    observations: opened.observations.filter((observation) => observation !== standing),
    waiting: [...kept(opened.waiting), right],
    taken: kept(opened.taken),
    dropped: [
      ...without(opened.dropped),
      ...[...opened.waiting, ...opened.taken].filter((one) => isRival(one)),
    ],
    facts: without(opened.facts),
  });
}

/**
 * Decides a contradiction: `keep` is the id of the reading that holds, or null for what the session said before (for
 * nothing, when it said nothing). The others are set aside. An id that is no part of the contradiction changes nothing.
 */
export function decide(
  knowledge: Knowledge,
  session: Session,
  contradiction: string,
  keep: string | null,
): Session {
  const found = contradictionsOf(knowledge, session).find(({ id }) => id === contradiction);
  if (found === undefined) return session;
  if (keep !== null && !found.readings.some(({ id }) => id === keep)) return session;
  const losers = found.readings.map(({ id }) => id).filter((id) => id !== keep);
  if (keep === null || found.standing === null) return dropReadings(knowledge, session, losers);
  const { standing } = found;
  const beaten = session.taken.filter((one) => slotOfReading(knowledge, one) === contradiction);
  return dropReadings(
    knowledge,
    {
      ...session,
      observations: session.observations.filter((observation) => observation !== standing),
      taken: session.taken.filter((one) => !beaten.includes(one)),
      dropped: [...session.dropped, ...beaten],
    },
    losers,
  );
}

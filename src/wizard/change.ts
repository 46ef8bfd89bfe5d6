/**
 * What a user can do to a session, one pure function each; the machine decides when. An edit touches the one observation
 * that it names and leaves all others as they are. Anything that cannot be done leaves the session as it was, with a
 * notice that says why.
 */
import { readValue } from '#engine/index.ts';
import { dropRivals } from './edit-readings.ts';
import { slotOfReading } from './intake.ts';
import type { Knowledge, StatedObservation } from './knowledge.ts';
import { readLink } from './link.ts';
import type { KnownSide, Observation, Place, Provenance } from './observation.ts';
import { keptSide, observe, slotOf } from './observation.ts';
import type { Notice, Session } from './session.ts';
import { emptySession } from './session.ts';

/** An answer as an interface or the terminal gives it. */
export interface Answer {
  readonly finding: string;
  readonly value: string;
  /** Left out for the finding's own side. */
  readonly side?: KnownSide | undefined;
}

/** Why an answer cannot be taken, or null when it can. */
export function problemWith(knowledge: Knowledge, answer: Answer): Notice | null {
  const finding = knowledge.model.findings.find(({ id }) => id === answer.finding);
  const { value } = answer;
  if (finding === undefined) return { key: 'unknown-finding', id: answer.finding, value };
  const isReadable = value.trim() !== '' && readValue(finding, value).kind !== 'error';
  return isReadable ? null : { key: 'unreadable-value', id: finding.id, value };
}

function remember(session: Session): readonly Observation[] {
  const key = ({ finding, side, value }: Observation): string =>
    JSON.stringify([finding, side ?? null, value]);
  const all = [...session.remembered, ...session.observations];
  return [...new Map(all.map((observation) => [key(observation), observation])).values()];
}

/**
 * Takes an answer: it replaces what its slot held and keeps the slot's place in the list. What contradicts it is
 * settled by it: entries of the opened link are left out from now on, waiting readings are set aside. `value` must be readable (`problemWith`).
 */
export function answer(
  knowledge: Knowledge,
  session: Session,
  given: Answer,
  from: Provenance = { kind: 'answered' },
): Session {
  const side =
    given.side === undefined ? undefined : keptSide(knowledge, given.finding, given.side);
  const place = { finding: given.finding, value: given.value.trim(), side };
  const slot = slotOf(knowledge, place);
  const taken = observe(place, from);
  const at = session.observations.findIndex((held) => slotOf(knowledge, held) === slot);
  const observations =
    at < 0 ? [...session.observations, taken] : session.observations.with(at, taken);
  const answered = {
    ...session,
    observations,
    remembered: remember(session),
    foreign: session.foreign.filter(({ finding }) => finding !== given.finding),
    skipped: session.skipped.filter((finding) => finding !== given.finding),
    picked: null,
    notice: null,
  };
  return dropRivals(knowledge, answered, slot);
}

/**
 * Takes an answer together with what was read in the same look. Each must be readable. The first is the question's own; an
 * answer of `unknown` says that the output did not show it.
 */
export function answerTogether(
  knowledge: Knowledge,
  session: Session,
  answers: readonly Answer[],
): Session {
  const [first] = answers;
  if (first === undefined) return session;
  return answers.reduce(
    (before, given, index) =>
      answer(
        knowledge,
        before,
        given,
        index === 0 ? { kind: 'answered' } : { kind: 'answered', along: first.finding },
      ),
    session,
  );
}

/**
 * Takes an observation back. Its question can be asked again; what it had ruled out comes back. Readings that said it are
 * set aside.
 */
export function removeAnswer(knowledge: Knowledge, session: Session, place: Place): Session {
  const slot = slotOf(knowledge, place);
  const said = session.taken.filter((pasted) => slotOfReading(knowledge, pasted) === slot);
  return {
    ...session,
    taken: session.taken.filter((pasted) => !said.includes(pasted)),
    dropped: [...session.dropped, ...said],
    observations: session.observations.filter((held) => slotOf(knowledge, held) !== slot),
    remembered: remember(session),
    notice: null,
  };
}

/** Does not ask this finding again until the user picks it. */
export function skip(session: Session, finding: string): Session {
  return {
    ...session,
    skipped: [...new Set([...session.skipped, finding])],
    picked: null,
    notice: null,
  };
}

/** Asks this finding next. */
export function pick(session: Session, finding: string): Session {
  return {
    ...session,
    picked: finding,
    skipped: session.skipped.filter((skipped) => skipped !== finding),
    notice: null,
  };
}

function takeStated(
  knowledge: Knowledge,
  session: Session,
  stated: readonly StatedObservation[],
  from: Provenance,
): Session {
  return stated
    .filter((observation) => problemWith(knowledge, observation) === null)
    .reduce((before, observation) => answer(knowledge, before, observation, from), session);
}

/**
 * Starts from a symptom: its observations join what is known, but never overwrite what the user said or pasted. Those of a
 * symptom that was chosen before are taken back.
 */
export function chooseSymptom(knowledge: Knowledge, session: Session, id: string): Session {
  const symptom = Object.hasOwn(knowledge.symptoms, id) ? knowledge.symptoms[id] : undefined;
  if (symptom === undefined) {
    return { ...session, notice: { key: 'unknown-symptom', id, value: '' } };
  }
  const kept = session.observations.filter(({ from }) => from.kind !== 'symptom');
  const slots = new Set(kept.map((observation) => slotOf(knowledge, observation)));
  const fresh = symptom.observations.filter((stated) => !slots.has(slotOf(knowledge, stated)));
  const cleared = {
    ...session,
    observations: kept,
    remembered: remember(session),
    notice: null,
  };
  return takeStated(knowledge, cleared, fresh, { kind: 'symptom', id });
}

/** Replays a case: a session that holds the observations of its people and nothing else. */
export function replayCase(knowledge: Knowledge, session: Session, id: string): Session {
  const found = Object.hasOwn(knowledge.cases, id) ? knowledge.cases[id] : undefined;
  if (found === undefined) return { ...session, notice: { key: 'unknown-case', id, value: '' } };
  const fresh = { ...emptySession, remembered: remember(session) };
  return takeStated(knowledge, fresh, found.observations, { kind: 'case', id });
}

/**
 * Replays the observations of a link in place of the session's own: what an address bar, a bookmark, or the browser's back
 * and forward ask for. An observation that this tab has seen before keeps where it came from. Readings that wait go on
 * waiting, without being asked about at once.
 */
export function openLink(knowledge: Knowledge, session: Session, fragment: string): Session {
  const link = readLink(fragment, knowledge);
  if (link.tooLong !== null) {
    return { ...session, notice: { key: 'link-too-long', id: '', value: String(link.tooLong) } };
  }
  const remembered = remember(session);
  const observations = link.observations.map((linked) => {
    const known = remembered.findLast(
      ({ finding, side, value }) =>
        finding === linked.finding && side === linked.side && value === linked.value,
    );
    return known ?? observe(linked, { kind: 'link' });
  });
  return {
    ...session,
    observations,
    remembered,
    foreign: link.foreign,
    linkedKnowledge: link.knowledge,
    reviewed: true,
    picked: null,
    pace: observations.length === 0 ? 'unasked' : 'guided',
    notice: null,
  };
}

/** Forgets everything but what going back needs. */
export function restart(session: Session): Session {
  return { ...emptySession, remembered: remember(session) };
}

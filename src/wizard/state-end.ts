/** Saying at which end of the connections a capture was taken, when the packets themselves do not. */
import { idsOf, readPair } from './both-ends.ts';
import { dropReadings } from './edit-readings.ts';
import { takeReadings } from './intake.ts';
import type { Knowledge } from './knowledge.ts';
import type { Compared, PastedReading, Session } from './session.ts';

/** An end of the connections in question. */
export type End = 'client' | 'server';

/** Two captures and where the first of them was taken. */
export interface StatedEnd {
  /** Numbers of the pastes: the capture that is spoken of, and the one that it is compared with. */
  readonly paste: number;
  readonly beside: number;
  readonly end: End;
}

/** Whether a capture can be compared anew: it is still known what is in it. */
export function canCompare({ pastes }: Session, paste: number): boolean {
  return pastes.some(({ number, gist }) => number === paste && gist !== null);
}

/** Forgets what was read of a pair, and what rests on that. */
function withoutPair(knowledge: Knowledge, session: Session, pair: Compared): Session {
  const isOfPair = ({ id }: PastedReading): boolean => id.startsWith(idsOf(pair));
  const ids = [...session.waiting, ...session.taken].filter(isOfPair).map(({ id }) => id);
  const without = ids.length === 0 ? session : dropReadings(knowledge, session, ids);
  return {
    ...without,
    compared: without.compared.filter((one) => one !== pair),
    dropped: without.dropped.filter((one) => !isOfPair(one)),
    facts: without.facts.filter((one) => !isOfPair(one)),
  };
}

/**
 * States at which end a capture was taken, and with it that the other one was taken at the other end. What they tell together
 * with any capture is read anew. Nothing happens when one of the two is no longer there to be compared.
 */
export function stateEnd(
  knowledge: Knowledge,
  session: Session,
  { paste, beside, end }: StatedEnd,
): Session {
  const isThere = canCompare(session, paste) && canCompare(session, beside) && paste !== beside;
  if (!isThere) return session;
  const other: End = end === 'client' ? 'server' : 'client';
  const pastes = session.pastes.map((one) => {
    const taken = one.number === paste ? end : one.number === beside ? other : null;
    return one.gist === null || taken === null
      ? one
      : { ...one, gist: { ...one.gist, stated: taken } };
  });
  const concerned = session.compared.filter(({ older, newer }) =>
    [older, newer].some((number) => number === paste || number === beside),
  );
  const stated: Session = { ...session, pastes };
  const cleared = concerned.reduce((before, pair) => withoutPair(knowledge, before, pair), stated);
  const { waiting, taken: believed, dropped, facts } = cleared;
  const said = [waiting, believed, dropped, facts].flat();
  const byNumber = new Map(pastes.map((one) => [one.number, one]));
  const anew = concerned.flatMap(({ older, newer }) => {
    const [one, two] = [byNumber.get(older), byNumber.get(newer)];
    return one === undefined || two === undefined ? [] : [readPair(one, two, said)];
  });
  return takeReadings(
    knowledge,
    { ...cleared, compared: [...cleared.compared, ...anew.flatMap(({ compared }) => compared)] },
    anew.flatMap(({ readings }) => readings),
  );
}

/** Every case of the knowledge base, fed with nothing but what its people could observe. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Session } from '#wizard/index.ts';
import {
  assessSession,
  emptySession,
  linkOf,
  openLink,
  replayCase,
  viewSession,
} from '#wizard/index.ts';
import { knowledge } from './real-knowledge.ts';

/** Place of a cause in the ranking of a session, from 1. */
function rankOf(session: Session, cause: string): number {
  const { ranking } = assessSession(knowledge, session).belief;
  return 1 + ranking.findIndex((belief) => belief.cause === cause);
}

describe('replayCase', () => {
  const ranks = new Map(
    Object.entries(knowledge.cases).map(([id, { cause }]) => [
      id,
      rankOf(replayCase(knowledge, emptySession, id), cause),
    ]),
  );

  for (const [most, share] of [
    [1, 0.95],
    [3, 0.98],
  ] as const) {
    it(`ranks the true cause within ${String(most)} for at least ${String(share * 100)} of 100 cases`, () => {
      const behind = [...ranks].filter(([, rank]) => rank > most).map(([id]) => id);
      assert.ok(behind.length <= (1 - share) * ranks.size, behind.join(', '));
    });
  }

  it('has at least one case for each cause', () => {
    const told = new Set(Object.values(knowledge.cases).map(({ cause }) => cause));
    assert.deepEqual(
      Object.keys(knowledge.causes).filter((cause) => !told.has(cause)),
      [],
    );
  });

  for (const [id, { observations }] of Object.entries(knowledge.cases)) {
    it(`is replayed and linked without loss: ${id}`, () => {
      const session = replayCase(knowledge, emptySession, id);
      assert.equal(session.observations.length, observations.length);
      assert.equal(viewSession(knowledge, session).nearest[0]?.case, id);
      const linked = openLink(knowledge, emptySession, linkOf(session, knowledge));
      assert.deepEqual(
        assessSession(knowledge, linked).verdict,
        assessSession(knowledge, session).verdict,
      );
    });
  }
});

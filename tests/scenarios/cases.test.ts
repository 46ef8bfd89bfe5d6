/** Every case of the knowledge base, fed with nothing but what its people could observe. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  assessSession,
  emptySession,
  linkOf,
  openLink,
  replayCase,
  viewSession,
} from '#wizard/index.ts';
import { knowledge } from './real-knowledge.ts';

describe('replayCase', () => {
  it('has at least one case for each cause', () => {
    const told = new Set(Object.values(knowledge.cases).map(({ cause }) => cause));
    assert.deepEqual(
      Object.keys(knowledge.causes).filter((cause) => !told.has(cause)),
      [],
    );
  });

  for (const [id, { cause, observations }] of Object.entries(knowledge.cases)) {
    it(`ranks ${cause} first for ${id}`, () => {
      const session = replayCase(knowledge, emptySession, id);
      assert.equal(session.observations.length, observations.length);
      const [first] = assessSession(knowledge, session).belief.ranking;
      assert.equal(first?.cause, cause);
      assert.equal(viewSession(knowledge, session).nearest[0]?.case, id);
      const linked = openLink(knowledge, emptySession, linkOf(session, knowledge));
      assert.deepEqual(
        assessSession(knowledge, linked).verdict,
        assessSession(knowledge, session).verdict,
      );
    });
  }
});

/** How long the wizard pushes somebody who has pasted what there is and knows no more. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEvidence } from '#evidence/index.ts';
import type { Session } from '#wizard/index.ts';
import { answerTogether, assessSession, emptySession, readAlong, takeIn } from '#wizard/index.ts';
import { knowledge } from './real-knowledge.ts';

const paste = 'curl: (56) Recv failure: Connection reset by peer\n';
const pasted = takeIn(knowledge, emptySession, readEvidence(paste, { side: 'client' }));

/** Takes the look that is asked for, and says of its first reading what is given, of the rest "don't know". */
function look(session: Session, first = 'unknown'): Session {
  const { next } = assessSession(knowledge, session);
  assert.ok(next !== null);
  const along = readAlong(knowledge, session, next.finding);
  return answerTogether(knowledge, session, [
    { finding: next.finding, value: first },
    ...along.map((finding) => ({ finding, value: 'unknown' })),
  ]);
}

function stopAfter(session: Session): string | null {
  return assessSession(knowledge, session).stop.reason;
}

describe('the patience after a paste', () => {
  it('ends with the third look in a row that told nothing, and leaves a question to go on with', () => {
    const twice = look(look(pasted));
    assert.equal(stopAfter(twice), null);
    const thrice = look(twice);
    assert.equal(stopAfter(thrice), 'unanswered');
    assert.notEqual(assessSession(knowledge, thrice).next, null);
  });

  it('begins anew with each look that told something', () => {
    const twice = look(look(pasted));
    const finding = assessSession(knowledge, twice).next?.finding ?? '';
    const outcome = knowledge.model.findings.find(({ id }) => id === finding)?.outcomes[0]?.id;
    assert.ok(outcome !== undefined);
    assert.notEqual(stopAfter(look(twice, outcome)), 'unanswered');
    assert.notEqual(stopAfter(look(look(look(twice, outcome)))), 'unanswered');
  });

  it('is not counted without a paste: nothing tells what there is', () => {
    let session = emptySession;
    for (let looks = 0; looks < 4; looks += 1) session = look(session);
    assert.notEqual(stopAfter(session), 'unanswered');
  });
});

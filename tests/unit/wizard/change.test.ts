import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Session } from '#wizard/index.ts';
import {
  answer,
  answerTogether,
  chooseSymptom,
  emptySession,
  linkOf,
  openLink,
  readSavedSession,
  removeAnswer,
  replayCase,
  saveSession,
  takeIn,
} from '#wizard/index.ts';
import { evidenceOf, reading } from './toy-evidence.ts';
import { toyKnowledge } from './toy-knowledge.ts';

function held(session: Session): readonly (readonly [string, string, string])[] {
  return session.observations.map(({ finding, value, from }) => [finding, value, from.kind]);
}

describe('answer', () => {
  it('replaces what its finding held, in its place, and leaves all else', () => {
    let session = answer(toyKnowledge, emptySession, { finding: 'lamp', value: 'on' });
    session = answer(toyKnowledge, session, { finding: 'boils', value: ' 7 ' });
    session = answer(toyKnowledge, session, { finding: 'lamp', value: 'off' });
    assert.deepEqual(held(session), [
      ['lamp', 'off', 'answered'],
      ['boils', '7', 'answered'],
    ]);
  });

  it('keeps the answer for another side beside it', () => {
    let session = answer(toyKnowledge, emptySession, { finding: 'lamp', value: 'on' });
    session = answer(toyKnowledge, session, { finding: 'lamp', value: 'off', side: 'client' });
    session = answer(toyKnowledge, session, { finding: 'lamp', value: 'off', side: 'server' });
    assert.equal(linkOf(session, toyKnowledge), 'k=toy-1&lamp=off&lamp@client=off');
  });

  it('settles what the link said in contradiction', () => {
    const linked = openLink(toyKnowledge, emptySession, 'lamp=on&lamp=off&ghost=1');
    assert.equal(linked.foreign.length, 3);
    const session = answer(toyKnowledge, linked, { finding: 'lamp', value: 'on' });
    assert.equal(linkOf(session, toyKnowledge), 'k=toy-1&lamp=on&ghost=1');
  });
});

describe('answerTogether', () => {
  it('takes what one look answers, and knows which question it was read along with', () => {
    const session = answerTogether(toyKnowledge, emptySession, [
      { finding: 'lamp', value: 'off' },
      { finding: 'boils', value: 'unknown' },
    ]);
    assert.deepEqual(
      session.observations.map(({ finding, value, from }) => [finding, value, from]),
      [
        ['lamp', 'off', { kind: 'answered' }],
        ['boils', 'unknown', { kind: 'answered', along: 'lamp' }],
      ],
    );
  });

  it('leaves the session alone when there is nothing to take', () => {
    assert.equal(answerTogether(toyKnowledge, emptySession, []), emptySession);
  });
});

describe('removeAnswer', () => {
  it('takes back one observation and no other, of that side only', () => {
    const session = openLink(toyKnowledge, emptySession, 'lamp=on&lamp@client=off&boils=7');
    const without = removeAnswer(toyKnowledge, session, { finding: 'lamp', side: 'client' });
    assert.equal(linkOf(without, toyKnowledge), 'k=toy-1&boils=7&lamp=on');
  });
});

describe('chooseSymptom', () => {
  it('adds what the symptom amounts to, but never overwrites what the user said', () => {
    const known = answer(toyKnowledge, emptySession, { finding: 'lamp', value: 'on' });
    assert.deepEqual(held(chooseSymptom(toyKnowledge, known, 'cold')), [
      ['lamp', 'on', 'answered'],
    ]);
    assert.deepEqual(held(chooseSymptom(toyKnowledge, emptySession, 'cold')), [
      ['lamp', 'off', 'symptom'],
    ]);
  });

  it('takes the symptom that was chosen before back', () => {
    const cold = chooseSymptom(toyKnowledge, emptySession, 'cold');
    assert.deepEqual(held(chooseSymptom(toyKnowledge, cold, 'smoke')), [
      ['smell', 'burnt', 'symptom'],
    ]);
  });

  it('says so when there is no such symptom, and changes nothing', () => {
    for (const id of ['ghost', '__proto__', 'toString']) {
      const session = chooseSymptom(toyKnowledge, emptySession, id);
      assert.deepEqual(session.notice, { key: 'unknown-symptom', id, value: '' });
      assert.deepEqual({ ...session, notice: null }, emptySession);
    }
  });
});

describe('replayCase', () => {
  it('holds what the people of the case had, and nothing else', () => {
    const known = answer(toyKnowledge, emptySession, { finding: 'load', value: '1/2' });
    assert.deepEqual(held(replayCase(toyKnowledge, known, 'office-2020')), [
      ['lamp', 'off', 'case'],
      ['socket', 'dead', 'case'],
    ]);
  });

  it('says so when there is no such case, and changes nothing', () => {
    const session = replayCase(toyKnowledge, emptySession, 'constructor');
    assert.equal(session.notice?.key, 'unknown-case');
  });
});

describe('openLink', () => {
  it('gives back what the tab has seen with where it came from', () => {
    const paste = evidenceOf([reading({ finding: 'lamp', value: 'off', side: 'server', line: 4 })]);
    const pasted = takeIn(toyKnowledge, emptySession, paste);
    const away = openLink(toyKnowledge, pasted, 'lamp=on');
    assert.deepEqual(held(away), [['lamp', 'on', 'link']]);
    const back = openLink(toyKnowledge, away, 'lamp=off');
    assert.deepEqual(back.observations, pasted.observations);
  });

  it('keeps the session when the link is absurdly long', () => {
    const known = answer(toyKnowledge, emptySession, { finding: 'lamp', value: 'on' });
    const session = openLink(toyKnowledge, known, 'x'.repeat(1_000_000));
    assert.deepEqual(session.observations, known.observations);
    assert.equal(session.notice?.key, 'link-too-long');
  });
});

describe('readSavedSession', () => {
  it('gives back what was saved', () => {
    const paste = evidenceOf([
      reading({ finding: 'lamp', value: 'off' }),
      reading({ finding: 'boils', value: '7', side: 'server' }),
    ]);
    const session = takeIn(
      toyKnowledge,
      openLink(toyKnowledge, emptySession, 'k=old&ghost=1'),
      paste,
      'f',
    );
    assert.deepEqual(readSavedSession(saveSession(session)), session);
  });

  it('gives nothing for another format or damage', () => {
    const saved = saveSession(emptySession);
    const bad = [
      '',
      'null',
      '7',
      '{}',
      '{"format":4}',
      '{"format":4,"session":null}',
      '{"format":4,"session":{}}',
      saved.slice(0, -2),
      saved.replace('"format":4', '"format":0'),
      saved.replace('"observations":[]', '"observations":null'),
      saved.replace('"reviewed":false', '"reviewed":"no"'),
    ];
    for (const text of bad) assert.equal(readSavedSession(text), null, text);
  });
});

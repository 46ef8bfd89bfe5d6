import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Session } from '#wizard/index.ts';
import {
  answer,
  correctReading,
  decide,
  dropReadings,
  emptySession,
  openLink,
  readingsOf,
  removeAnswer,
  reviewOf,
  stateSide,
  takeBack,
  takeIn,
  viewReading,
} from '#wizard/index.ts';
import { evidenceOf, reading } from './toy-evidence.ts';
import { toyKnowledge } from './toy-knowledge.ts';

function held(session: Session): readonly string[] {
  return session.observations.map(({ finding, side, value }) =>
    side === undefined ? `${finding}=${value}` : `${finding}@${side}=${value}`,
  );
}

function statuses(session: Session, paste = 1): readonly string[] {
  return readingsOf(session, paste).map((one) => viewReading(toyKnowledge, session, one).status);
}

const lampOff = evidenceOf([reading({ finding: 'lamp', value: 'off', side: 'server', line: 4 })]);
const believed = takeIn(toyKnowledge, emptySession, lampOff);
const twoHosts = takeIn(
  toyKnowledge,
  emptySession,
  evidenceOf([
    reading({ finding: 'firmware', value: '2.0', line: 3 }),
    reading({ finding: 'firmware', value: '2.1', line: 70 }),
  ]),
);

describe('dropReadings', () => {
  it('takes a believed reading out of the session, and takeBack brings it back as it was', () => {
    const dropped = dropReadings(toyKnowledge, believed, ['1.0']);
    assert.deepEqual(held(dropped), []);
    assert.deepEqual(statuses(dropped), ['aside']);
    const back = takeBack(toyKnowledge, dropped, ['1.0']);
    assert.deepEqual(back.observations, believed.observations);
    assert.deepEqual(statuses(back), ['used']);
  });

  it('lets the next line speak that says the same', () => {
    const twice = takeIn(
      toyKnowledge,
      believed,
      evidenceOf([reading({ finding: 'lamp', value: 'off', side: 'server', line: 9 })]),
    );
    assert.deepEqual(statuses(twice, 2), ['agrees']);
    const dropped = dropReadings(toyKnowledge, twice, ['1.0']);
    assert.deepEqual(held(dropped), ['lamp=off']);
    assert.deepEqual(statuses(dropped, 2), ['used']);
    const [lamp] = dropped.observations;
    assert.equal(lamp?.from.kind === 'pasted' && lamp.from.line, 9);
  });

  it('leaves an answer alone that stands in place of the reading', () => {
    const answered = answer(toyKnowledge, believed, { finding: 'lamp', value: 'on' });
    assert.deepEqual(statuses(answered), ['aside']);
    assert.deepEqual(held(dropReadings(toyKnowledge, answered, ['1.0'])), ['lamp=on']);
    const back = takeBack(toyKnowledge, answered, ['1.0']);
    assert.deepEqual(held(back), ['lamp=on']);
    assert.equal(reviewOf(toyKnowledge, back).contradictions.length, 1);
  });
});

describe('correctReading', () => {
  it('takes what the line really says, keeps its place, and says that a person did it', () => {
    const right = correctReading(toyKnowledge, believed, '1.0', 'on');
    assert.deepEqual(right.observations, [
      {
        finding: 'lamp',
        value: 'on',
        from: { kind: 'pasted', paste: 1, line: 4, lastLine: 4, text: 'line 4', was: 'off' },
      },
    ]);
    assert.deepEqual(correctReading(toyKnowledge, right, '1.0', 'off'), believed);
  });

  it('changes nothing for a value that the question cannot have, or a reading that is not there', () => {
    assert.equal(correctReading(toyKnowledge, believed, '1.0', 'purple'), believed);
    assert.equal(correctReading(toyKnowledge, believed, '7.7', 'on'), believed);
  });

  it('makes an observation of a fact whose value no question could have', () => {
    const odd = takeIn(
      toyKnowledge,
      emptySession,
      evidenceOf([reading({ finding: 'lamp', value: 'purple', side: 'server' })]),
    );
    assert.deepEqual(statuses(odd), ['odd']);
    assert.deepEqual(held(correctReading(toyKnowledge, odd, '1.0', 'off')), ['lamp=off']);
  });

  it('holds against what else was said of the same thing', () => {
    const answered = answer(toyKnowledge, believed, { finding: 'lamp', value: 'on' });
    assert.deepEqual(held(correctReading(toyKnowledge, answered, '1.0', 'off')), ['lamp=off']);
    const sided = stateSide(toyKnowledge, twoHosts, ['1.0', '1.1'], 'server');
    assert.equal(reviewOf(toyKnowledge, sided).contradictions.length, 1);
    const right = correctReading(toyKnowledge, sided, '1.0', '1.0');
    assert.deepEqual(held(right), ['firmware=1.0']);
    assert.deepEqual(statuses(right), ['used', 'aside']);
  });

  it('goes on waiting while the side is not known, and says nothing against another host', () => {
    const right = correctReading(toyKnowledge, twoHosts, '1.0', '1.9');
    assert.deepEqual(statuses(right), ['side', 'side']);
    assert.deepEqual(held(right), []);
  });
});

describe('stateSide', () => {
  it('moves a believed reading to another side when the first choice was wrong', () => {
    const wrong = stateSide(toyKnowledge, twoHosts, ['1.0'], 'server');
    assert.deepEqual(held(stateSide(toyKnowledge, wrong, ['1.0'], 'client')), [
      'firmware@client=2.0',
    ]);
  });
});

describe('removeAnswer', () => {
  it('sets the readings aside that said it', () => {
    const removed = removeAnswer(toyKnowledge, believed, { finding: 'lamp' });
    assert.deepEqual(statuses(removed), ['aside']);
  });
});

describe('decide', () => {
  it('sets the reading aside that stood before', () => {
    const against = takeIn(
      toyKnowledge,
      believed,
      evidenceOf([reading({ finding: 'lamp', value: 'on', side: 'server' })]),
    );
    const decided = decide(toyKnowledge, against, 'lamp', '2.0');
    assert.deepEqual(held(decided), ['lamp=on']);
    assert.deepEqual([...statuses(decided), ...statuses(decided, 2)], ['aside', 'used']);
  });
});

describe('takeBack', () => {
  it('uses a reading again that going back in the history has left unused', () => {
    const before = openLink(toyKnowledge, believed, 'k=toy-1&smell=none');
    assert.deepEqual(statuses(before), ['unused']);
    assert.deepEqual(held(takeBack(toyKnowledge, before, ['1.0'])), ['smell=none', 'lamp=off']);
  });
});

describe('a session under any edits', () => {
  const start = takeIn(
    toyKnowledge,
    believed,
    evidenceOf([
      reading({ finding: 'lamp', value: 'on', line: 2 }),
      reading({ finding: 'lamp', value: 'off', line: 5 }),
      reading({ finding: 'boils', value: '7', side: 'client', line: 6 }),
      reading({ fact: 'kettle', value: 'x', line: 8 }),
      reading({ finding: 'smell', value: 'burnt', line: 9 }),
    ]),
  );
  const ids = ['1.0', '2.0', '2.1', '2.2', '2.3', '2.4', '9.9'];
  const id = fc.constantFrom(...ids);
  const edit = fc.oneof(
    id.map((one) => (session: Session) => dropReadings(toyKnowledge, session, [one])),
    id.map((one) => (session: Session) => takeBack(toyKnowledge, session, [one])),
    fc.tuple(id, fc.constantFrom('on', 'off', '7', '500', 'burnt', 'none')).map(
      ([one, to]) =>
        (session: Session) =>
          correctReading(toyKnowledge, session, one, to),
    ),
    fc.tuple(fc.subarray(ids), fc.constantFrom('server' as const, 'client' as const)).map(
      ([some, side]) =>
        (session: Session) =>
          stateSide(toyKnowledge, session, some, side),
    ),
    fc
      .constantFrom('lamp', 'lamp@client', 'smell')
      .chain((slot) => fc.tuple(fc.constant(slot), fc.option(id)))
      .map(
        ([slot, keep]) =>
          (session: Session) =>
            decide(toyKnowledge, session, slot, keep),
      ),
    fc
      .constantFrom('on', 'off', 'unknown')
      .map(
        (value) => (session: Session) => answer(toyKnowledge, session, { finding: 'lamp', value }),
      ),
  );

  it('keeps each reading in exactly one place, and shows none as used that is not held', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        const session = edits.reduce((before, change) => change(before), start);
        const all = [session.waiting, session.taken, session.dropped, session.facts].flat();
        assert.deepEqual(all.map((one) => one.id).sort(), [
          '1.0',
          '2.0',
          '2.1',
          '2.2',
          '2.3',
          '2.4',
        ]);
        const views = all.map((one) => viewReading(toyKnowledge, session, one));
        const read = session.observations.filter(({ from }) => from.kind === 'pasted');
        const used = views.filter(({ status, finding, value }) =>
          status === 'used' || status === 'elsewhere'
            ? session.observations.some((held) => held.finding === finding && held.value === value)
            : false,
        );
        assert.ok(used.length >= read.length, 'each observation of a paste has its reading');
      }),
      { numRuns: 500 },
    );
  });
});

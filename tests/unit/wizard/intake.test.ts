import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Evidence } from '#evidence/reading.ts';
import type { Session } from '#wizard/index.ts';
import {
  decide,
  dropReadings,
  emptySession,
  evidenceOf as evidenceIn,
  reviewOf,
  stateSide,
  takeBack,
  takeIn,
  viewSession,
} from '#wizard/index.ts';
import { answer } from '#wizard/index.ts';
import { evidenceOf, reading } from './toy-evidence.ts';
import { toyKnowledge } from './toy-knowledge.ts';

function read(evidence: Evidence, session: Session = emptySession): Session {
  return takeIn(toyKnowledge, session, evidence);
}

function held(session: Session): readonly string[] {
  return session.observations.map(({ finding, side, value }) =>
    side === undefined ? `${finding}=${value}` : `${finding}@${side}=${value}`,
  );
}

const twoVersions = evidenceOf(
  [
    reading({ finding: 'firmware', value: '2.0', line: 3 }),
    reading({ finding: 'firmware', value: '2.1', line: 7 }),
  ],
  [{ fact: 'firmware', finding: 'firmware', side: 'unknown', readings: [0, 1] }],
);

describe('takeIn', () => {
  it('believes a reading of the side that its question is about, with its line', () => {
    const session = read(
      evidenceOf([reading({ finding: 'lamp', value: 'off', side: 'server', line: 4 })]),
    );
    assert.deepEqual(session.observations, [
      {
        finding: 'lamp',
        value: 'off',
        from: { kind: 'pasted', paste: 1, line: 4, lastLine: 4, text: 'line 4' },
      },
    ]);
    assert.deepEqual(session.waiting, []);
  });

  it('keeps a reading of another side as that, and inference does not see it', () => {
    const session = read(
      evidenceOf([reading({ finding: 'firmware', value: '2.1', side: 'client' })]),
    );
    assert.deepEqual(held(session), ['firmware@client=2.1']);
    assert.deepEqual(evidenceIn(toyKnowledge, session.observations), []);
  });

  it('waits for a side when the question is about one and the text does not tell', () => {
    const session = read(evidenceOf([reading({ finding: 'lamp', value: 'off' })]));
    assert.deepEqual(session.observations, []);
    assert.equal(session.waiting.length, 1);
  });

  it('believes what any host may show and what is on the wire, whatever the side', () => {
    const session = read(
      evidenceOf([
        reading({ finding: 'smell', value: 'burnt', side: 'client' }),
        reading({ finding: 'socket', value: 'dead', side: 'proxy' }),
      ]),
    );
    assert.deepEqual(held(session), ['smell=burnt', 'socket=dead']);
    assert.equal(evidenceIn(toyKnowledge, session.observations).length, 2);
  });

  it('shows facts that no question asks for and values that no question can have, and uses neither', () => {
    const session = read(
      evidenceOf([
        reading({ fact: 'sysctl kettle.size', value: '2', finding: null, line: 1 }),
        reading({ fact: 'lamp', value: 'purple', finding: 'lamp', side: 'server', line: 2 }),
        reading({ fact: 'ghost', value: 'yes', finding: 'ghost', side: 'server', line: 3 }),
      ]),
    );
    assert.deepEqual(
      session.facts.map(({ reading: { line } }) => line),
      [1, 2, 3],
    );
    assert.deepEqual([...session.observations, ...session.waiting], []);
  });

  it('takes equal readings of many lines as one, that of the first line', () => {
    const lines = [5, 6, 7].map((line) =>
      reading({ finding: 'firmware', value: '2.0', side: 'server', line }),
    );
    const session = read(evidenceOf(lines));
    assert.equal(session.observations.length, 1);
    const [first] = session.observations;
    assert.equal(first?.from.kind === 'pasted' && first.from.line, 5);
  });

  it('names the frame of a capture, and keeps the capture apart from a text', () => {
    const capture = {
      ...evidenceOf([reading({ finding: 'socket', value: 'dead', line: 7 })]),
      format: { kind: 'pcap', linkTypes: [], resolution: null },
      frames: 10,
      duration: 1,
      began: null,
      connections: [],
      total: 0,
    } as const;
    const session = read(capture);
    assert.deepEqual(session.observations[0]?.from, {
      kind: 'captured',
      paste: 1,
      frame: 7,
      lastFrame: 7,
      text: 'line 7',
    });
    const { observations, pastes } = viewSession(toyKnowledge, session);
    assert.equal(observations[0]?.fromText, 'capture frame 7');
    assert.equal(pastes[0]?.summary, '1 fact read from 10 frames.');
  });

  it('lets a paste answer what the user did not know, and nothing else', () => {
    const unknown = answer(toyKnowledge, emptySession, { finding: 'lamp', value: 'unknown' });
    const lamp = evidenceOf([reading({ finding: 'lamp', value: 'off', side: 'server' })]);
    assert.deepEqual(held(read(lamp, unknown)), ['lamp=off']);
    const known = answer(toyKnowledge, emptySession, { finding: 'lamp', value: 'on' });
    const session = read(lamp, known);
    assert.deepEqual(held(session), ['lamp=on']);
    const [contradiction] = reviewOf(toyKnowledge, session).contradictions;
    assert.equal(contradiction?.standing?.value, 'on');
    assert.equal(contradiction.readings[0]?.reading.value, 'off');
  });

  it('does not call a number that moved within its bin a contradiction', () => {
    const first = read(evidenceOf([reading({ finding: 'boils', value: '500', side: 'server' })]));
    const second = read(
      evidenceOf([reading({ finding: 'boils', value: '501', side: 'server' })]),
      first,
    );
    assert.deepEqual(held(second), ['boils=500']);
    assert.deepEqual(second.waiting, []);
    const third = read(
      evidenceOf([reading({ finding: 'boils', value: '7', side: 'server' })]),
      second,
    );
    assert.equal(reviewOf(toyKnowledge, third).contradictions.length, 1);
  });
});

describe('takeIn of values that move', () => {
  it('takes two versions for a contradiction, even where both mean the same', () => {
    const versions = ['1.0', '1.1'].map((value) =>
      evidenceOf([reading({ finding: 'firmware', value, side: 'server' })]),
    );
    const session = versions.reduce((before, evidence) => read(evidence, before), emptySession);
    assert.equal(reviewOf(toyKnowledge, session).contradictions.length, 1);
  });

  it('takes the parser at its word when it calls two numbers contradictory', () => {
    const numbers = [
      reading({ finding: 'boils', value: '500', side: 'server', line: 1 }),
      reading({ finding: 'boils', value: '501', side: 'server', line: 2 }),
    ];
    assert.equal(reviewOf(toyKnowledge, read(evidenceOf(numbers))).contradictions.length, 0);
    const conflict = { fact: 'boils', finding: 'boils', side: 'server', readings: [0, 1] } as const;
    const session = read(evidenceOf(numbers, [conflict]));
    assert.equal(reviewOf(toyKnowledge, session).contradictions.length, 1);
    assert.deepEqual(session.observations, []);
  });

  it('begins the session, unless there is nothing in the paste', () => {
    assert.equal(read(evidenceOf([])).pace, 'unasked');
    assert.equal(read(evidenceOf([reading({})])).pace, 'guided');
  });
});

describe('stateSide', () => {
  it('believes the readings of the side that was stated, or keeps them as of the other side', () => {
    const session = read(evidenceOf([reading({ finding: 'lamp', value: 'off' })]));
    assert.deepEqual(held(stateSide(toyKnowledge, session, ['1.0'], 'server')), ['lamp=off']);
    assert.deepEqual(held(stateSide(toyKnowledge, session, ['1.0'], 'client')), [
      'lamp@client=off',
    ]);
  });

  it('ends a contradiction when the two values are of two hosts', () => {
    const session = read(twoVersions);
    const one = stateSide(toyKnowledge, session, ['1.0'], 'server');
    assert.deepEqual(reviewOf(toyKnowledge, one).contradictions, []);
    const both = stateSide(toyKnowledge, one, ['1.1'], 'client');
    assert.deepEqual(held(both), ['firmware=2.0', 'firmware@client=2.1']);
  });
});

describe('decide', () => {
  it('believes neither of two values that cannot both hold until one is chosen', () => {
    const session = stateSide(toyKnowledge, read(twoVersions), ['1.0', '1.1'], 'server');
    assert.deepEqual(session.observations, []);
    const [contradiction] = reviewOf(toyKnowledge, session).contradictions;
    assert.deepEqual(
      contradiction?.readings.map(({ reading: { line } }) => line),
      [3, 7],
    );
    const decided = decide(toyKnowledge, session, 'firmware', '1.1');
    assert.deepEqual(held(decided), ['firmware=2.1']);
    assert.deepEqual(
      decided.dropped.map(({ id }) => id),
      ['1.0'],
    );
  });

  it('drops both when neither holds, and what the session said stays', () => {
    const session = stateSide(toyKnowledge, read(twoVersions), ['1.0', '1.1'], 'server');
    const neither = decide(toyKnowledge, session, 'firmware', null);
    assert.deepEqual([...neither.observations, ...neither.waiting], []);
    const known = answer(toyKnowledge, emptySession, { finding: 'lamp', value: 'on' });
    const against = read(
      evidenceOf([reading({ finding: 'lamp', value: 'off', side: 'server' })]),
      known,
    );
    assert.deepEqual(held(decide(toyKnowledge, against, 'lamp', null)), ['lamp=on']);
    assert.deepEqual(held(decide(toyKnowledge, against, 'lamp', '1.0')), ['lamp=off']);
  });

  it('changes nothing for a contradiction or a reading that is not there', () => {
    const session = read(twoVersions);
    assert.equal(decide(toyKnowledge, session, 'lamp', null), session);
    assert.equal(decide(toyKnowledge, session, 'firmware@unknown', '9.9'), session);
  });
});

describe('takeBack', () => {
  it('brings back what was set aside, as it was', () => {
    const session = read(evidenceOf([reading({ finding: 'lamp', value: 'off' })]));
    const dropped = dropReadings(toyKnowledge, { ...session, reviewed: true }, ['1.0']);
    assert.deepEqual(dropped.waiting, []);
    const back = takeBack(toyKnowledge, dropped, ['1.0']);
    assert.equal(back.reviewed, false);
    assert.deepEqual(back.waiting, session.waiting);
    assert.deepEqual(back.dropped, []);
  });
});

describe('reviewOf', () => {
  it('asks for the side once for each host that the paste names', () => {
    const session = read(
      evidenceOf([
        reading({ finding: 'lamp', value: 'off', line: 1, text: 'kettle:~ # lamp' }),
        reading({ finding: 'boils', value: '500', line: 2, text: '500' }),
        reading({ finding: 'firmware', value: '2.0', line: 40, text: 'Linux kettle 2.0 x86_64' }),
        reading({ finding: 'load', value: '1/2', line: 42, text: 'me@other:/tmp$ load' }),
      ]),
    );
    const { sides } = reviewOf(toyKnowledge, session);
    assert.deepEqual(
      sides.map(({ host, readings }) => [host, readings.map(({ reading: { line } }) => line)]),
      [
        ['kettle', [1, 2, 40]],
        ['other', [42]],
      ],
    );
  });

  it('never takes two values of one fact for those of one host', () => {
    const session = read(
      evidenceOf([
        reading({ finding: 'firmware', value: '2.0', line: 1, text: 'Linux kettle 2.0' }),
        reading({ finding: 'boils', value: '7', line: 2 }),
        reading({ finding: 'firmware', value: '2.1', line: 3 }),
        reading({ finding: 'lamp', value: 'off', line: 4, text: 'other:~ # lamp' }),
        reading({ finding: 'load', value: '1/2', line: 5, text: 'third:~ # load' }),
      ]),
    );
    assert.deepEqual(
      reviewOf(toyKnowledge, session).sides.map(({ host, readings }) => [
        host,
        readings.map(({ reading: { line } }) => line),
      ]),
      [
        ['kettle', [1, 2]],
        ['other', [3, 4]],
        ['third', [5]],
      ],
    );
  });

  it('asks for the side once for each block when no host is named', () => {
    const session = read(
      evidenceOf([
        reading({ finding: 'lamp', value: 'off', line: 1 }),
        reading({ finding: 'boils', value: '500', line: 3 }),
        reading({ finding: 'firmware', value: '2.0', line: 40 }),
      ]),
    );
    const { sides } = reviewOf(toyKnowledge, session);
    assert.deepEqual(
      sides.map(({ line, lastLine, readings }) => [line, lastLine, readings.length]),
      [
        [1, 3, 2],
        [40, 40, 1],
      ],
    );
  });
});

describe('answer', () => {
  it('sets aside what waited in contradiction to it', () => {
    const session = stateSide(toyKnowledge, read(twoVersions), ['1.0', '1.1'], 'server');
    const answered = answer(toyKnowledge, session, { finding: 'firmware', value: '2.1' });
    assert.deepEqual(held(answered), ['firmware=2.1']);
    assert.deepEqual(answered.waiting, []);
    assert.equal(answered.dropped.length, 2);
  });

  it('leaves readings of unknown side waiting: they may be of another host', () => {
    const session = read(evidenceOf([reading({ finding: 'lamp', value: 'off' })]));
    const answered = answer(toyKnowledge, session, { finding: 'lamp', value: 'on' });
    assert.equal(answered.waiting.length, 1);
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { ModelFinding } from '#engine/index.ts';
import { createCaptureReader } from '#evidence/index.ts';
import type { CaptureEvidence } from '#evidence/index.ts';
import type { FindingText, Knowledge, Session } from '#wizard/index.ts';
import {
  answer,
  decide,
  dropReadings,
  emptySession,
  readSavedSession,
  saveSession,
  stateEnd,
  takeIn,
  viewReading,
  viewSession,
  writeReport,
} from '#wizard/index.ts';
import { toyKnowledge } from './toy-knowledge.ts';

function choice(id: string, outcomes: readonly string[]): ModelFinding {
  return {
    ...{ id, kind: 'choice', cluster: id, askable: true },
    outcomes: outcomes.map((outcome) => ({ id: outcome })),
    background: outcomes.map(() => 1 / outcomes.length),
    cost: { seconds: 30, privilege: 'root', risk: 'low', perishable: true },
  };
}

function text(title: string, outcomes: readonly string[]): FindingText {
  return {
    ...{ title, question: `${title}?`, why: title, side: 'path', commands: [] },
    outcomes: outcomes.map((id) => ({ id, label: id })),
  };
}

const origins = ['sender-has-it', 'sender-lacks-it'];
const options = ['same', 'window-scale-altered'];

/** The kettle's knowledge, and two findings that captures answer. */
const knowledge: Knowledge = {
  ...toyKnowledge,
  model: {
    ...toyKnowledge.model,
    findings: [
      ...toyKnowledge.model.findings,
      choice('rst-origin', origins),
      choice('syn-options', options),
    ],
  },
  findings: {
    ...toyKnowledge.findings,
    'rst-origin': text('Origin of the RST', origins),
    'syn-options': text('Options', options),
  },
};

function capture(name: string, side?: 'client' | 'server'): CaptureEvidence {
  const reader = createCaptureReader(side === undefined ? {} : { side });
  const file = `../evidence/capture/captures/pairs/${name}.pcap`;
  reader.push(new Uint8Array(readFileSync(new URL(file, import.meta.url))));
  return reader.end();
}

function session(...names: readonly string[]): Session {
  return names.reduce(
    (before, name) => takeIn(knowledge, before, capture(name), `${name}.pcap`),
    emptySession,
  );
}

/** A capture from which nobody can tell where it was taken: without TTLs and without a stated side. */
function unplaced(name: string): CaptureEvidence {
  const evidence = capture(name);
  const connections = evidence.gist.connections.map((one) => ({
    ...one,
    ttl: { client: null, server: null },
    vantage: null,
  }));
  return { ...evidence, gist: { ...evidence.gist, connections } };
}

function unplacedSession(): Session {
  return ['rst-injected-client', 'rst-injected-server'].reduce(
    (before, name) => takeIn(knowledge, before, unplaced(name), `${name}.pcap`),
    emptySession,
  );
}

const values = ({ observations }: Session): readonly string[] =>
  observations.map(({ finding, value }) => `${finding}=${value}`);

describe('takeIn', () => {
  it('reads two captures of one connection together, in either order, with the frames of both', () => {
    const found = session('rst-injected-client', 'rst-injected-server');
    assert.ok(values(found).includes('rst-origin=sender-lacks-it'));
    const { observations } = viewSession(knowledge, found);
    assert.equal(
      observations.find(({ finding }) => finding === 'rst-origin')?.fromText,
      'capture frame 22 of rst-injected-client.pcap; not among frames 1-33 of rst-injected-server.pcap',
    );
    const turned = session('rst-injected-server', 'rst-injected-client');
    const [, newer] = viewSession(knowledge, turned).pastes;
    assert.match(newer?.compared[0]?.sentence ?? '', /taken at the other end: 3 connections/);
    const reading = turned.taken.find((one) => one.reading.finding === 'rst-origin');
    assert.equal(reading?.paste, 2);
    assert.deepEqual(reading.beside, { paste: 1, line: 1, lastLine: 33, holds: false });
    assert.equal(
      viewReading(knowledge, turned, reading).besideText,
      'not among frames 1-33 of rst-injected-server.pcap',
    );
  });

  it('names the frame of the other capture that shows the same', () => {
    const found = session('rst-sent-server', 'rst-sent-client');
    const { observations } = viewSession(knowledge, found);
    assert.match(
      observations.find(({ finding }) => finding === 'rst-origin')?.fromText ?? '',
      /rst-sent-client\.pcap; the same is frame 8 of rst-sent-server\.pcap$/,
    );
    assert.match(writeReport(knowledge, found, 'https://example.org/'), /the same is frame 8/);
  });

  it('says that nothing differs, or that nothing can be compared', () => {
    const healthy = viewSession(knowledge, session('healthy-client', 'healthy-server'));
    assert.deepEqual(healthy.observations, []);
    assert.match(healthy.pastes[0]?.compared[0]?.sentence ?? '', /Nothing plainly differs/);
    const apart = viewSession(knowledge, session('healthy-client', 'refused-server'));
    assert.match(apart.pastes[1]?.compared[0]?.sentence ?? '', /no connection begins in both/);
    assert.equal(apart.pastes[1]?.compared[0]?.canState, false);
  });

  it('compares each capture with each before it, and no text', () => {
    const three = session('healthy-client', 'rst-injected-client', 'rst-injected-server');
    assert.deepEqual(
      three.compared.map(({ older, newer, common }) => [older, newer, common]),
      [
        [1, 2, 0],
        [1, 3, 0],
        [2, 3, 3],
      ],
    );
    const prose = { readings: [], conflicts: [], unread: [], troubles: [], lines: 1 };
    assert.deepEqual(takeIn(knowledge, three, prose).compared, three.compared);
  });

  it('lets the user decide against what two captures say together, and set it aside', () => {
    const said = answer(knowledge, emptySession, { finding: 'rst-origin', value: 'sender-has-it' });
    const found = ['rst-injected-client', 'rst-injected-server'].reduce(
      (before, name) => takeIn(knowledge, before, capture(name)),
      said,
    );
    assert.ok(values(found).includes('rst-origin=sender-has-it'));
    const waiting = found.waiting.find((one) => one.reading.finding === 'rst-origin');
    assert.ok(waiting);
    const decided = decide(knowledge, found, 'rst-origin', waiting.id);
    assert.ok(values(decided).includes('rst-origin=sender-lacks-it'));
    const without = dropReadings(knowledge, decided, [waiting.id]);
    assert.ok(!values(without).some((one) => one.startsWith('rst-origin')));
  });

  it('gives each reading an id of its own', () => {
    const { taken, facts, waiting } = session('rst-sent-client', 'rst-sent-server');
    const ids = [...taken, ...facts, ...waiting].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe('stateEnd', () => {
  it('reads two captures once somebody says where one of them was taken', () => {
    const found = unplacedSession();
    assert.ok(!values(found).some((one) => one.startsWith('rst-origin')));
    const [compared] = viewSession(knowledge, found).pastes[0]?.compared ?? [];
    assert.match(compared?.sentence ?? '', /do not show which capture/);
    assert.equal(compared?.canState, true);
    const stated = stateEnd(knowledge, found, { paste: 1, beside: 2, end: 'client' });
    assert.ok(values(stated).includes('rst-origin=sender-lacks-it'));
    assert.deepEqual(
      stated.pastes.map(({ gist }) => gist?.stated),
      ['client', 'server'],
    );
    const other = stateEnd(knowledge, found, { paste: 2, beside: 1, end: 'server' });
    assert.deepEqual(other.observations, stated.observations);
  });

  it('takes back what a statement gave when it is corrected', () => {
    const found = unplacedSession();
    const stated = stateEnd(knowledge, found, { paste: 1, beside: 2, end: 'client' });
    const turned = stateEnd(knowledge, stated, { paste: 1, beside: 2, end: 'server' });
    assert.ok(!values(turned).includes('rst-origin=sender-lacks-it'));
    assert.equal(turned.compared.length, 1);
    assert.deepEqual(turned.dropped, []);
    const again = stateEnd(knowledge, turned, { paste: 1, beside: 2, end: 'client' });
    assert.deepEqual(values(again).toSorted(), values(stated).toSorted());
  });

  it('changes nothing after a reload, of a text, or of a capture and itself', () => {
    const found = unplacedSession();
    const reloaded = readSavedSession(saveSession(found));
    assert.ok(reloaded);
    assert.deepEqual(reloaded.compared, found.compared);
    assert.deepEqual(
      reloaded.pastes.map(({ gist }) => gist),
      [null, null],
    );
    const ends = { paste: 1, beside: 2, end: 'client' } as const;
    assert.equal(stateEnd(knowledge, reloaded, ends), reloaded);
    assert.equal(viewSession(knowledge, reloaded).pastes[0]?.compared[0]?.canState, false);
    assert.equal(stateEnd(knowledge, found, { ...ends, beside: 1 }), found);
    assert.equal(stateEnd(knowledge, found, { ...ends, beside: 9 }), found);
  });
});

describe('saveSession', () => {
  it('keeps what two captures said together, and leaves out what a comparison needs', () => {
    const found = session('rst-injected-client', 'rst-injected-server');
    const saved = saveSession(found);
    assert.ok(saved.length < 30_000);
    assert.deepEqual(readSavedSession(saved)?.taken, found.taken);
  });
});

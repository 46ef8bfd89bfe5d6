import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SearchRecord } from '#search/index.ts';
import { describeEvaluation, worstOf } from '#cli/describe-evaluation.ts';
import { detailRows, evaluate, playAll } from '#cli/evaluate.ts';
import { play } from '#cli/play.ts';
import { readPolicy, seededSource } from '#cli/policy.ts';
import { readVignettes } from '#cli/vignette.ts';
import { toyKnowledge } from '../wizard/toy-knowledge.ts';

const lines = [
  {
    id: 'fuse',
    query: 'socket dead',
    facts: { lamp: 'off', socket: 'dead' },
    expect: 'blown-fuse',
  },
  {
    id: 'coil',
    query: 'burnt smell',
    facts: { lamp: 'on', smell: 'burnt', boils: '5000' },
    expect: 'burnt-coil',
  },
  {
    id: 'fine',
    query: 'fine',
    facts: { lamp: 'on', smell: 'none', socket: 'live' },
    expect: 'none',
  },
  // Its facts speak for the fuse, so it is the worst.
  { id: 'odd', query: 'odd', facts: { lamp: 'off', socket: 'dead' }, expect: 'burnt-coil' },
];
const vignettes = readVignettes('v.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));

const records: readonly SearchRecord[] = ['blown-fuse', 'burnt-coil', 'firmware-fault'].map(
  (id) => ({
    kind: 'cause',
    id,
    url: `/causes/${id}/`,
    title: id === 'burnt-coil' ? 'Burnt smell from the coil' : id,
    summary: '',
    identifiers: [],
    body: '',
  }),
);

const played = playAll(toyKnowledge, vignettes);
const evaluation = evaluate(toyKnowledge, records, played);

describe('play', () => {
  it('answers from the facts, and unknown where there is none', () => {
    const [fuse] = vignettes;
    assert.ok(fuse);
    const { session, questions } = play(toyKnowledge, fuse);
    assert.ok(questions > 0);
    assert.equal(session.observations.length, questions);
    for (const { finding, value } of session.observations) {
      assert.equal(value, fuse.facts.get(finding) ?? 'unknown');
    }
  });

  it('answers unknown where a fact cannot be the value of its finding', () => {
    const [odd] = readVignettes('v', '{"id":"v","expect":"none","facts":{"lamp":"purple"}}');
    assert.ok(odd);
    const { session } = play(toyKnowledge, odd);
    const lamp = session.observations.find(({ finding }) => finding === 'lamp');
    assert.equal(lamp?.value, 'unknown');
  });

  it('ends for every policy, the random one included', () => {
    for (const name of ['gain-per-cost', 'edge-cutting', 'random']) {
      for (const vignette of vignettes) {
        const { assessment } = play(toyKnowledge, vignette, { policy: readPolicy(name) });
        assert.ok(assessment.stop.stop || assessment.next === null, name);
      }
    }
  });
});

describe('evaluate', () => {
  it('counts the ranks over the vignettes that expect a cause', () => {
    assert.equal(evaluation.n, 4);
    assert.equal(evaluation.causes, 3);
    assert.equal(evaluation.top1.rate, 2 / 3);
    assert.deepEqual(
      evaluation.rows.map(({ id, rank }) => [id, rank === null]),
      [
        ['fuse', false],
        ['coil', false],
        ['fine', true],
        ['odd', false],
      ],
    );
  });

  it('counts conclusions over the vignettes that expect none', () => {
    const fine = evaluation.rows.find(({ id }) => id === 'fine');
    assert.equal(fine?.verdict, 'inconclusive');
    assert.equal(evaluation.wrongOnNone.rate, 0);
    assert.equal(evaluation.inconclusive.rate, 1 / 4);
  });

  it('names the baselines, each over the same vignettes', () => {
    const { priors, fuse } = evaluation.baselines;
    assert.deepEqual(Object.keys(evaluation.baselines), [
      'priors',
      'fuse',
      'wizard-without-paste',
      'wizard-without-words',
    ]);
    // All priors are equal, so the first id wins: right for "fuse" only.
    assert.equal(priors?.top1.rate, 1 / 3);
    assert.equal(priors.top3.rate, 1);
    // The words "burnt smell" stand in one title; nothing is found for the others.
    assert.equal(fuse?.top1.rate, 1 / 3);
  });

  it('tells in detail how sure it was, and what the paste gave', () => {
    const [row] = detailRows(evaluation, played);
    assert.ok(row !== undefined && row.posterior > 0 && row.posterior < 1);
    assert.equal(row.read, 0);
    assert.equal(row.id, evaluation.rows[0]?.id);
  });

  it('has exactly the fields of the contract', () => {
    assert.deepEqual(Object.keys(evaluation).sort(), [
      'baselines',
      'brier',
      'causes',
      'inconclusive',
      'knowledge',
      'n',
      'questions',
      'rows',
      'top1',
      'top3',
      'wrongOnNone',
    ]);
    assert.deepEqual(Object.keys(evaluation.rows[0] ?? {}).sort(), [
      'expect',
      'id',
      'questions',
      'rank',
      'verdict',
    ]);
  });
});

describe('worstOf', () => {
  it('puts the most misled vignette first', () => {
    assert.equal(worstOf(played)[0]?.vignette.id, 'odd');
  });
});

describe('describeEvaluation', () => {
  it('says why the worst vignette went wrong', () => {
    const text = describeEvaluation(evaluation, played);
    const [line = ''] = text.split('\n').filter((one) => one.trimStart().startsWith('odd'));
    assert.match(line, /burnt-coil is number \d/);
    assert.match(line, /blown-fuse leads/);
    assert.match(line, /lamp=off \(-\d\.\d bits\)/);
  });
});

describe('seededSource', () => {
  it('gives the same numbers for the same seed, all in [0, 1)', () => {
    const [a, b, c] = [seededSource(1), seededSource(1), seededSource(2)];
    const first = Array.from({ length: 50 }, a);
    assert.deepEqual(Array.from({ length: 50 }, b), first);
    assert.notDeepEqual(Array.from({ length: 50 }, c), first);
    assert.ok(first.every((number) => number >= 0 && number < 1));
    assert.ok(new Set(first).size > 45);
  });
});

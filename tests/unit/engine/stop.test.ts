import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assess } from '#engine/assess.ts';
import type { Model, Observed } from '#engine/model.ts';
import type { QuestionPolicy } from '#engine/policies.ts';
import type { StopReason } from '#engine/stop.ts';
import { maximumQuestions } from '#engine/stop.ts';
import { cheap, saw, says, workshop, yesNo } from './support/toy-models.ts';

const burning = [saw('smoke', 'yes'), saw('smell', 'yes')];

/** Two clusters speak for `a` at about 90 %; `last` is what remains to be asked. */
function nearlyDone(last: number, decisive: readonly string[] = []): Model {
  return {
    knowledge: 'nearly',
    somethingElse: 0.2,
    findings: [yesNo('p', 0.2), yesNo('q', 0.2), yesNo('last', 0.5)],
    causes: [
      {
        id: 'a',
        prior: 0.4,
        likelihood: { p: says(0.6), q: says(0.6), last: says(last, decisive) },
      },
      { id: 'b', prior: 0.4, likelihood: { p: says(0.3), q: says(0.2) } },
    ],
  };
}

const support = [saw('p', 'yes'), saw('q', 'yes')];

function reason(model: Model, observations: readonly Observed[], asked = 0): StopReason | null {
  const { stop } = assess(model, observations, { asked });
  assert.equal(stop.stop, stop.reason !== null);
  return stop.reason;
}

describe('stop', () => {
  it('goes on while the verdict is open and something useful is left', () => {
    assert.equal(reason(workshop, []), null);
    assert.equal(reason(workshop, burning), null);
  });

  it('stops when the verdict is confirmed', () => {
    const spark = [...burning, saw('spark', 'yes')];
    assert.equal(assess(workshop, spark).verdict.level, 'confirmed');
    assert.equal(reason(workshop, spark, maximumQuestions), 'confirmed');
  });

  it('stops when enough has been asked', () => {
    assert.equal(reason(workshop, [], maximumQuestions - 1), null);
    assert.equal(reason(workshop, [], maximumQuestions), 'asked-enough');
    assert.equal(assess(workshop, [], { asked: 3, maximum: 3 }).stop.reason, 'asked-enough');
  });

  it('stops when three looks in a row told nothing, and changes no verdict by that', () => {
    const stopped = (unanswered: number): StopReason | null =>
      assess(workshop, burning, { unanswered }).stop.reason;
    assert.deepEqual([0, 2, 3, 4].map(stopped), [null, null, 'unanswered', 'unanswered']);
    const { verdict, next } = assess(workshop, burning, { unanswered: 3 });
    assert.deepEqual(verdict, assess(workshop, burning).verdict);
    assert.notEqual(next, null);
  });

  it('stops when nothing useful is left to ask', () => {
    const everything = workshop.findings.map(({ id }) => saw(id, 'unknown'));
    assert.equal(reason(workshop, everything), 'nothing-to-ask');
  });

  it('stops at a likely cause that no question can dethrone', () => {
    const model = nearlyDone(0.75);
    assert.equal(assess(model, support).verdict.level, 'likely');
    assert.equal(reason(model, support), 'settled');
    assert.equal(assess(model, support).next?.finding, 'last');
  });

  it('goes on at a likely cause as long as some question may well dethrone it', () => {
    const model = nearlyDone(0.99);
    assert.equal(assess(model, support).verdict.level, 'likely');
    assert.equal(reason(model, support), null);
  });

  it('goes on for that question also when the policy asks another one first', () => {
    const model = nearlyDone(0.99);
    const dull = { ...yesNo('dull', 0.5), cost: { ...cheap, seconds: 0 } };
    const b = model.causes.map((cause) =>
      cause.id === 'b' ? { ...cause, likelihood: { ...cause.likelihood, dull: says(0.6) } } : cause,
    );
    const both = { ...model, findings: [...model.findings, dull], causes: b };
    const policy: QuestionPolicy = (session, candidates) =>
      candidates.map((at) => (session.tables.findings[at]?.finding.id === 'dull' ? 1 : 0));
    const { next, stop } = assess(both, support, { policy });
    assert.equal(next?.finding, 'dull');
    assert.equal(stop.reason, null);
  });

  it('does not wait for an answer that is too improbable to dethrone a likely cause', () => {
    const rare: Model = {
      knowledge: 'rare',
      somethingElse: 0.1,
      findings: [yesNo('p', 0.2), yesNo('q', 0.2), yesNo('last', 0.97)],
      causes: [
        { id: 'a', prior: 0.7, likelihood: { p: says(0.6), q: says(0.6), last: says(0.995) } },
        { id: 'b', prior: 0.2, likelihood: { p: says(0.3), q: says(0.2), last: says(0.7) } },
      ],
    };
    assert.equal(assess(rare, support).verdict.level, 'likely');
    assert.equal(assess(rare, [...support, saw('last', 'no')]).verdict.leader?.cause, 'b');
    assert.equal(reason(rare, support), 'settled');
  });

  it('does not wait for a question that this person will not answer', () => {
    const model = nearlyDone(0.99);
    const others = Array.from({ length: 12 }, (_, at) => yesNo(`mute${at}`, 0.5));
    const shy = { ...model, findings: [...model.findings, ...others] };
    const silence = others.map(({ id }) => saw(id, 'unknown'));
    assert.equal(reason(shy, support), null);
    assert.equal(reason(shy, [...support, ...silence]), 'settled');
    assert.deepEqual(assess(shy, [...support, ...silence]).verdict, assess(shy, support).verdict);
  });

  it('stops with little to gain, and concludes nothing by that', () => {
    const faint: Model = {
      knowledge: 'faint',
      somethingElse: 0.2,
      findings: [yesNo('p', 0.5), yesNo('q', 0.5)],
      causes: [
        { id: 'a', prior: 0.4, likelihood: { p: says(0.6) } },
        { id: 'b', prior: 0.4, likelihood: { q: says(0.45) } },
      ],
    };
    const { next, stop, verdict } = assess(faint, []);
    assert.notEqual(next, null);
    assert.equal(stop.reason, 'little-to-gain');
    assert.equal(verdict.level, 'inconclusive');
  });
});

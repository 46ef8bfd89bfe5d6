import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { VerdictLevel } from '#engine/index.ts';
import { emptySession } from '#wizard/index.ts';
import { judge, type Diagnosis } from '../../labs/support/diagnosis.ts';

/** A diagnosis with a ranking, best first, and a verdict for its first cause or for none. */
function diagnosis(level: VerdictLevel, ...causes: readonly string[]): Diagnosis {
  const ranking = causes.map((cause, at) => ({ cause, posterior: 0.7 / (at + 1) }));
  const verdict = {
    level,
    cause: level === 'inconclusive' ? null : (causes[0] ?? null),
    rule: 'decisive',
    leader: null,
    runnerUp: null,
    somethingElse: 0.1,
    support: [],
    decisive: [],
    missing: null,
  } as unknown as Diagnosis['verdict'];
  return { session: emptySession, verdict, ranking };
}

describe('judge', () => {
  it('passes a faulty run only when the cause is first, and likely or confirmed', () => {
    for (const level of ['confirmed', 'likely'] as const) {
      assert.ok(judge(diagnosis(level, 'a', 'b'), true, ['a']).isPassed);
      assert.ok(!judge(diagnosis(level, 'b', 'a'), true, ['a']).isPassed);
    }
    for (const level of ['possible', 'inconclusive'] as const) {
      assert.ok(!judge(diagnosis(level, 'a', 'b'), true, ['a']).isPassed);
    }
  });

  it('fails a healthy run that concludes the cause, were it only as possible', () => {
    for (const level of ['confirmed', 'likely', 'possible'] as const) {
      assert.ok(!judge(diagnosis(level, 'a', 'b'), false, ['a']).isPassed);
      assert.ok(judge(diagnosis(level, 'b', 'a'), false, ['a']).isPassed);
    }
    assert.ok(judge(diagnosis('inconclusive', 'a', 'b'), false, ['a']).isPassed);
  });

  it('takes a declared equal for the cause, in both runs', () => {
    assert.ok(judge(diagnosis('likely', 'twin', 'a'), true, ['a', 'twin']).isPassed);
    assert.ok(!judge(diagnosis('possible', 'twin', 'a'), false, ['a', 'twin']).isPassed);
  });

  it('gives rank and posterior of the cause, and 0 when it is ruled out', () => {
    const second = judge(diagnosis('likely', 'b', 'a'), true, ['a']);
    assert.deepEqual([second.rank, second.posterior, second.leader], [2, 0.35, 'b']);
    const none = judge(diagnosis('likely', 'b'), true, ['a']);
    assert.deepEqual([none.rank, none.posterior, none.isPassed], [0, 0, false]);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { updateBelief } from '#engine/belief.ts';
import { chooseQuestion, rankQuestions } from '#engine/choose-question.ts';
import { priceOf, readingPrice } from '#engine/cost.ts';
import type { Model, Observed } from '#engine/model.ts';
import { edgeCutting, gainPerCost } from '#engine/policies.ts';
import { replay } from '#engine/replay.ts';
import { entropyOf, tablesOf } from '#engine/tables.ts';
import { worthsOf } from '#engine/worth.ts';
import { anything, situations } from './support/arbitrary-models.ts';
import { cheap, saw, says, yesNo } from './support/toy-models.ts';

const dear = { ...cheap, seconds: 60, privilege: 'root' } as const;

/** Four causes, each with its own line of one log and its own gauge. A line tells as much as a gauge and costs more. */
function shop(group?: string, cluster?: string): Model {
  const parts = {
    cost: dear,
    ...(group === undefined ? {} : { group }),
    ...(cluster === undefined ? {} : { cluster }),
  };
  const ids = ['a', 'b', 'c', 'd'];
  return {
    knowledge: 'shop',
    somethingElse: 0.2,
    findings: ids.flatMap((id) => [
      yesNo(`line-${id}`, 0.1, parts),
      yesNo(`gauge-${id}`, 0.1, { cost: { ...dear, seconds: 30 } }),
    ]),
    causes: ids.map((id) => ({
      id,
      prior: 0.2,
      likelihood: { [`line-${id}`]: says(0.8), [`gauge-${id}`]: says(0.8) },
    })),
  };
}

function ranked(model: Model, observations: readonly Observed[] = []) {
  return new Map(rankQuestions(model, observations).map((one) => [one.finding, one]));
}

describe('the price of a group', () => {
  it('is paid once: after an answer its siblings cost a reading', () => {
    const before = ranked(shop('log')).get('line-b');
    const after = ranked(shop('log'), [saw('line-a', 'no')]).get('line-b');
    assert.equal(before?.price, priceOf(dear));
    assert.equal(after?.price, readingPrice);
    assert.equal(ranked(shop(), [saw('line-a', 'no')]).get('line-b')?.price, priceOf(dear));
  });

  it('is not paid by "don\'t know": nobody has run the command', () => {
    const after = ranked(shop('log'), [saw('line-a', 'unknown')]).get('line-b');
    assert.equal(after?.price, priceOf(dear));
  });

  it('counts what the siblings are expected to tell as well', () => {
    assert.match(chooseQuestion(shop(), [])?.finding ?? '', /^gauge/);
    for (const policy of [gainPerCost, edgeCutting]) {
      assert.equal(chooseQuestion(shop('log'), [], { policy })?.finding, 'line-a');
    }
  });

  it('counts less for siblings that are views of one fact', () => {
    const worth = (model: Model): number => {
      const session = replay(tablesOf(model), []);
      const all = session.tables.findings.map((_, index) => index);
      return worthsOf(session, all).find(({ opensGroup }) => opensGroup)?.worth ?? 0;
    };
    assert.ok(worth(shop('log', 'fact')) < worth(shop('log')));
    assert.ok(worth(shop('log', 'fact')) > 0);
  });

  it('leads on to the siblings once it is paid', () => {
    assert.match(chooseQuestion(shop('log'), [saw('line-a', 'no')])?.finding ?? '', /^line/);
  });

  it('turns to another command when the first cannot be run', () => {
    const next = chooseQuestion(shop('log'), [saw('line-a', 'unknown')]);
    assert.match(next?.finding ?? '', /^gauge/);
  });

  it('never promises more than there is to learn', () => {
    fc.assert(
      fc.property(situations(anything), ({ model, answers }) => {
        const findings = model.findings.map((one) => ({ ...one, group: 'all' }));
        const session = replay(tablesOf({ ...model, findings }), answers);
        const all = session.tables.findings.map((_, index) => index);
        const limit = entropyOf(session.active, 0, session.active.length);
        for (const { worth, cost } of worthsOf(session, all)) {
          assert.ok(worth >= 0 && worth <= limit + 1e-9);
          assert.ok(cost > 0);
        }
      }),
    );
    // Six findings that each nearly settle the same question tell one bit together, not six.
    const ids = ['p', 'q', 'r', 's', 't', 'u'];
    const alike = (yes: number) => Object.fromEntries(ids.map((id) => [id, says(yes)]));
    const sure: Model = {
      knowledge: 'sure',
      somethingElse: 1e-6,
      findings: ids.map((id) => yesNo(id, 0.5, { group: 'all' })),
      causes: [
        { id: 'a', prior: 0.5, likelihood: alike(0.98) },
        { id: 'b', prior: 0.5, likelihood: alike(0.02) },
      ],
    };
    const session = replay(tablesOf(sure), []);
    for (const { worth } of worthsOf(session, [0, 1, 2, 3, 4, 5])) assert.ok(worth <= 1);
  });

  it('counts the siblings once, not again as the second step', () => {
    const whole = shop('log');
    const lines = whole.findings.filter(({ id }) => id.startsWith('line'));
    const model = { ...whole, findings: lines };
    const session = replay(tablesOf(model), []);
    const [first] = worthsOf(session, [0, 1, 2, 3]);
    assert.ok(first);
    assert.equal(chooseQuestion(model, [])?.score, first.worth / first.cost);
  });

  it('changes which question is asked, never what is believed', () => {
    for (const value of ['unknown', 'yes', 'no']) {
      const given = [saw('line-a', value)];
      assert.deepEqual(updateBelief(shop('log'), given), updateBelief(shop(), given));
    }
  });
});

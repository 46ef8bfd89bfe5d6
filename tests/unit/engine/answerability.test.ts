import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { answerChance } from '#engine/answerability.ts';
import type { Cost, Model, ModelFinding, Observed } from '#engine/model.ts';
import { replay } from '#engine/replay.ts';
import { tablesOf } from '#engine/tables.ts';
import { cheap, saw, says, yesNo } from './support/toy-models.ts';

function costs(parts: Partial<Cost>): Cost {
  return { ...cheap, privilege: 'user', ...parts };
}

/** `asked` is the finding in question; the others differ from it in what their names say. */
const findings: readonly ModelFinding[] = [
  yesNo('asked', 0.5, { cluster: 'fact', group: 'command', cost: costs({}) }),
  yesNo('sibling', 0.5, { group: 'command', cost: costs({}) }),
  yesNo('view', 0.5, { cluster: 'fact', cost: costs({}) }),
  yesNo('stranger', 0.5, { cost: costs({}) }),
  yesNo('fleeting', 0.5, { cost: costs({ perishable: true }) }),
  yesNo('sight', 0.5, { cost: costs({ privilege: 'none' }) }),
  yesNo('deep', 0.5, { cost: costs({ privilege: 'root' }) }),
];

const model: Model = {
  knowledge: 'chances',
  somethingElse: 0.5,
  findings,
  causes: [{ id: 'a', prior: 0.5, likelihood: { asked: says(0.9) } }],
};

function chance(observations: readonly Observed[], finding = 'asked'): number {
  const session = replay(tablesOf(model), observations);
  const table = session.tables.findings.find((one) => one.finding.id === finding);
  assert.ok(table);
  return answerChance(session, table);
}

const unknown = (id: string): number => chance([saw(id, 'unknown')]);
const known = (id: string): number => chance([saw(id, 'yes')]);

describe('answerChance', () => {
  it('begins with the rights that a finding takes', () => {
    const [sight, asked, deep] = ['sight', 'asked', 'deep'].map((id) => chance([], id));
    assert.ok(sight !== undefined && asked !== undefined && deep !== undefined);
    assert.ok(sight > asked && asked > deep);
  });

  it('falls after an unknown: most for the same command, then for the same fact', () => {
    const order = [chance([]), unknown('stranger'), unknown('view'), unknown('sibling')];
    order.slice(1).forEach((value, at) => {
      assert.ok(value < (order[at] ?? 0), order.join(' '));
    });
  });

  it('rises after an answer: most for the same command', () => {
    assert.ok(known('stranger') > chance([]));
    assert.ok(known('sibling') > known('view'));
    assert.ok(known('sibling') > 0.8);
  });

  it('takes more rights to say that fewer suffice, and fewer to say that more do not', () => {
    assert.equal(unknown('deep'), chance([]));
    assert.ok(known('deep') > chance([]));
    assert.equal(known('sight'), chance([]));
    assert.ok(unknown('sight') < chance([]));
  });

  it('keeps hope for what a restart does not destroy', () => {
    assert.ok(unknown('fleeting') < chance([]));
    assert.ok(unknown('fleeting') > unknown('stranger'));
  });

  it('is a probability, whatever the session and its order', () => {
    const values = fc.constantFrom('yes', 'no', 'unknown', 'nonsense');
    const observation = fc.record({
      finding: fc.constantFrom(...findings.map(({ id }) => id), 'nobody'),
      value: values,
    });
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 20 }), (observations) => {
        const value = chance(observations);
        assert.ok(value > 0 && value < 1);
        assert.equal(chance([...observations].reverse()), value);
      }),
    );
  });
});

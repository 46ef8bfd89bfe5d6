import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileLikelihood, compileModel } from '#catalog/compile-model.ts';
import { backgroundOf, completeRow, type Frequency } from '#catalog/distribution.ts';
import { frequencyNumbers } from '#catalog/numbers.ts';
import { catalogOf, changedCatalog, soundToy } from './support/toy-catalog.ts';

function near(actual: number | undefined, expected: number): void {
  assert.ok(
    Math.abs((actual ?? Number.NaN) - expected) < 1e-12,
    `${String(actual)} is not ${String(expected)}`,
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

const sound = catalogOf(soundToy());

function findingOf(id: string) {
  const finding = sound.findings.find((item) => item.id === id);
  assert.ok(finding);
  return finding;
}

function causeOf(id: string, catalog = sound) {
  const cause = catalog.causes.find((item) => item.id === id);
  assert.ok(cause);
  return cause;
}

describe('completeRow', () => {
  it('gives the rest to the outcomes that are not named, in proportion to their background', () => {
    const finding = findingOf('cord-load');
    // Background words always, rare, rare: the two unnamed ones share .25 as .96 to .08.
    const row = completeRow(finding, { over: 'usual' });
    near(row[0], (0.25 * 0.96) / 1.04);
    near(row[1], 0.75);
    near(row[2], (0.25 * 0.08) / 1.04);
  });

  it('leaves at least what never means to an unnamed outcome before scaling', () => {
    const row = completeRow(findingOf('cord-load'), { under: 'always', over: 'sometimes' });
    near(row[2], 0.01 / (0.96 + 0.35 + 0.01));
  });

  it('scales when every outcome is named', () => {
    const row = completeRow(findingOf('smell'), { yes: 'always', no: 'sometimes' });
    near(row[0], 0.96 / 1.31);
    near(row[1], 0.35 / 1.31);
  });

  it('ignores names that the finding does not have', () => {
    assert.deepEqual(
      completeRow(
        findingOf('smell'),
        Object.fromEntries([
          ['maybe', 'always'],
          ['constructor', 'always'],
        ]),
      ),
      backgroundOf(findingOf('smell')),
    );
  });

  it('is a distribution of positive numbers for any words', () => {
    const word = fc.constantFrom(...(Object.keys(frequencyNumbers) as Frequency[]));
    const values = fc.dictionary(fc.constantFrom('under', 'over', 'no-cord', 'else'), word);
    fc.assert(
      fc.property(values, (words) => {
        const row = completeRow(findingOf('cord-load'), words);
        near(sum(row), 1);
        assert.ok(row.every((number) => number > 0));
      }),
    );
  });

  it('keeps the order of the words: a more frequent word never gets less', () => {
    const numbers = Object.values(frequencyNumbers);
    assert.deepEqual(
      numbers,
      [...numbers].sort((a, b) => a - b),
    );
  });
});

describe('compileLikelihood', () => {
  it('makes a row of version ranges alone, with the status of each bin', () => {
    const likelihood = compileLikelihood(causeOf('faulty-switch'), findingOf('kettle-model'));
    assert.deepEqual(likelihood?.range, ['affected', 'fixed', 'fixed']);
    // Background words sometimes, usual, rare, weighted 1, .001, .001.
    const weights = [0.35, 0.75 * 0.001, 0.08 * 0.001];
    weights.forEach((weight, place) => {
      near(likelihood.probability[place], weight / sum(weights));
    });
  });

  it('lets explicit evidence decide the row, and the ranges the status', () => {
    const catalog = changedCatalog((toy) => {
      toy.causes['faulty-switch'].evidence.push({
        finding: 'kettle-model',
        values: { old: 'usual', 'no-kettle': 'rare' },
        decisive: ['old'],
        reason: 'By the mechanism.',
        source: 'mechanism',
      });
    });
    const likelihood = compileLikelihood(
      causeOf('faulty-switch', catalog),
      findingOf('kettle-model'),
    );
    assert.deepEqual(likelihood?.range, ['affected', 'fixed', 'unknown']);
    assert.deepEqual(likelihood.decisive, ['old']);
    near(likelihood.probability[0], 0.75);
  });

  it('takes a bin that no range covers, or only in part, for unknown', () => {
    for (const ranges of [
      [{ status: 'fixed', from: '2.1', source: 'manual' }],
      [
        { status: 'affected', before: '2.0', source: 'manual' },
        { status: 'fixed', from: '2.1', source: 'manual' },
      ],
    ]) {
      const catalog = changedCatalog((toy) => {
        Object.assign(toy.causes['faulty-switch'].affected[0], { ranges });
      });
      const likelihood = compileLikelihood(
        causeOf('faulty-switch', catalog),
        findingOf('kettle-model'),
      );
      assert.deepEqual(likelihood?.range, ['unknown', 'fixed', 'fixed']);
    }
  });

  it('joins the ranges of several products on one finding', () => {
    const catalog = changedCatalog((toy) => {
      const [product] = toy.causes['faulty-switch'].affected;
      const affected = product.ranges.map((range) => ({ ...product, ranges: [range] }));
      Object.assign(toy.causes['faulty-switch'], { affected });
    });
    const likelihood = compileLikelihood(
      causeOf('faulty-switch', catalog),
      findingOf('kettle-model'),
    );
    assert.deepEqual(likelihood?.range, ['affected', 'fixed', 'fixed']);
  });

  it('says nothing of a finding that the cause does not mention', () => {
    assert.equal(compileLikelihood(causeOf('blown-fuse'), findingOf('kettle-model')), undefined);
  });
});

describe('compileModel', () => {
  const model = compileModel(sound);

  it('gives priors that sum to one with something else, weighted by commonness', () => {
    near(sum(model.causes.map(({ prior }) => prior)) + model.somethingElse, 1);
    near(model.somethingElse, 0.2);
    // Weights 8, 1, 8 of 17.
    near(model.causes[0]?.prior, (0.8 * 8) / 17);
    near(model.causes[1]?.prior, 0.8 / 17);
  });

  it('gives rows that sum to one, each as long as its finding has outcomes', () => {
    for (const finding of model.findings) {
      near(sum(finding.background), 1);
      for (const cause of model.causes) {
        const row = cause.likelihood[finding.id]?.probability;
        if (row === undefined) continue;
        near(sum(row), 1);
        assert.equal(row.length, finding.outcomes.length);
      }
    }
  });

  it('names each cause and finding once, sorted, with the knowledge version', () => {
    assert.deepEqual(
      model.findings.map(({ id }) => id),
      ['cord-load', 'kettle-model', 'lamp-dark', 'smell', 'water-level'],
    );
    assert.equal(model.knowledge, sound.version);
  });

  it('carries bounds only where there are any', () => {
    assert.deepEqual(model.findings.find(({ id }) => id === 'cord-load')?.outcomes, [
      { id: 'under', min: 0, below: 1 },
      { id: 'over', min: 1 },
      { id: 'no-cord' },
    ]);
    assert.ok(!Object.hasOwn(model.findings[0] ?? {}, 'scheme'));
  });

  it('carries the group and the mark of a symptom, and neither where there is none', () => {
    const { findings } = catalogOf(soundToy());
    const [first, second, ...others] = findings;
    assert.ok(first && second);
    const marked = {
      ...sound,
      findings: [{ ...first, group: 'one-command' }, { ...second, symptom: true }, ...others],
    };
    const compiled = compileModel(marked).findings;
    assert.equal(compiled.find(({ id }) => id === first.id)?.group, 'one-command');
    assert.equal(compiled.find(({ id }) => id === second.id)?.symptom, true);
    for (const finding of compileModel(sound).findings) {
      assert.ok(!('symptom' in finding), finding.id);
    }
  });

  it('leaves out what refers to nothing', () => {
    const catalog = changedCatalog((toy) => {
      toy.causes['blown-fuse'].evidence[0].finding = 'gone';
    });
    const [cause] = compileModel(catalog).causes;
    assert.deepEqual(Object.keys(cause?.likelihood ?? {}), ['cord-load', 'smell', 'water-level']);
  });

  it('is all something else when there is no cause', () => {
    const { causes, somethingElse } = compileModel({ ...sound, causes: [] });
    assert.deepEqual([causes, somethingElse], [[], 1]);
  });
});

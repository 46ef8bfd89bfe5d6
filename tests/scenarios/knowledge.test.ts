/** The real knowledge base keeps its rules, and what is compiled from it is what the wizard and the engine expect. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assess, reachVerdict, updateBelief } from '#engine/index.ts';
import type { Knowledge } from '#wizard/knowledge.ts';
import type { CompiledKnowledge } from '#catalog/compile-knowledge.ts';
import { compileKnowledgeOf } from '#catalog/compile-knowledge.ts';
import { checkCatalog } from '#catalog/check.ts';
import { differentialOfSymptom } from '#catalog/differential.ts';
import { ledgerFile } from '#catalog/ledger.ts';
import { toLine } from '#catalog/problem.ts';

/** True only when each of two types can stand for the other, so that neither room can drift. */
type Same<A, B> = [A, B] extends [B, A] ? true : false;

const isSameStructure: Same<CompiledKnowledge, Knowledge> = true;

const root = fileURLToPath(new URL('../..', import.meta.url));
const { catalog, problems } = checkCatalog(root);
const knowledge: Knowledge = compileKnowledgeOf(catalog);

describe('the knowledge base', () => {
  it('has no problem', () => {
    assert.deepEqual(problems.map(toLine), []);
  });

  it('holds causes, cases, findings, symptoms and release facts', () => {
    assert.ok(catalog.causes.length >= 100);
    assert.ok(catalog.cases.length >= 120);
    assert.ok(catalog.symptoms.length >= 25);
    assert.ok(catalog.findings.length <= 200);
    for (const kind of ['findings', 'symptoms', 'versions'] as const) {
      assert.ok(catalog[kind].length > 0, kind);
    }
    assert.ok(catalog.ledger.length > 0, ledgerFile);
  });

  it('compiles to the structure that the wizard reads', () => {
    assert.ok(isSameStructure);
    assert.deepEqual(JSON.parse(JSON.stringify(knowledge)), knowledge);
  });

  it('gives every text that the model refers to', () => {
    for (const { id, outcomes } of knowledge.model.findings) {
      const labels = knowledge.findings[id]?.outcomes.map((outcome) => outcome.id);
      assert.deepEqual(
        labels,
        outcomes.map((outcome) => outcome.id),
        id,
      );
    }
    for (const { id, likelihood } of knowledge.model.causes) {
      const reasons = knowledge.causes[id]?.reasons ?? {};
      for (const [finding, row] of Object.entries(likelihood)) {
        assert.ok(reasons[finding] !== undefined || row.range !== undefined, `${id} ${finding}`);
      }
    }
  });
});

describe('every case', () => {
  for (const { id, observations, cause } of catalog.cases) {
    it(`${id}: all its observations are understood and none rules out its cause`, () => {
      const belief = updateBelief(knowledge.model, observations);
      assert.deepEqual(belief.problems, []);
      assert.deepEqual(belief.conflicts, []);
      assert.ok(belief.ranking.every((one) => one.cause !== cause || !one.ruledOut));
    });
  }
});

describe('every symptom', () => {
  for (const symptom of catalog.symptoms) {
    it(`${symptom.id}: has a differential and something to ask, and concludes nothing by itself`, () => {
      const { ranking, questions } = differentialOfSymptom(catalog, symptom);
      assert.equal(ranking.length, catalog.causes.length);
      assert.ok(questions.length > 0);
      const observed = knowledge.symptoms[symptom.id]?.observations ?? [];
      assert.notEqual(reachVerdict(knowledge.model, observed).level, 'confirmed');
      assert.equal(assess(knowledge.model, observed).belief.problems.length, 0);
    });
  }
});

/** Runs one rule on a toy, for tests that want to see what it says. */
import assert from 'node:assert/strict';
import { compileModel } from '#catalog/compile-model.ts';
import type { Problem } from '#catalog/problem.ts';
import type { Rule } from '#catalog/rule.ts';
import { changedCatalog } from './toy-catalog.ts';
import type { Toy } from './toy.ts';

/** All problems that a rule reports in the sound toy after a change. */
export function problemsOf(rule: Rule, change: (toy: Toy) => void = () => {}): readonly Problem[] {
  const catalog = changedCatalog(change);
  const problems = rule.check(catalog, compileModel(catalog));
  for (const problem of problems) {
    assert.equal(problem.rule, rule.name);
    assert.ok(problem.message !== '' && problem.remedy !== '');
  }
  return problems;
}

/** The places of all problems, `file field`, with the folder `content/` left out. */
export function placesOf(rule: Rule, change?: (toy: Toy) => void): readonly string[] {
  return problemsOf(rule, change).map(({ file, field }) =>
    `${file.replace('content/', '')} ${field}`.trim(),
  );
}

/** The text of the only problem. */
export function onlyTextOf(rule: Rule, change: (toy: Toy) => void): string {
  const problems = problemsOf(rule, change);
  assert.equal(problems.length, 1, JSON.stringify(problems));
  return problems.map(({ message, remedy }) => `${message} - ${remedy}`).join('');
}

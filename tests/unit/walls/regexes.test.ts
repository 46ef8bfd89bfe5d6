import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { check } from 'recheck';
import ts from 'typescript';

const source = join(import.meta.dirname, '..', '..', '..', 'src');

/** Every literal regular expression of a TypeScript file, with where it stands. */
function listRegexes(path: string): { where: string; pattern: string; flags: string }[] {
  const text = readFileSync(join(source, path), 'utf8');
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: { where: string; pattern: string; flags: string }[] = [];
  const visit = (node: ts.Node): void => {
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    const where = `src/${path}:${line}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ where, pattern: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    } else if (
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      node.expression.getText(file) === 'RegExp'
    ) {
      const [pattern, flags] = node.arguments ?? [];
      if (pattern && ts.isStringLiteralLike(pattern)) {
        found.push({
          where,
          pattern: pattern.text,
          flags: flags && ts.isStringLiteralLike(flags) ? flags.text : '',
        });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Decides exactly where that is possible; looking around is beyond that, and is tried out instead. */
async function analyze(pattern: string, flags: string) {
  const exact = await check(pattern, flags, { timeout: 20_000, checker: 'automaton' });
  return exact.status === 'unknown' ? check(pattern, flags, { timeout: 20_000 }) : exact;
}

/** The rooms that read text from outside. */
const rooms = /^(?:cli|elements|evidence|search|wizard)\//;

const regexes = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => rooms.test(path) && path.endsWith('.ts'))
  .sort()
  .flatMap(listRegexes);

describe('regular expressions on text from outside', () => {
  it('would be detected when slow', async () => {
    assert.equal((await analyze('^(a+)+$', '')).status, 'vulnerable');
    assert.equal((await analyze('\\s+$', '')).status, 'vulnerable');
  });

  it('are safe from super-linear backtracking', { timeout: 300_000 }, async () => {
    const slow: string[] = [];
    for (const { where, pattern, flags } of regexes) {
      const result = await analyze(pattern, flags);
      if (result.status === 'vulnerable') {
        slow.push(
          `${where} /${pattern}/${flags} ${result.complexity.summary}: ${result.attack.pattern}`,
        );
      }
    }
    assert.deepEqual(slow, []);
  });
});

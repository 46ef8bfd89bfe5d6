import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { check } from 'recheck';
import ts from 'typescript';

const source = join(import.meta.dirname, '..', '..', '..', 'src');

/** A regular expression and where it stands. */
interface Found {
  readonly where: string;
  readonly pattern: string;
  readonly flags: string;
}

interface Listed {
  readonly literals: readonly Found[];
  /** Places that build one from text inside a function: no test can see those. */
  readonly hidden: readonly string[];
}

/** The literal regular expressions of a TypeScript file, and the places that build one where nobody sees it. */
function listRegexes(path: string): Listed {
  const text = readFileSync(join(source, path), 'utf8');
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const literals: Found[] = [];
  const hidden: string[] = [];
  const visit = (node: ts.Node, isInFunction: boolean): void => {
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    const where = `src/${path}:${line}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      literals.push({ where, pattern: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    } else if (
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      node.expression.getText(file) === 'RegExp' &&
      isInFunction
    ) {
      hidden.push(where);
    }
    const inside = isInFunction || ts.isFunctionLike(node);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(file, false);
  return { literals, hidden };
}

/** Those that modules build from parts while they load. */
async function listBuilt(paths: readonly string[]): Promise<Found[]> {
  const built: Found[] = [];
  const plain = globalThis.RegExp;
  let where = '';
  globalThis.RegExp = new Proxy(plain, {
    construct(target, [pattern, flags = '']: [string | RegExp, string?]) {
      const made = new target(pattern, flags);
      built.push({ where, pattern: made.source, flags: made.flags });
      return made;
    },
  });
  try {
    for (const path of paths) {
      where = `src/${path} (built)`;
      // A query of its own loads the module anew, whoever else has loaded it.
      await import(`${pathToFileURL(join(source, path)).href}?regexes`);
    }
  } finally {
    globalThis.RegExp = plain;
  }
  return built;
}

/** Decides exactly where that is possible; looking around is beyond that, and is tried out instead. */
async function analyze(pattern: string, flags: string) {
  const exact = await check(pattern, flags, { timeout: 20_000, checker: 'automaton' });
  return exact.status === 'unknown' ? check(pattern, flags, { timeout: 20_000 }) : exact;
}

/** The rooms that read text from outside. */
const rooms = /^(?:cli|elements|evidence|search|wizard)\//;

const paths = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => rooms.test(path) && path.endsWith('.ts'))
  .sort();
const listed = paths.map(listRegexes);
const building = paths.filter((path) =>
  readFileSync(join(source, path), 'utf8').includes('RegExp('),
);

describe('regular expressions on text from outside', () => {
  it('would be detected when slow', async () => {
    assert.equal((await analyze('^(a+)+$', '')).status, 'vulnerable');
    assert.equal((await analyze('\\s+$', '')).status, 'vulnerable');
  });

  it('are built, if at all, while their module loads', () => {
    assert.deepEqual(
      listed.flatMap(({ hidden }) => hidden),
      [],
    );
  });

  it('are safe from super-linear backtracking', { timeout: 600_000 }, async () => {
    const built = await listBuilt(building);
    assert.ok(built.length >= building.length, 'what modules build is seen');
    const slow: string[] = [];
    for (const { where, pattern, flags } of [
      ...listed.flatMap(({ literals }) => literals),
      ...built,
    ]) {
      const result = await analyze(pattern, flags);
      if (result.status === 'unknown') slow.push(`${where} /${pattern}/${flags} not decided`);
      if (result.status === 'vulnerable') {
        slow.push(
          `${where} /${pattern}/${flags} ${result.complexity.summary}: ${result.attack.pattern}`,
        );
      }
    }
    assert.deepEqual(slow, []);
  });
});

import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Problem } from '#catalog/problem.ts';
import { readCatalog } from '#catalog/read.ts';
import { inFolder, soundToy, writeToy } from './support/toy-catalog.ts';
import type { Toy } from './support/toy.ts';

/** Problems of a toy after a change of its fields, of its files, or both. */
function problemsAfter(change: (toy: Toy) => void, inFiles: (root: string) => void = () => {}) {
  return inFolder((root) => {
    const toy = soundToy();
    change(toy);
    writeToy(root, toy);
    inFiles(root);
    return readCatalog(root);
  });
}

function only(problems: readonly Problem[]): Problem {
  assert.equal(problems.length, 1, JSON.stringify(problems));
  const [problem] = problems;
  assert.ok(problem);
  return problem;
}

describe('readCatalog', () => {
  it('reads every item of a sound project, sorted by id, with its file', () => {
    const { catalog, problems } = problemsAfter(() => {});
    assert.deepEqual(problems, []);
    assert.deepEqual(
      catalog.causes.map(({ id }) => id),
      ['blown-fuse', 'empty-kettle', 'faulty-switch'],
    );
    assert.equal(catalog.causes[0]?.file, 'content/causes/blown-fuse.mdx');
    assert.match(catalog.causes[0].body, /^\n## How it works/u);
    assert.equal(catalog.findings.length, 5);
    assert.equal(catalog.symptoms[0]?.id, 'cold-tea');
    assert.equal(catalog.versions[0]?.releases[0]?.version, '2.1');
    assert.ok(catalog.ledger.includes('cases/fuse-2019'));
  });

  it('sorts a shorter id before a longer one with the same start', () => {
    const { catalog } = problemsAfter((toy) => {
      toy.findings['smell-b'] = toy.findings.smell;
    });
    assert.deepEqual(
      catalog.findings.map(({ id }) => id).filter((id) => id.startsWith('smell')),
      ['smell', 'smell-b'],
    );
  });

  it('leaves a broken item out, keeps the others, and remembers which is broken', () => {
    const { catalog, problems } = problemsAfter((toy) => {
      toy.causes['blown-fuse'].prior = 'often';
      toy.findings.smell.side = 'moon';
    });
    assert.deepEqual(
      problems.map(({ file, field }) => `${file} ${field}`),
      ['content/causes/blown-fuse.mdx prior', 'content/findings/smell.yaml side'],
    );
    assert.deepEqual([...catalog.broken], ['causes/blown-fuse', 'findings/smell']);
    assert.equal(catalog.causes.length, 2);
  });

  it('names the line of a syntax error, counted from the start of the file', () => {
    const { problems } = problemsAfter(
      () => {},
      (root) => {
        const path = join(root, 'content/causes/blown-fuse.mdx');
        writeFileSync(path, '---\ntitle: fine\nsummary: not: fine\n---\n');
      },
    );
    const problem = only(problems);
    assert.equal(problem.rule, 'syntax');
    assert.equal(problem.field, 'line 3');
    assert.match(problem.remedy, /quotes/u);
  });

  it('reports an MDX file without frontmatter, or with one that does not end', () => {
    for (const text of ['## How it works\n', '---\ntitle: x\n', '']) {
      const { problems } = problemsAfter(
        () => {},
        (root) => {
          writeFileSync(join(root, 'content/cases/fuse-2019.mdx'), text);
        },
      );
      assert.match(only(problems).message, /no frontmatter/u);
    }
  });

  it('accepts Windows line breaks and a byte-order mark', () => {
    const { problems, catalog } = inFolder((root) => {
      const toy = soundToy();
      for (const id of Object.keys(toy.bodies)) toy.bodies[id] = `${toy.bodies[id] ?? ''}end`;
      writeToy(root, toy);
      const path = join(root, 'content/cases/dos.mdx');
      writeFileSync(path, '\uFEFF---\r\ntitle: x\r\n---\r\nbody\r\n');
      return readCatalog(root);
    });
    assert.ok(catalog.cases.every(({ id }) => id !== 'dos'));
    assert.ok(problems.every(({ file, rule }) => file.endsWith('dos.mdx') && rule === 'schema'));
  });

  it('reports a file name that cannot be an id, and a file that is not read', () => {
    const { problems } = problemsAfter(
      (toy) => {
        toy.findings.Bad_Name = toy.findings.smell;
      },
      (root) => {
        writeFileSync(join(root, 'content/findings/notes.txt'), 'x');
        writeFileSync(join(root, 'content/findings/.hidden'), 'x');
      },
    );
    assert.deepEqual(
      problems.map(({ rule, file }) => [rule, file]),
      [
        ['file-name', 'content/findings/Bad_Name.yaml'],
        ['unexpected-file', 'content/findings/notes.txt'],
      ],
    );
  });

  it('reports a missing folder and a folder in place of a file, and goes on', () => {
    const { problems, catalog } = problemsAfter(
      () => {},
      (root) => {
        rmSync(join(root, 'content/symptoms'), { recursive: true });
        mkdirSync(join(root, 'content/causes/odd.mdx'));
      },
    );
    assert.deepEqual(
      problems.map(({ file, rule }) => [file, rule]),
      [
        ['content/causes/odd.mdx', 'syntax'],
        ['content/symptoms', 'file-name'],
      ],
    );
    assert.equal(catalog.causes.length, 3);
  });

  it('reads a ledger with comments and blank lines, and none at all as empty', () => {
    const read = problemsAfter(
      () => {},
      (root) => {
        appendFileSync(
          join(root, 'content/ids.txt'),
          '\n# merged in May\ncauses/old # was a typo\n',
        );
      },
    );
    assert.equal(read.catalog.ledger.at(-1), 'causes/old');
    assert.ok(!read.catalog.ledger.includes(''));
    const without = problemsAfter(
      () => {},
      (root) => {
        rmSync(join(root, 'content/ids.txt'));
      },
    );
    assert.deepEqual(without.catalog.ledger, []);
  });
});

// cspell:ignore zxqvjkwyzzxq
/** The commands of the terminal as one would run them, on the compiled knowledge. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Evaluation } from '#cli/evaluate.ts';

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: 'diagnose' | 'eval' | 'find', args: readonly string[], input = ''): Ended {
  const path = fileURLToPath(new URL(`../../src/cli/${program}.ts`, import.meta.url));
  return spawnSync(process.execPath, [path, ...args], { encoding: 'utf8', input });
}

const tableFull = 'nf_conntrack: nf_conntrack: table full, dropping packet';
const folder = mkdtempSync(join(tmpdir(), 'halfopen-'));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function isRate(value: { rate: number; low: number; high: number }): boolean {
  const { rate, low, high } = value;
  return 0 <= low && low <= rate && rate <= high && high <= 1;
}

describe('diagnose', () => {
  it('reads standard input', () => {
    const { status, stdout } = run('diagnose', ['--side', 'server', '--json'], `${tableFull}\n`);
    assert.equal(status, 0);
    const { ranking } = JSON.parse(stdout) as { ranking: { cause: string }[] };
    assert.equal(ranking[0]?.cause, 'conntrack-table-full');
  });

  it('needs nothing but --set', () => {
    const { status, stdout } = run('diagnose', ['--set', 'jdk-version=7u40', '--json']);
    assert.equal(status, 0);
    assert.deepEqual((JSON.parse(stdout) as { observations: unknown }).observations, [
      { finding: 'jdk-version', value: '7u40', from: 'answered' },
    ]);
  });

  it('takes words that steer the next question and weigh nothing', () => {
    interface Result {
      readonly observations: unknown;
      readonly ranking: unknown;
      readonly next: { readonly finding: string } | null;
    }
    const read = (args: readonly string[]): Result => {
      const { status, stdout } = run('diagnose', [...args, '--json']);
      assert.equal(status, 0);
      return JSON.parse(stdout) as Result;
    };
    const set = ['--set', 'failure-point=tls-handshake-fails'];
    const plain = read(set);
    const steered = read([...set, '--words', 'nginx workers have no descriptors left']);
    assert.deepEqual(steered.ranking, plain.ranking);
    assert.deepEqual(steered.observations, plain.observations);
    assert.deepEqual(read(['--words', 'certificate expired']).observations, []);
  });

  it('reads words that state an error like a log', () => {
    const { status, stdout } = run('diagnose', [
      ...['--words', 'nginx accept4() failed: too many open files', '--json'],
    ]);
    assert.equal(status, 0);
    const { observations } = JSON.parse(stdout) as { observations: { finding: string }[] };
    assert.deepEqual(
      observations.map(({ finding }) => finding),
      ['log-too-many-open-files'],
    );
  });

  it('shows two kernels of one host as a contradiction and believes neither', () => {
    const paste = 'Linux a 3.0.13-0.27-default #1 SMP\nLinux a 5.4.0-42-generic #46 SMP\n';
    const { status, stdout } = run('diagnose', ['--side', 'server'], paste);
    assert.equal(status, 0);
    assert.match(
      stdout,
      /cannot both hold.*3\.0\.13-0\.27-default \(line 1\), 5\.4\.0-42-generic \(line 2\)/,
    );
    assert.doesNotMatch(stdout, /^ {2}kernel-version: /m);
  });

  it('shows markup as text and runs nothing', () => {
    const { status, stdout } = run('diagnose', [], '<script>alert(1)</script>\n');
    assert.equal(status, 0);
    assert.doesNotMatch(stdout, /alert/);
  });
});

describe('eval', () => {
  it('prints exactly the JSON of the contract', () => {
    const vignettes = file(
      'good.jsonl',
      [
        { id: 'a', evidence: tableFull, expect: 'conntrack-table-full' },
        { id: 'b', facts: {}, expect: 'none' },
      ]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    );
    const { status, stdout, stderr } = run('eval', [vignettes, '--json']);
    assert.deepEqual([status, stderr], [0, '']);
    const evaluation = JSON.parse(stdout) as Evaluation;
    const { top1, top3, inconclusive, wrongOnNone, baselines, rows } = evaluation;
    assert.equal(evaluation.n, 2);
    assert.ok([top1, top3, inconclusive, wrongOnNone].every(isRate));
    assert.equal(Object.keys(baselines).length, 4);
    assert.ok(Object.values(baselines).every((one) => isRate(one.top1) && isRate(one.top3)));
    assert.deepEqual(
      rows.map(({ id, expect }) => [id, expect]),
      [
        ['a', 'conntrack-table-full'],
        ['b', 'none'],
      ],
    );
    assert.equal(rows[0]?.rank, 1);
    assert.equal(rows[1]?.rank, null);
  });

  it('ends with 2 and one line that names file and line', () => {
    const bad = file('bad.jsonl', '{"id":"a","expect":"none"}\n{"id":\n');
    const { status, stdout, stderr } = run('eval', [bad]);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^[^\n]*bad\.jsonl:2: [^\n]+\n$/);
    assert.equal(run('eval', []).status, 2);
    assert.equal(run('eval', [bad, bad]).status, 2);
    assert.equal(run('eval', [file('none.jsonl', '\n')]).status, 2);
    assert.equal(run('eval', [bad, '--policy', 'moon']).status, 2);
  });

  it('goes on with a fact or a cause that the knowledge does not have, and says so', () => {
    const odd = file('odd.jsonl', '{"id":"a","facts":{"ghost":"1"},"expect":"poltergeist"}\n');
    const { status, stdout, stderr } = run('eval', [odd, '--json']);
    assert.equal(status, 0);
    assert.equal((JSON.parse(stdout) as Evaluation).rows[0]?.rank, null);
    assert.match(stderr, /odd\.jsonl:1: .*"ghost".*\n.*odd\.jsonl:1: .*"poltergeist"/);
  });
});

describe('find', () => {
  it('prints exactly the JSON of the contract, best first', () => {
    const { status, stdout } = run('find', ['TcpExtListenOverflows', '--json']);
    assert.equal(status, 0);
    const hits = JSON.parse(stdout) as Record<string, unknown>[];
    assert.ok(hits.length > 0);
    for (const hit of hits) {
      assert.deepEqual(Object.keys(hit), ['kind', 'id', 'title', 'score']);
      assert.ok(['cause', 'case', 'finding', 'symptom'].includes(String(hit.kind)));
    }
    const scores = hits.map(({ score }) => Number(score));
    assert.deepEqual(
      scores,
      [...scores].sort((a, b) => b - a),
    );
    assert.ok(hits.slice(0, 3).some(({ id }) => id === 'listen-overflows'));
  });

  it('prints an empty list when nothing fits', () => {
    const { status, stdout } = run('find', ['zxqvjkwyzzxq', '--json']);
    assert.deepEqual([status, stdout], [0, '[]\n']);
  });

  it('ends with 2 when nothing is asked for', () => {
    const { status, stderr } = run('find', []);
    assert.equal(status, 2);
    assert.match(stderr, /^[^\n]+\n$/);
  });
});

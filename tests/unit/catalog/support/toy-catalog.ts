/**
 * A tiny invented knowledge base about a kettle that stays cold, sound by every rule. Tests break one thing in it and
 * look at what is said. Never real content: a rule must not pass because of what happens to be written today.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { readCatalog } from '#catalog/read.ts';
import type { Catalog } from '#catalog/catalog.ts';
import type { Toy, ToyCase, ToyCause, ToyFinding, ToyOutcome, ToyRow, ToySource } from './toy.ts';

const source: ToySource = {
  id: 'manual',
  title: 'Manual of the kettle',
  url: 'https://example.org/manual',
  date: '2020-01-02',
  supports: 'All that is said here.',
};

function cause<Fields extends Partial<ToyCause>>(
  fields: Fields & Pick<ToyCause, 'title' | 'actionClass' | 'evidence'>,
) {
  return {
    summary:
      'A summary that is long enough to pass, as it has to fill at least eighty characters here.',
    layer: 'path',
    prior: 'common',
    priorReason: 'Kettles are like that.',
    seen: { client: ['Cold tea.'], server: ['A cold kettle.'] },
    confirm: [{ do: 'Look at it.', reading: 'It is plain to see.' }],
    mitigate: [{ do: 'Use a pan.', risk: 'None.', restart: 'no' }],
    fix: [{ do: 'Repair it.', source: 'manual' }] as ToyCause['fix'],
    lookAlikes: [] as ToyCause['lookAlikes'],
    verify: [{ do: 'Boil water.', reading: 'It boils.' }],
    lab: { reproduced: false, note: 'There is no kettle here.' },
    sources: [source] as ToyCause['sources'],
    ...fields,
  };
}

function row(finding: string, values: Record<string, string>, more: Partial<ToyRow> = {}): ToyRow {
  return { finding, values, reason: 'By the mechanism.', source: 'mechanism', ...more };
}

function finding(
  fields: Pick<ToyFinding, 'cluster' | 'outcomes'> & Partial<ToyFinding>,
): ToyFinding & { why: string; cost: unknown } {
  return {
    title: `What shows in ${fields.cluster}`,
    question: 'What do you see?',
    why: 'It separates the causes.',
    side: 'any',
    kind: 'choice',
    commands: [{ run: 'look', where: 'client', reading: 'The whole of it.' }],
    cost: { seconds: 10, privilege: 'none', risk: 'none', perishable: false },
    ...fields,
  };
}

function yesOrNo(yes: string, no: string): [ToyOutcome, ToyOutcome] {
  return [
    { value: 'yes', label: 'Yes', looks: 'it is', background: yes },
    { value: 'no', label: 'No', looks: 'it is not', background: no },
  ];
}

const causeBody = '## How it works\n\nThe current does not flow.\n';
const caseBody = [
  'What happened',
  'What they saw',
  'What misled them',
  'What it was',
  'What changed',
]
  .map((heading) => `## ${heading}\n\nA sentence about it.\n`)
  .join('\n');

function toyCase(
  causeId: string,
  observations: ToyCase['observations'],
): ToyCase & {
  summary: string;
  date: string;
  settledBy: string;
  query: string;
} {
  return {
    title: `A kettle stayed cold because of ${causeId}`,
    summary:
      'A summary that is long enough to pass, as it has to fill at least eighty characters here.',
    date: '2019-05',
    cause: causeId,
    settledBy: 'They looked.',
    query: 'kettle cold',
    environment: [{ name: 'Kettle', value: 'model 2.1', source: 'manual' }],
    observations,
    sources: [source],
  };
}

/** A fresh toy that keeps every rule. */
export function soundToy(): Toy {
  const toy: Toy = {
    causes: {
      'blown-fuse': cause({
        title: 'The fuse is blown',
        actionClass: 'replace-fuse',
        strings: [{ text: 'FUSE-1', where: 'On the box.', source: 'manual' }],
        evidence: [
          row('lamp-dark', { yes: 'always' }, { decisive: ['yes'] }),
          row('water-level', { full: 'usual' }),
          row('cord-load', { over: 'usual' }),
          row('smell', { yes: 'sometimes' }),
        ],
        lookAlikes: [{ cause: 'empty-kettle', finding: 'lamp-dark', tell: 'Dark: the fuse.' }],
      }),
      'empty-kettle': cause({
        title: 'The kettle is empty',
        prior: 'rare',
        actionClass: 'fill-kettle',
        evidence: [
          row('lamp-dark', { yes: 'never' }),
          row('water-level', { empty: 'always' }),
          row('cord-load', { under: 'always' }),
          row('smell', { yes: 'usual' }),
        ],
        lookAlikes: [{ cause: 'blown-fuse', finding: 'lamp-dark', tell: 'Lit: it is empty.' }],
      }),
      'faulty-switch': cause({
        title: 'The switch of models before 2.1 breaks',
        actionClass: 'replace-switch',
        affected: [
          {
            component: 'Kettle',
            finding: 'kettle-model',
            ranges: [
              { status: 'affected', before: '2.1', source: 'manual' },
              { status: 'fixed', from: '2.1', source: 'manual' },
            ],
          },
        ],
        evidence: [
          row('lamp-dark', { yes: 'sometimes' }),
          row('water-level', { full: 'always' }),
          row('cord-load', { under: 'always' }),
          row('smell', { yes: 'never' }),
        ],
      }),
    },
    cases: {
      'fuse-2019': toyCase('blown-fuse', [
        { finding: 'lamp-dark', value: 'yes', said: 'The lamp was dark.' },
        { finding: 'water-level', value: '900', said: 'Nearly full.' },
      ]),
      'empty-2019': toyCase('empty-kettle', [
        { finding: 'lamp-dark', value: 'no', said: 'The lamp was lit.' },
        { finding: 'cord-load', value: '1/10', said: 'One of ten.' },
      ]),
      'switch-2019': toyCase('faulty-switch', [
        { finding: 'kettle-model', value: '2.0', said: 'Written on it.' },
        { finding: 'smell', value: 'unknown', said: 'Nobody said.' },
      ]),
    },
    findings: {
      'lamp-dark': finding({ outcomes: yesOrNo('rare', 'usual'), cluster: 'lamp' }),
      smell: finding({ outcomes: yesOrNo('rare', 'always'), cluster: 'smell' }),
      'water-level': finding({
        kind: 'number',
        unit: 'cups',
        example: '900',
        cluster: 'water',
        outcomes: [
          { value: 'empty', label: 'Empty', background: 'rare', min: 0, below: 100 },
          { value: 'full', label: 'Full', background: 'usual', min: 100 },
        ],
      }),
      'cord-load': finding({
        kind: 'ratio',
        unit: 'watts / limit',
        example: '900/2000',
        cluster: 'cord',
        outcomes: [
          { value: 'under', label: 'Under', background: 'always', min: 0, below: 1 },
          { value: 'over', label: 'Over', background: 'rare', min: 1 },
          { value: 'no-cord', label: 'No cord', background: 'rare' },
        ],
      }),
      'kettle-model': finding({
        kind: 'version',
        scheme: 'dotted',
        example: '2.1',
        cluster: 'model',
        outcomes: [
          { value: 'old', label: 'Before 2.1', background: 'sometimes', before: '2.1' },
          { value: 'new', label: '2.1 or later', background: 'usual', from: '2.1' },
          { value: 'no-kettle', label: 'It is a pan', background: 'rare' },
        ],
      }),
    },
    symptoms: {
      'cold-tea': {
        title: 'The tea is cold',
        summary: 'A summary that is long enough to pass: sixty characters are the least here.',
        observations: { 'lamp-dark': 'yes' },
        first: ['Leave it alone.'],
      },
    },
    versions: {
      kettle: {
        product: 'Kettle',
        scheme: 'dotted',
        releases: [{ version: '2.1', date: '2018-01-01', source: 'manual' }],
        sources: [source],
      },
    },
    bodies: {},
    ledger: [],
  };
  for (const id of Object.keys(toy.causes)) toy.bodies[`causes/${id}`] = causeBody;
  for (const id of Object.keys(toy.cases)) toy.bodies[`cases/${id}`] = caseBody;
  for (const kind of ['causes', 'cases', 'findings', 'symptoms'] as const) {
    toy.ledger.push(...Object.keys(toy[kind]).map((id) => `${kind}/${id}`));
  }
  return toy;
}

/** Writes a toy as the files of a project at `root`. */
export function writeToy(root: string, toy: Toy): void {
  for (const kind of ['causes', 'cases', 'findings', 'symptoms', 'versions'] as const) {
    mkdirSync(join(root, 'content', kind), { recursive: true });
    for (const [id, fields] of Object.entries(toy[kind])) {
      const yaml = dump(fields, { noRefs: true });
      const body = toy.bodies[`${kind}/${id}`];
      const [text, extension] =
        body === undefined ? [yaml, 'yaml'] : [`---\n${yaml}---\n\n${body}`, 'mdx'];
      writeFileSync(join(root, 'content', kind, `${id}.${extension}`), text);
    }
  }
  writeFileSync(join(root, 'content', 'ids.txt'), `${toy.ledger.join('\n')}\n`);
}

/** Runs `use` in a new folder that is removed afterwards. */
export function inFolder<Result>(use: (root: string) => Result): Result {
  const root = mkdtempSync(join(tmpdir(), 'halfopen-catalog-'));
  try {
    return use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The catalog of a toy, read from files as the real one is. Fails when the toy breaks the schema. */
export function catalogOf(toy: Toy): Catalog {
  const { catalog, problems } = inFolder((root) => {
    writeToy(root, toy);
    return readCatalog(root);
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems, null, 2));
  return catalog;
}

/** The catalog of the sound toy with one change. */
export function changedCatalog(change: (toy: Toy) => void): Catalog {
  const toy = soundToy();
  change(toy);
  return catalogOf(toy);
}

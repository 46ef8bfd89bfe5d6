/** A tiny invented knowledge: three ways in which a kettle fails. Never real content. */
import type { Cost, Likelihood, ModelFinding } from '#engine/index.ts';
import type { CauseText, FindingText, Knowledge } from '#wizard/index.ts';

const cheap: Cost = { seconds: 30, privilege: 'none', risk: 'none', perishable: false };
const perishable: Cost = { seconds: 30, privilege: 'root', risk: 'low', perishable: true };

function choice(
  id: string,
  outcomes: readonly string[],
  background: readonly number[],
  more: Partial<ModelFinding> = {},
): ModelFinding {
  return {
    id,
    kind: 'choice',
    outcomes: outcomes.map((outcome) => ({ id: outcome })),
    background,
    cluster: id,
    cost: cheap,
    askable: true,
    ...more,
  };
}

function row(probability: readonly number[], decisive: readonly string[] = []): Likelihood {
  return { probability, decisive };
}

const findings: readonly ModelFinding[] = [
  choice('lamp', ['on', 'off'], [0.9, 0.1]),
  choice('smell', ['burnt', 'none'], [0.1, 0.9], { cost: perishable }),
  choice('socket', ['live', 'dead'], [0.8, 0.2]),
  {
    id: 'boils',
    kind: 'number',
    outcomes: [
      { id: 'few', min: 0, below: 100 },
      { id: 'many', min: 100 },
    ],
    background: [0.5, 0.5],
    cluster: 'boils',
    cost: cheap,
    askable: true,
  },
  {
    id: 'load',
    kind: 'ratio',
    outcomes: [
      { id: 'below', min: 0, below: 0.9 },
      { id: 'at-limit', min: 0.9 },
    ],
    background: [0.9, 0.1],
    cluster: 'load',
    cost: cheap,
    askable: true,
  },
  {
    id: 'firmware',
    kind: 'version',
    scheme: 'dotted',
    outcomes: [
      { id: 'old', before: '2.0' },
      { id: 'two', from: '2.0', before: '2.1' },
      { id: 'new', from: '2.1' },
    ],
    background: [0.2, 0.05, 0.75],
    cluster: 'firmware',
    cost: cheap,
    askable: true,
  },
];

function findingText(
  title: string,
  side: FindingText['side'],
  labels: Record<string, string>,
): FindingText {
  return {
    title,
    question: `${title}?`,
    why: `${title} tells the faults apart.`,
    side,
    outcomes: Object.entries(labels).map(([id, label]) => ({ id, label })),
    commands: [{ run: `look --at "${title}"`, where: 'node', reading: 'Read the first line.' }],
  };
}

function causeText(title: string, actionClass: string): CauseText {
  return {
    title,
    summary: `${title}, in short.`,
    layer: 'kettle',
    actionClass,
    reasons: { lamp: `Why the lamp matters to "${title}".` },
    mitigate: [{ do: `Mend: ${title}`, risk: 'None.', restart: 'no' }],
    confirm: [{ do: 'Look again.', reading: 'It is as said.' }],
  };
}

/** The kettle's knowledge. `server` stands for the kettle itself, `client` for the one in the kitchen next door. */
export const toyKnowledge: Knowledge = {
  knowledge: 'toy-1',
  model: {
    knowledge: 'toy-1',
    somethingElse: 0.25,
    findings,
    causes: [
      {
        id: 'blown-fuse',
        prior: 0.25,
        likelihood: {
          lamp: row([0.01, 0.99], ['off']),
          socket: row([0.02, 0.98], ['dead']),
          smell: row([0.1, 0.9]),
        },
      },
      {
        id: 'burnt-coil',
        prior: 0.25,
        likelihood: {
          lamp: row([0.95, 0.05]),
          smell: row([0.95, 0.05], ['burnt']),
          boils: row([0.1, 0.9]),
          load: row([0.1, 0.9]),
        },
      },
      {
        id: 'firmware-fault',
        prior: 0.25,
        likelihood: {
          lamp: row([0.9, 0.1]),
          boils: row([0.2, 0.8]),
          firmware: {
            probability: [0.01, 0.98, 0.01],
            decisive: ['two'],
            range: ['unknown', 'affected', 'fixed'],
          },
        },
      },
    ],
  },
  findings: {
    lamp: findingText('Lamp of the kettle', 'server', {
      on: 'The lamp is on',
      off: 'The lamp is off',
    }),
    smell: { ...findingText('Smell', 'any', { burnt: 'Burnt', none: 'No smell' }), group: 'nose' },
    socket: { ...findingText('Socket', 'path', { live: 'Live', dead: 'Dead' }), group: 'nose' },
    boils: {
      ...findingText('Boils so far', 'server', { few: 'Under 100', many: '100 or more' }),
      unit: 'boils',
      example: '250',
    },
    load: findingText('Load of the fuse', 'server', { below: 'Below', 'at-limit': 'At the limit' }),
    firmware: findingText('Firmware', 'server', {
      old: 'Before 2.0',
      two: '2.0',
      new: '2.1 or later',
    }),
  },
  causes: {
    'blown-fuse': causeText('Blown fuse', 'electrician'),
    'burnt-coil': causeText('Burnt coil', 'new-kettle'),
    'firmware-fault': causeText('Firmware fault', 'new-kettle'),
  },
  cases: {
    'kitchen-2013': {
      title: 'The kitchen of 2013',
      cause: 'burnt-coil',
      date: '2013-10-25',
      observations: [
        { finding: 'smell', value: 'burnt' },
        { finding: 'boils', value: '5000' },
        { finding: 'lamp', value: 'on' },
      ],
    },
    'office-2020': {
      title: 'The office of 2020',
      cause: 'blown-fuse',
      date: '2020',
      observations: [
        { finding: 'lamp', value: 'off' },
        { finding: 'socket', value: 'dead' },
      ],
    },
  },
  symptoms: {
    cold: {
      title: 'The water stays cold',
      summary: 'It is switched on and nothing happens.',
      observations: [{ finding: 'lamp', value: 'off' }],
    },
    smoke: {
      title: 'There is smoke',
      summary: 'It smells of burning.',
      observations: [{ finding: 'smell', value: 'burnt' }],
    },
  },
};

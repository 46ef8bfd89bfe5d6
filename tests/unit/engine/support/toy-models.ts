/**
 * Tiny invented models for the engine's tests. Never real content: causes are machines in a workshop, findings are what
 * can be seen of them.
 */
import type { Cost, Likelihood, Model, ModelFinding, Observed } from '#engine/model.ts';

/** Quick, harmless, needs nobody. */
export const cheap: Cost = { seconds: 10, privilege: 'none', risk: 'none', perishable: false };

/** A yes-or-no finding that is its own cluster. */
export function yesNo(
  id: string,
  background: number,
  parts: Partial<ModelFinding> = {},
): ModelFinding {
  return {
    id,
    kind: 'choice',
    outcomes: [{ id: 'yes' }, { id: 'no' }],
    background: [background, 1 - background],
    cluster: id,
    cost: cheap,
    askable: true,
    ...parts,
  };
}

/** P(yes | cause), with `yes` decisive when asked for. */
export function says(yes: number, decisive: readonly string[] = []): Likelihood {
  return { probability: [yes, 1 - yes], decisive };
}

/** An observation in one line. */
export function saw(finding: string, value: string): Observed {
  return { finding, value };
}

/** Version bins of a product that was broken from 2 to before 3. */
export function versionFinding(scheme: 'linux' | 'dotted', cluster = 'version'): ModelFinding {
  return {
    id: 'version',
    kind: 'version',
    scheme,
    outcomes: [
      { id: 'before-2', before: '2' },
      { id: 'v2', from: '2', before: '3' },
      { id: 'from-3', from: '3' },
    ],
    background: [0.3, 0.3, 0.4],
    cluster,
    cost: cheap,
    askable: true,
  };
}

/**
 * Three causes. `smoke` and `smell` are two views of one fact; `spark` is decisive for `motor`; `hum` tells `belt` from
 * `drill`; `note` cannot be asked for.
 */
export const workshop: Model = {
  knowledge: 'workshop',
  somethingElse: 0.2,
  causes: [
    {
      id: 'belt',
      prior: 0.3,
      likelihood: { hum: says(0.9), smoke: says(0.2), note: says(0.7) },
    },
    {
      id: 'drill',
      prior: 0.3,
      likelihood: { hum: says(0.1), smoke: says(0.3), smell: says(0.3) },
    },
    {
      id: 'motor',
      prior: 0.2,
      likelihood: {
        smoke: says(0.9),
        smell: says(0.85),
        spark: says(0.6, ['yes']),
        version: {
          probability: [0.02, 0.96, 0.02],
          decisive: [],
          range: ['unknown', 'affected', 'fixed'],
        },
      },
    },
  ],
  findings: [
    yesNo('hum', 0.5),
    yesNo('smoke', 0.1, { cluster: 'burning' }),
    yesNo('smell', 0.15, { cluster: 'burning' }),
    yesNo('spark', 0.02),
    yesNo('note', 0.3, { askable: false }),
    versionFinding('linux'),
  ],
};

/**
 * Three causes with three strong findings each. A finding never says no when its cause is true (probability 0), so only
 * the floor lets a cause survive a wrong answer.
 */
export const locks: Model = {
  knowledge: 'locks',
  somethingElse: 0.1,
  causes: ['a', 'b', 'c'].map((id) => ({
    id,
    prior: 0.3,
    likelihood: Object.fromEntries([1, 2, 3].map((n) => [`${id}${n}`, says(1)])),
  })),
  findings: ['a', 'b', 'c'].flatMap((id) => [1, 2, 3].map((n) => yesNo(`${id}${n}`, 0.05))),
};

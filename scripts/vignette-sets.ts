// The sets of vignettes that the method page's figures come from, made from the cases and from the real incidents.
import { createHash } from 'node:crypto';
import type { Catalog, CaseItem } from '#catalog/index.ts';

/** One vignette as a line of the evaluation's input. */
export interface VignetteLine {
  id: string;
  source: string;
  query: string;
  evidence: string;
  facts: Record<string, string>;
  expect: string | readonly string[];
}

/** Whether the cause of the incident is not listed. */
export function expectsNone({ expect }: VignetteLine): boolean {
  return expect === 'none' || (Array.isArray(expect) && expect.every((cause) => cause === 'none'));
}

/** Real incidents as vignettes, files of tests/scenarios/. */
export const incidentSets = [
  'dev.jsonl',
  'unseen-a.jsonl',
  'unseen-b.jsonl',
  'unseen-c.jsonl',
  'unseen-d.jsonl',
  'unseen-e.jsonl',
] as const;

/** A number in [0, 1) that depends on the texts alone, so that every build damages the same answers. */
export function drawFrom(...texts: string[]): number {
  const digest = createHash('sha256').update(texts.join('\n')).digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}

function lineOf(item: CaseItem): VignetteLine {
  return {
    id: item.id,
    source: item.sources[0]?.url ?? '',
    query: item.query,
    evidence: '',
    facts: Object.fromEntries(item.observations.map(({ finding, value }) => [finding, value])),
    expect: item.cause,
  };
}

/** Every case as its people could have answered. */
export function ownObservations(catalog: Catalog): VignetteLine[] {
  return catalog.cases.map(lineOf);
}

/** The same with about three of ten answers unknown. */
export function withUnknowns(catalog: Catalog): VignetteLine[] {
  return ownObservations(catalog).map((line) => ({
    ...line,
    facts: Object.fromEntries(
      Object.entries(line.facts).filter(([finding]) => drawFrom(line.id, finding) >= 0.3),
    ),
  }));
}

/** The same with one answer replaced by another outcome of its finding. */
export function withOneWrong(catalog: Catalog): VignetteLine[] {
  return ownObservations(catalog).map((line) => {
    const findings = Object.keys(line.facts).sort();
    const wrong = findings[Math.floor(drawFrom(line.id, 'which') * findings.length)] ?? '';
    const outcomes = catalog.findings.find(({ id }) => id === wrong)?.outcomes ?? [];
    const others = outcomes.filter(({ value }) => value !== line.facts[wrong]);
    const instead = others[Math.floor(drawFrom(line.id, 'instead') * others.length)]?.value;
    return instead === undefined ? line : { ...line, facts: { ...line.facts, [wrong]: instead } };
  });
}

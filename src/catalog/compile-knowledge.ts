/**
 * The catalog to what a triage session runs on: the engine's model beside the texts that the wizard, the report and the
 * terminal show. The structure is `Knowledge` of the wizard room, which this room may not import; a scenario test holds
 * the two types against each other.
 */
import type { Model } from '#engine/index.ts';
import type { Catalog, CaseItem, CauseItem, FindingItem, SymptomItem } from './catalog.ts';
import { symptomsInOrder } from './catalog.ts';
import { compileModel } from './compile-model.ts';
import { type Defined, withoutMissing } from './without-missing.ts';

type CommandText = FindingItem['commands'][number];

interface StatedObservation {
  readonly finding: string;
  readonly value: string;
}

type FindingText = Defined<
  Pick<FindingItem, 'title' | 'question' | 'why' | 'side' | 'unit' | 'example' | 'group'>
> & {
  readonly sameAs?: Defined<NonNullable<FindingItem['sameAs']>>;
  readonly outcomes: readonly {
    readonly id: string;
    readonly label: string;
    readonly looks?: string;
  }[];
  readonly commands: readonly CommandText[];
  readonly riskNote?: string;
};

type CauseText = Pick<CauseItem, 'title' | 'summary' | 'actionClass'> & {
  readonly layer: string;
  readonly reasons: Readonly<Record<string, string>>;
  readonly mitigate: readonly Defined<CauseItem['mitigate'][number]>[];
  readonly confirm: readonly Defined<CauseItem['confirm'][number]>[];
};

type CaseText = Pick<CaseItem, 'title' | 'cause' | 'date'> & {
  readonly observations: readonly StatedObservation[];
};

type SymptomText = Pick<SymptomItem, 'title' | 'summary'> & {
  readonly observations: readonly StatedObservation[];
};

/** What `.halfopen/knowledge.json` and `/api/v1/knowledge.json` hold. */
export interface CompiledKnowledge {
  readonly knowledge: string;
  readonly model: Model;
  readonly findings: Readonly<Record<string, FindingText>>;
  readonly causes: Readonly<Record<string, CauseText>>;
  readonly cases: Readonly<Record<string, CaseText>>;
  readonly symptoms: Readonly<Record<string, SymptomText>>;
}

function compileFindingText(finding: FindingItem): FindingText {
  const { title, question, why, side, unit, example, group, sameAs, commands } = finding;
  return withoutMissing({
    ...{ title, question, why, side, unit, example, group, commands },
    sameAs: sameAs === undefined ? undefined : withoutMissing(sameAs),
    outcomes: finding.outcomes.map(({ value, label, looks }) =>
      withoutMissing({ id: value, label, looks }),
    ),
    riskNote: finding.cost.riskNote,
  });
}

function compileCauseText(cause: CauseItem): CauseText {
  const { title, summary, layer, actionClass } = cause;
  return {
    ...{ title, summary, layer, actionClass },
    reasons: Object.fromEntries(cause.evidence.map(({ finding, reason }) => [finding, reason])),
    mitigate: cause.mitigate.map(withoutMissing),
    confirm: cause.confirm.map(withoutMissing),
  };
}

function compileCaseText({ title, cause, date, observations }: CaseItem): CaseText {
  const stated = observations.map(({ finding, value }) => ({ finding, value }));
  return { title, cause, date, observations: stated };
}

function compileSymptomText({ title, summary, observations }: SymptomItem): SymptomText {
  return { title, summary, observations: observationsOf(observations) };
}

/** A symptom's observations as a list, sorted by finding. */
export function observationsOf(
  observations: SymptomItem['observations'],
): readonly StatedObservation[] {
  return Object.entries(observations)
    .map(([finding, value]) => ({ finding, value }))
    .sort((a, b) => (a.finding < b.finding ? -1 : 1));
}

function byId<Item extends { readonly id: string }, Text>(
  items: readonly Item[],
  compile: (item: Item) => Text,
): Readonly<Record<string, Text>> {
  return Object.fromEntries(items.map((item) => [item.id, compile(item)]));
}

/** Compiles everything that a triage session needs, as plain data. */
export function compileKnowledgeOf(catalog: Catalog): CompiledKnowledge {
  return {
    knowledge: catalog.version,
    model: compileModel(catalog),
    findings: byId(catalog.findings, compileFindingText),
    causes: byId(catalog.causes, compileCauseText),
    cases: byId(catalog.cases, compileCaseText),
    symptoms: byId(symptomsInOrder(catalog), compileSymptomText),
  };
}

/** Every value that is stated of a finding can be read as one of its outcomes. */
import { readValue } from '#engine/index.ts';
import {
  findingById,
  type FindingItem,
  outcomeOf,
  type Catalog,
  type Place,
} from '#catalog/catalog.ts';
import { compileFinding } from '#catalog/compile-model.ts';
import { observationsOf } from '#catalog/compile-knowledge.ts';
import { messages } from './messages.ts';
import { nearest } from '#catalog/nearest.ts';
import type { Problem } from '#catalog/problem.ts';
import type { Rule } from '#catalog/rule.ts';

const name = 'values-fit';

/** A value stated in an item; `isOutcome` when only an outcome's id will do. */
interface Stated {
  readonly item: Place;
  readonly field: string;
  readonly finding: string;
  readonly value: string;
  readonly isOutcome: boolean;
}

function statedIn(catalog: Catalog): Stated[] {
  const inCauses = catalog.causes.flatMap((item) =>
    item.evidence.flatMap(({ finding, values, decisive }, place) => [
      ...Object.keys(values).map((value): Stated => {
        const field = `evidence[${place}].values.${value}`;
        return { item, field, finding, value, isOutcome: true };
      }),
      ...decisive.map((value, at): Stated => {
        const field = `evidence[${place}].decisive[${at}]`;
        return { item, field, finding, value, isOutcome: true };
      }),
    ]),
  );
  const inCases = catalog.cases.flatMap((item) =>
    item.observations.map(({ finding, value }, place): Stated => {
      const field = `observations[${place}].value`;
      return { item, field, finding, value, isOutcome: false };
    }),
  );
  const inSymptoms = catalog.symptoms.flatMap((item) =>
    observationsOf(item.observations).map(({ finding, value }): Stated => {
      return { item, field: `observations.${finding}`, finding, value, isOutcome: false };
    }),
  );
  return [...inCauses, ...inCases, ...inSymptoms];
}

function fits(finding: FindingItem, { value, isOutcome }: Stated): boolean {
  if (isOutcome) return outcomeOf(finding, value) !== undefined;
  return readValue(compileFinding(finding), value).kind !== 'error';
}

/** Reports values that no outcome has. References to unknown findings are another rule's. */
export const valuesFit: Rule = {
  name,
  why: 'A value that no outcome has is ignored, so the likelihood or observation is lost.',
  check: (catalog) =>
    statedIn(catalog).flatMap((stated): Problem[] => {
      const finding = findingById(catalog, stated.finding);
      if (finding === undefined || fits(finding, stated)) return [];
      const outcomes = finding.outcomes.map(({ value }) => value);
      const proposal = nearest(stated.value, outcomes);
      const wording = messages.values.unfit(stated.value, finding.id, proposal, outcomes);
      return [{ file: stated.item.file, field: stated.field, rule: name, ...wording }];
    }),
};

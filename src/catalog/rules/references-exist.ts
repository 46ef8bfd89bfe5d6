/** Every id that one item uses for another belongs to an item that exists. */
import type { Catalog, Kind, Place } from '#catalog/catalog.ts';
import { messages } from './messages.ts';
import { nearest } from '#catalog/nearest.ts';
import type { Problem } from '#catalog/problem.ts';
import type { Rule } from '#catalog/rule.ts';

const name = 'references-exist';

/** One use of an id. */
interface Reference {
  readonly item: Place;
  readonly field: string;
  readonly kind: Extract<Kind, 'causes' | 'findings'>;
  readonly id: string;
}

function referencesOf(catalog: Catalog): Reference[] {
  const fromCauses = catalog.causes.flatMap((item): Reference[] => [
    ...item.evidence.map(({ finding }, place): Reference => {
      return { item, field: `evidence[${place}].finding`, kind: 'findings', id: finding };
    }),
    ...item.affected.flatMap(({ finding }, place): Reference[] => {
      if (finding === undefined) return [];
      return [{ item, field: `affected[${place}].finding`, kind: 'findings', id: finding }];
    }),
    ...item.lookAlikes.flatMap(({ cause, finding }, place): Reference[] => [
      { item, field: `lookAlikes[${place}].cause`, kind: 'causes', id: cause },
      { item, field: `lookAlikes[${place}].finding`, kind: 'findings', id: finding },
    ]),
  ]);
  const fromCases = catalog.cases.flatMap((item): Reference[] => [
    { item, field: 'cause', kind: 'causes', id: item.cause },
    ...item.observations.map(({ finding }, place): Reference => {
      return { item, field: `observations[${place}].finding`, kind: 'findings', id: finding };
    }),
  ]);
  const fromSymptoms = catalog.symptoms.flatMap((item) =>
    Object.keys(item.observations).map((id): Reference => {
      return { item, field: `observations.${id}`, kind: 'findings', id };
    }),
  );
  const fromFindings = catalog.findings.flatMap((item): Reference[] =>
    item.sameAs === undefined
      ? []
      : [{ item, field: 'sameAs.finding', kind: 'findings', id: item.sameAs.finding }],
  );
  const fromLabs = catalog.labs.flatMap((item): Reference[] => [
    { item, field: '', kind: 'causes', id: item.id },
    { item, field: 'fault.leader', kind: 'causes', id: item.fault.leader },
    { item, field: 'healthy.leader', kind: 'causes', id: item.healthy.leader },
    ...item.equals.map(({ cause }, place): Reference => {
      return { item, field: `equals[${place}].cause`, kind: 'causes', id: cause };
    }),
  ]);
  return [...fromCauses, ...fromCases, ...fromSymptoms, ...fromFindings, ...fromLabs];
}

/** Reports ids that nothing has. A file that exists but is broken has been reported itself, so it counts as there. */
export const referencesExist: Rule = {
  name,
  why: 'A dangling id drops an observation, a likelihood or a link without a word.',
  check: (catalog) =>
    referencesOf(catalog).flatMap(({ item, field, kind, id }): Problem[] => {
      const known = catalog[kind].map((other) => other.id);
      if (known.includes(id) || catalog.broken.has(`${kind}/${id}`)) return [];
      const wording = messages.references.unknownId(kind, id, nearest(id, known));
      return [{ file: item.file, field, rule: name, ...wording }];
    }),
};

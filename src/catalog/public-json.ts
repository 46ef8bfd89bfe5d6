/**
 * The objects behind `/api/v1/`: pages serialize them and add nothing. An item is its file's fields with its id, its URL
 * and, for causes and cases, its body in Markdown. Fields are added, never renamed: other tools read them.
 */
import { z } from 'astro/zod';
import { cause, finding, incident, symptom } from '#schema/index.ts';
import { casesOfCause, type Catalog, type Place } from './catalog.ts';

/** The kinds that are published. */
export type PublicKind = 'causes' | 'cases' | 'findings' | 'symptoms';

/** One item as it is published. */
export interface PublicItem {
  readonly id: string;
  readonly url: string;
  readonly [field: string]: unknown;
}

/** All items of one kind as they are published, under the name of the kind. */
export type PublicList = {
  /** Knowledge version that the items belong to. */
  readonly knowledge: string;
  /** Path of the JSON schema of one item. */
  readonly schema: string;
} & { readonly [Kind in PublicKind]?: readonly PublicItem[] };

const schemas = { causes: cause, cases: incident, findings: finding, symptoms: symptom } as const;

/** Name of one item of a kind; its schema is `/api/v1/schema/<name>.json`. */
export const publicNames = {
  causes: 'cause',
  cases: 'case',
  findings: 'finding',
  symptoms: 'symptom',
} as const satisfies Record<PublicKind, string>;

function schemaPath(kind: PublicKind): string {
  return `/api/v1/schema/${publicNames[kind]}.json`;
}

function publish(kind: PublicKind, { file: _file, ...item }: Place): PublicItem {
  return { url: `/${kind}/${item.id}/`, ...item };
}

/** One item of a kind, or undefined when there is none. A cause names its cases. */
export function publicItem(catalog: Catalog, kind: PublicKind, id: string): PublicItem | undefined {
  const item = catalog[kind].find((candidate) => candidate.id === id);
  if (item === undefined) return undefined;
  const published = publish(kind, item);
  if (kind !== 'causes') return published;
  return { ...published, cases: casesOfCause(catalog, id).map((one) => one.id) };
}

/** All items of a kind, by id. */
export function publicList(catalog: Catalog, kind: PublicKind): PublicList {
  return {
    knowledge: catalog.version,
    schema: schemaPath(kind),
    [kind]: catalog[kind].flatMap(({ id }) => publicItem(catalog, kind, id) ?? []),
  };
}

/** The JSON schema (2020-12) of a published item: that of its file, with what publishing adds. */
export function publicSchema(kind: PublicKind): Readonly<Record<string, unknown>> {
  const hasBody = kind === 'causes' || kind === 'cases';
  const published = schemas[kind].extend({
    id: z.string().describe('Id of the item: file name and URL, for ever.'),
    url: z.string().describe('Path of its page on this site.'),
    ...(hasBody ? { body: z.string().describe('The explanation in Markdown.') } : {}),
    ...(kind === 'causes'
      ? { cases: z.array(z.string()).describe('Ids of the cases with this cause, newest first.') }
      : {}),
  });
  return { ...z.toJSONSchema(published, { io: 'output' }), $id: schemaPath(kind) };
}

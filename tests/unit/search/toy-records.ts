import type { RecordKind, SearchRecord } from '#search/index.ts';

/** A small invented corpus; real content is for scenarios. */
function toyRecord(kind: RecordKind, id: string, title: string, identifiers: string[], body = '') {
  return {
    kind,
    id,
    url: `/${kind}s/${id}/`,
    title,
    summary: `${title} in short.`,
    identifiers,
    body,
  } satisfies SearchRecord;
}

export const toyRecords: readonly SearchRecord[] = [
  toyRecord('cause', 'teapot-overflow', 'The teapot queue overflows', [
    'TeapotOverflows',
    'net.core.teapots_max',
    'kettle: table full, dropping cup',
  ]),
  toyRecord('cause', 'spoon-limit', 'Too few spoons for the guests', [
    'ESPOON',
    'Too many open cups',
  ]),
  toyRecord('case', 'spoon-limit', 'A party stops at 97 guests', [], 'The spoon drawer was empty.'),
  toyRecord('symptom', 'cold-tea', 'Tea arrives cold after idle time', [], '茶壶在空闲之后变冷'),
  toyRecord('finding', 'drawer-count', 'Spoons in the drawer', ['ls /drawer | wc -l']),
];

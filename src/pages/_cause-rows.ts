/** From a cause in the catalog to the rows of its page's tables. */
import {
  causeById,
  comparePath,
  findingById,
  outcomeOf,
  type Catalog,
  type CauseItem,
  type LookAlikePair,
} from '#catalog/index.ts';

/** Rows of the evidence table, in the cause's own order; outcomes in the finding's. */
export function evidenceRows(catalog: Catalog, cause: CauseItem) {
  return cause.evidence.map((row) => {
    const finding = findingById(catalog, row.finding);
    return {
      finding: row.finding,
      title: finding?.title ?? row.finding,
      values: (finding?.outcomes ?? []).flatMap(({ value, label }) => {
        const word = row.values[value];
        return word === undefined ? [] : [{ label, word, decisive: row.decisive.includes(value) }];
      }),
      reason: row.reason,
      source: row.source,
    };
  });
}

/** Rows of the look-alike table. */
export function lookAlikeRows(catalog: Catalog, cause: CauseItem) {
  return cause.lookAlikes.map(({ cause: id, finding, tell }) => ({
    url: `/causes/${id}/`,
    title: causeById(catalog, id)?.title ?? id,
    finding: {
      url: `/findings/${finding}/`,
      title: findingById(catalog, finding)?.title ?? finding,
    },
    tell,
    compare: comparePath(cause.id, id),
  }));
}

/** The words for a value of a finding: the label of its outcome, else the value itself. */
export function valueLabel(catalog: Catalog, findingId: string, value: string): string {
  const finding = findingById(catalog, findingId);
  return (finding && outcomeOf(finding, value)?.label) ?? value;
}

/** A finding's values that one of two causes speaks of, each with the word of the one and of the other. */
export function valuesOfPair(catalog: Catalog, pair: LookAlikePair, findingId: string) {
  const [a, b] = [pair.first, pair.second].map((cause) =>
    cause.evidence.find(({ finding }) => finding === findingId),
  );
  return (findingById(catalog, findingId)?.outcomes ?? []).flatMap(({ value, label }) => {
    const words = [a, b].map((row) => ({
      word: row?.values[value],
      decisive: row?.decisive.includes(value) ?? false,
    }));
    return words.some(({ word }) => word !== undefined) ? [{ label, words }] : [];
  });
}

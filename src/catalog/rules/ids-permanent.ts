/** A published id answers for ever, and every id is published. */
import type { Catalog, Place } from '#catalog/catalog.ts';
import { ledgerFile, publishedKinds, unpublishedIds } from '#catalog/ledger.ts';
import { messages } from './messages.ts';
import type { Problem } from '#catalog/problem.ts';
import type { Rule } from '#catalog/rule.ts';

const name = 'ids-permanent';

/** Findings have no aliases: a session link carries their ids, and nothing there knows of a former one. */
type Named = Place & { readonly aliases?: readonly string[] };

function aliasesOf(item: Named): readonly string[] {
  return item.aliases ?? [];
}

/** Aliases that are an item, or the alias of another one: two pages cannot answer at one address. */
function judgeAliases(items: readonly Named[]): Problem[] {
  return items.flatMap((item) =>
    aliasesOf(item).flatMap((alias, place): Problem[] => {
      const holder = items.find(
        (other) => other.id === alias || (other !== item && aliasesOf(other).includes(alias)),
      );
      if (holder === undefined) return [];
      const wording = messages.ids.takenAlias(alias, holder.id);
      return [{ file: item.file, field: `aliases[${place}]`, rule: name, ...wording }];
    }),
  );
}

function answers(catalog: Catalog, entry: string): boolean {
  if (catalog.broken.has(entry)) return true;
  return publishedKinds.some((kind) =>
    catalog[kind].some((item) =>
      [item.id, ...aliasesOf(item)].some((id) => entry === `${kind}/${id}`),
    ),
  );
}

/** Reports published ids that answer no more, ids that are not in the ledger, and aliases that are taken. */
export const idsPermanent: Rule = {
  name,
  why: "A link in somebody's postmortem must not break.",
  check: (catalog) => [
    ...catalog.ledger.flatMap((entry): Problem[] => {
      if (answers(catalog, entry)) return [];
      return [{ file: ledgerFile, field: entry, rule: name, ...messages.ids.gone(entry) }];
    }),
    ...unpublishedIds(catalog).map((entry): Problem => {
      return { file: ledgerFile, field: entry, rule: name, ...messages.ids.unpublished(entry) };
    }),
    ...publishedKinds.flatMap((kind) => judgeAliases(catalog[kind])),
  ],
};

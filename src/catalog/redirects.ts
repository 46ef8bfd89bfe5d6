/**
 * Former addresses of renamed and merged items. The ledger lets an id go only when it is the alias of another item; these
 * are the pages that keep such an address answering.
 */
import type { Catalog } from './catalog.ts';

/** An address that moved; both are paths with slashes at both ends. */
export interface Redirect {
  readonly from: string;
  readonly to: string;
}

/** Every former address with the present one, by kind and id. Findings have none: they are never renamed. */
export function redirectsOf(catalog: Catalog): readonly Redirect[] {
  return (['causes', 'cases', 'symptoms'] as const).flatMap((kind) =>
    catalog[kind].flatMap(({ id, aliases }) =>
      aliases.map((alias) => ({ from: `/${kind}/${alias}/`, to: `/${kind}/${id}/` })),
    ),
  );
}

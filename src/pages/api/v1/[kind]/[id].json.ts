/** One item as JSON. */
import type { APIRoute } from 'astro';
import { loadCatalog, publicItem, publicNames, type PublicKind } from '#catalog/index.ts';

const kinds = Object.keys(publicNames) as PublicKind[];

/** One path an item. */
export async function getStaticPaths() {
  const catalog = await loadCatalog();
  return kinds.flatMap((kind) => catalog[kind].map(({ id }) => ({ params: { kind, id } })));
}

/** Serves the item. */
export const GET: APIRoute<Record<string, unknown>, { kind: PublicKind; id: string }> = async ({
  params,
}) => Response.json(publicItem(await loadCatalog(), params.kind, params.id));

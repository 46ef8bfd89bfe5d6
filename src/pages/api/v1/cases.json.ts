/** All cases as JSON. */
import { loadCatalog, publicList } from '#catalog/index.ts';

/** Serves the list. */
export async function GET(): Promise<Response> {
  return Response.json(publicList(await loadCatalog(), 'cases'));
}

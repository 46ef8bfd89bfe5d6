/** The records that the search loads on its first use. */
import { compileSearchRecords, loadCatalog } from '#catalog/index.ts';

/** Serves the search records. */
export async function GET(): Promise<Response> {
  return Response.json(compileSearchRecords(await loadCatalog()));
}

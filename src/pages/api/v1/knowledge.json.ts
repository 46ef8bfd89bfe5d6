/** The compiled knowledge that the wizard runs on; the terminal reads the same object. */
import { compileKnowledgeOf, loadCatalog } from '#catalog/index.ts';
import type { Knowledge } from '#wizard/index.ts';

/** Serves the compiled knowledge. The annotation holds the catalog's structure against the wizard's. */
export async function GET(): Promise<Response> {
  const knowledge: Knowledge = compileKnowledgeOf(await loadCatalog());
  return Response.json(knowledge);
}

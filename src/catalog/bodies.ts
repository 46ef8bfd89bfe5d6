/**
 * The rendered bodies of causes and cases. The only file that imports `astro:content`, which exists inside Astro alone;
 * all other facts of an item come from the catalog.
 */
import { getEntry, render, type RenderResult } from 'astro:content';

/** A body as a component, with its headings for a table of contents. */
export type Body = Pick<RenderResult, 'Content' | 'headings'>;

/** The body of an item. Rejects when there is none, which the catalog's reader has reported before. */
export async function renderBody(kind: 'causes' | 'cases', id: string): Promise<Body> {
  const entry = await getEntry(kind, id);
  if (entry === undefined) throw new Error(`content/${kind}/${id}.mdx has no body`);
  const { Content, headings } = await render(entry);
  return { Content, headings };
}

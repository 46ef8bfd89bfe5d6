/** The JSON schema of one kind of item. */
import type { APIRoute } from 'astro';
import { publicNames, publicSchema, type PublicKind } from '#catalog/index.ts';

const kinds = Object.keys(publicNames) as PublicKind[];

/** One path a schema. */
export function getStaticPaths() {
  return kinds.map((kind) => ({ params: { name: publicNames[kind] }, props: { kind } }));
}

/** Serves the schema. */
export const GET: APIRoute<{ kind: PublicKind }> = ({ props }) =>
  Response.json(publicSchema(props.kind));

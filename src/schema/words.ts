/** The closed word lists that items of the knowledge base are written in. */
import { z } from 'astro/zod';

/** How often a value is seen when the cause is true. Compiled to 0.01, 0.08, 0.35, 0.75, 0.96 (see `catalog`). */
export const frequency = z
  .enum(['never', 'rare', 'sometimes', 'usual', 'always'])
  .describe(
    'How often the value is seen when this is the cause: never, rare, sometimes, usual, always.',
  );

/** How common a cause is behind connections that die, before any evidence. */
export const commonness = z
  .enum(['rare', 'uncommon', 'occasional', 'common', 'very-common'])
  .describe('How often this is behind dying connections, before any evidence.');

/** Whose host a finding speaks of; `any` when it does not matter which, `path` for what only a capture shows. */
export const findingSide = z
  .enum(['client', 'server', 'proxy', 'path', 'any'])
  .describe(
    'Whose host the finding speaks of; any: whichever host shows it; path: what is on the wire.',
  );

/** An id: file name and URL, for ever. */
export const id = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u)
  .describe('Lower-case kebab-case; equals the file name and the URL, for ever.');

/** An id of an answer or bin: as an id, with dots where a version stands in it (`4.1.0-to-4.1.5`). */
export const outcomeId = z
  .string()
  .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/u)
  .describe('Lower-case kebab-case, with dots in versions; stands in links, for ever.');

/** Plain text of one or more sentences. */
export const prose = z.string().trim().min(3);

/** Where a fact can be read. Each has a key, so that a claim can point to it. */
export const source = z
  .strictObject({
    id: id.describe('Key that claims in the same item point to.'),
    title: prose.describe('Title of the page, thread or commit.'),
    url: z
      .url({ protocol: /^https?$/u })
      .describe('Address; for a commit or file, one that names it.'),
    date: z
      .string()
      .regex(/^(?:\d{4}(?:-\d{2}(?:-\d{2})?)?|undated)$/u)
      .describe('YYYY, YYYY-MM, YYYY-MM-DD or undated.'),
    supports: prose.describe('What this source is used for here.'),
    opened: z
      .boolean()
      .default(true)
      .describe(
        'False when only a report of the source was read, not the source; the page says so.',
      ),
  })
  .describe('A source and what it supports.');

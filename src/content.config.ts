/** The collections whose bodies Astro renders. Everything else in `content/` is read by `catalog` alone. */
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { cause, incident } from '#schema/index.ts';

/** Causes and cases: an entry's id is its file name. */
export const collections = {
  causes: defineCollection({
    loader: glob({ pattern: '*.mdx', base: './content/causes' }),
    schema: cause,
  }),
  cases: defineCollection({
    loader: glob({ pattern: '*.mdx', base: './content/cases' }),
    schema: incident,
  }),
};

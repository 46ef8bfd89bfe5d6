/** Release facts of one product: what version boundaries in findings and causes are checked against. */
import { z } from 'astro/zod';
import { prose, source } from './words.ts';

/** Schema of `content/versions/<product>.yaml`. */
export const versions = z.strictObject({
  product: prose.describe('Product name.'),
  scheme: z.enum(['jdk', 'linux', 'dotted']).describe('How its versions compare.'),
  releases: z
    .array(
      z.strictObject({
        version: z.string().describe('Version as ranges write it.'),
        date: z
          .string()
          .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u)
          .describe('Release date.'),
        source: z.string().describe('Key of a source of this file.'),
      }),
    )
    .min(1),
  sources: z.array(source).min(1),
});

/** Release facts as written in their file. */
export type Versions = z.infer<typeof versions>;

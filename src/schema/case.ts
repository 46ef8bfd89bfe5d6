/** One real incident, dated and sourced, with the observations that its people had. */
import { z } from 'astro/zod';
import { ladder } from './ladder.ts';
import { id, prose, source } from './words.ts';

/** Schema of the frontmatter of `content/cases/<id>.mdx`. */
export const incident = z.strictObject({
  title: prose.max(110).describe('What the people saw, in one line; not the cause.'),
  summary: prose
    .min(80)
    .max(420)
    .describe('What happened and what it was, in two or three sentences.'),
  aliases: z.array(id).default([]).describe('Former ids that go on answering.'),
  date: z
    .string()
    .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u)
    .describe('When it was reported: YYYY, YYYY-MM or YYYY-MM-DD.'),
  cause: id.describe('The established cause.'),
  settledBy: prose.describe('How the people knew: the observation or change that settled it.'),
  query: prose.describe('What one of them would have typed into a search box.'),
  environment: z
    .array(
      z.strictObject({
        name: prose.describe('What it is: "Kernel", "nofile".'),
        value: z.string().trim().min(1).describe('As reported: "8", "3.0.13".'),
        source: id.optional().describe('Key of the source that says so.'),
      }),
    )
    .min(1)
    .describe('Software, versions, limits, as reported.'),
  observations: z
    .array(
      z.strictObject({
        finding: id,
        value: z.string().describe('As a link carries it: outcome, number, n/m, version.'),
        said: prose.describe('What in the report gives it, in our words or a short quotation.'),
        inferred: z
          .boolean()
          .default(false)
          .describe('True when it follows from the report but is not in it.'),
      }),
    )
    .min(2)
    .describe('What its people could observe before they knew the cause.'),
  misled: z
    .array(
      z.strictObject({
        claim: prose.describe('What they suspected or tried.'),
        why: prose.describe('Why it was not that.'),
      }),
    )
    .default([])
    .describe('What they suspected or tried, and why it was not that.'),
  ladder: ladder.optional(),
  unverified: z.array(prose).default([]).describe('What could not be verified; shown on the page.'),
  sources: z.array(source).min(1),
});

/** A case as written in its file. */
export type Incident = z.infer<typeof incident>;

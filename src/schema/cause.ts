/** One root cause: the frontmatter is the knowledge, the body of the file explains the mechanism. */
import { z } from 'astro/zod';
import { ladder } from './ladder.ts';
import { commonness, frequency, id, outcomeId, prose, source } from './words.ts';

const sourceKey = id.describe(
  'Key of a source of this item, or "mechanism" when it follows from the body.',
);

/** Schema of the frontmatter of `content/causes/<id>.mdx`. */
export const cause = z.strictObject({
  title: prose.max(110).describe('What breaks and how it shows, in one line.'),
  summary: prose.min(80).max(420).describe('Mechanism and consequence in two or three sentences.'),
  layer: z
    .enum([
      'jvm',
      'process-limits',
      'tcp-listener',
      'tcp-client',
      'tcp-memory',
      'tcp-close',
      'netfilter',
      'path',
      'tcp-flow',
      'routing',
      'nic-driver',
      'load-balancer',
      'proxy',
      'kubernetes',
      'container',
      'dns',
      'tls',
      'http',
      'client-library',
      'server-app',
    ])
    .describe('Where the fault sits.'),
  prior: commonness,
  priorReason: prose.describe('Why it is that common or rare.'),
  aliases: z.array(id).default([]).describe('Ids of merged causes that go on answering.'),
  actionClass: id.describe(
    'Causes with the same remedy share it: no need to tell them apart at 3 a.m.',
  ),
  strings: z
    .array(
      z.strictObject({
        text: prose.describe('The exact string as it is printed.'),
        where: prose.describe('Where it is printed.'),
        source: sourceKey,
      }),
    )
    .default([])
    .describe('Exact strings, verbatim from sources.'),
  affected: z
    .array(
      z.strictObject({
        component: prose.describe('Product: "OpenJDK 7", "Linux", "Netty 4.1".'),
        finding: id.optional().describe('Version finding that these ranges are checked against.'),
        ranges: z
          .array(
            z.strictObject({
              status: z
                .enum(['affected', 'fixed', 'unknown'])
                .describe('fixed includes: never had it.'),
              from: z.string().optional().describe('First version, inclusive; open if missing.'),
              before: z
                .string()
                .optional()
                .describe('First version after the range; open if missing.'),
              note: prose.optional().describe('Commit, build number, backport.'),
              source: sourceKey,
            }),
          )
          .min(1),
      }),
    )
    .default([])
    .describe('Version ranges: affected, fixed or unknown. Versions in no range are unknown.'),
  seen: z
    .strictObject({
      client: z.array(prose).min(1).describe('What the client sees.'),
      server: z.array(prose).min(1).describe('What the server sees.'),
    })
    .describe('What each end sees.'),
  evidence: z
    .array(
      z.strictObject({
        finding: id,
        values: z
          .record(outcomeId, frequency)
          .describe('Outcome -> frequency. Outcomes left out share the rest as in the background.'),
        decisive: z
          .array(outcomeId)
          .default([])
          .describe('Outcomes that by themselves allow "confirmed".'),
        reason: prose.describe('Why, from the mechanism.'),
        source: sourceKey,
      }),
    )
    .min(4)
    .describe(
      'How often each value is seen when this is the cause. Findings left out say nothing.',
    ),
  confirm: z
    .array(
      z.strictObject({
        do: prose.describe('The step.'),
        command: prose.optional().describe('Command to copy.'),
        reading: prose.describe('The reading that confirms, and the one that refutes.'),
      }),
    )
    .min(1),
  mitigate: z
    .array(
      z.strictObject({
        do: prose.describe('What to do now.'),
        command: prose.optional().describe('Command to copy.'),
        risk: prose.describe('What it risks or destroys.'),
        restart: z.enum(['no', 'process', 'host']).describe('Whether something must restart.'),
      }),
    )
    .min(1)
    .describe('What stops the bleeding.'),
  fix: z
    .array(
      z.strictObject({
        do: prose.describe('What to change for good.'),
        risk: prose.optional().describe('What the change risks.'),
        source: sourceKey.optional(),
      }),
    )
    .min(1)
    .describe('The lasting remedy.'),
  verify: z
    .array(
      z.strictObject({
        do: prose.describe('The step after the fix.'),
        command: prose.optional().describe('Command to copy.'),
        reading: prose.describe('The reading that shows that it holds.'),
      }),
    )
    .min(1),
  redHerrings: z
    .array(
      z.strictObject({
        claim: prose.describe('What people try or suspect.'),
        why: prose.describe('Why it is not that.'),
      }),
    )
    .default([]),
  lookAlikes: z
    .array(
      z.strictObject({
        cause: id,
        finding: id.describe('The one finding that separates the two.'),
        tell: prose.describe('How to read it.'),
      }),
    )
    .default([]),
  ladder: ladder.optional(),
  lab: z.strictObject({
    reproduced: z.boolean().describe('True when a lab of ours made it happen.'),
    note: prose.describe('How and on what, or why not.'),
  }),
  unverified: z.array(prose).default([]).describe('What could not be verified; shown on the page.'),
  sources: z.array(source).min(1),
});

/** A cause as written in its file. */
export type Cause = z.infer<typeof cause>;

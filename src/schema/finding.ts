/** One thing that can be observed: its question, its answers, and what it takes to look. */
import { z } from 'astro/zod';
import { findingSide, frequency, id, outcomeId, prose, source } from './words.ts';

const outcome = z.strictObject({
  value: outcomeId.describe('Id of the answer or bin, as a link carries it.'),
  label: z.string().trim().min(1).describe('The answer in at most eight words.'),
  looks: z
    .string()
    .optional()
    .describe('What it looks like on screen: a line or two of real output.'),
  background: frequency.describe(
    'How often this is seen when none of the listed causes is at work.',
  ),
  min: z.number().optional().describe('number, ratio: lowest value of the bin, inclusive.'),
  below: z.number().optional().describe('number, ratio: upper end of the bin, exclusive.'),
  from: z.string().optional().describe('version: first version of the bin, inclusive.'),
  before: z.string().optional().describe('version: first version after the bin.'),
});

/** Schema of `content/findings/<id>.yaml`. */
export const finding = z.strictObject({
  title: prose.max(70).describe('The finding as a noun phrase: "Open descriptors of the process".'),
  question: prose.describe('The question as the wizard asks it.'),
  why: prose.describe('Why it is asked: what it separates, by which mechanism.'),
  side: findingSide,
  kind: z.enum(['choice', 'number', 'ratio', 'version']).describe('How the value is written.'),
  scheme: z.enum(['jdk', 'linux', 'dotted']).optional().describe('version: how versions compare.'),
  unit: z.string().optional().describe('number: what is counted. ratio: "descriptors / limit".'),
  example: z
    .string()
    .optional()
    .describe('A value as one would type it: "65387", "65535/999999", "7u40".'),
  outcomes: z.array(outcome).min(2).describe('Answers, or bins in rising order.'),
  cluster: id.describe('Findings with one cluster are views of one fact and share their weight.'),
  group: id
    .optional()
    .describe(
      'Findings that one look answers, a command or a memory, are asked for on one screen, and the look is priced once.',
    ),
  commands: z
    .array(
      z.strictObject({
        run: prose.describe('A command to copy. Placeholders: $PID, $PORT, $HOST, $IFACE.'),
        where: z.enum(['client', 'server', 'proxy', 'node', 'both']).describe('Where it runs.'),
        reading: prose.describe('Which part of the output to read, and how.'),
      }),
    )
    .describe('Commands that observe it, cheapest first; empty only if no command can.'),
  cost: z.strictObject({
    seconds: z.number().int().min(1).max(3600).describe('Seconds, with the command at hand.'),
    privilege: z.enum(['none', 'user', 'root']).describe('What rights it takes.'),
    risk: z.enum(['none', 'low', 'high']).describe('What it may do to production.'),
    riskNote: prose.optional().describe('Why, when the risk is not none.'),
    perishable: z.boolean().describe('True when a restart destroys the evidence.'),
  }),
  sameAs: z
    .strictObject({
      finding: id.describe('The finding whose value is this one, too.'),
      side: z
        .enum(['client', 'server', 'proxy'])
        .optional()
        .describe('Whose value of it; the side of that finding unless given.'),
    })
    .optional()
    .describe(
      'For two scales of one value, such as a version in coarse and in fine bins: asked once.',
    ),
  symptom: z
    .boolean()
    .default(false)
    .describe('True for what people notice before they look: symptoms alone carry no verdict.'),
  askable: z.boolean().default(true).describe('False when nobody can look on request.'),
  sources: z.array(source).default([]).describe('Where names, figures and outputs come from.'),
});

/** A finding as written in its file. */
export type Finding = z.infer<typeof finding>;

/** The recording of one lab: what was made to happen, on what, and what the diagnosis said. `npm run labs` writes it. */
import { z } from 'astro/zod';
import { ladder } from './ladder.ts';
import { id, prose } from './words.ts';

const verdict = z.enum(['confirmed', 'likely', 'possible', 'inconclusive']);

const run = z.strictObject({
  verdict: verdict.describe('What the diagnosis concluded.'),
  leader: id.describe('The cause that came first.'),
  posterior: z.number().min(0).max(1).describe('Posterior of the cause of the lab.'),
  rank: z.number().int().min(0).describe('Its place in the ranking; 0 when it was ruled out.'),
  files: z
    .array(z.string().regex(/^(?:client|server|proxy|path)-[a-z0-9-]{1,60}\.(?:txt|pcap)$/u))
    .min(1)
    .describe('What was collected: tests/labs/captures/<cause>/<fault or healthy>/.'),
});

/** Schema of `content/labs/<cause>.yaml`. */
export const lab = z.strictObject({
  recorded: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/u)
    .describe('Day of the recording.'),
  kernel: z.string().describe('Release of the kernel.'),
  distribution: prose.describe('Name of the distribution, as it calls itself.'),
  programs: z
    .array(z.strictObject({ name: z.string().min(2), version: z.string().min(1) }))
    .min(1)
    .describe('Programs that took part, and their versions.'),
  done: prose.describe('What was built and how the fault was made, in two sentences.'),
  notInTests: prose.optional().describe('Why the lab does not run live with the tests.'),
  equals: z
    .array(z.strictObject({ cause: id, reason: prose }))
    .default([])
    .describe('Causes that count as this one, and why.'),
  fault: run.describe('The run with the fault.'),
  healthy: run.describe('The same without the fault.'),
  ladder: ladder.optional(),
});

/** A recording as written in its file. */
export type Lab = z.infer<typeof lab>;

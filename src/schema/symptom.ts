/** One entry point in the user's words: a fixed set of observations whose differential is a page. */
import { z } from 'astro/zod';
import { id, prose } from './words.ts';

/** Schema of `content/symptoms/<id>.yaml`. */
export const symptom = z.strictObject({
  title: prose.max(90).describe('The symptom in the words of the person who has it.'),
  summary: prose.min(60).max(420).describe('What the symptom says and what it does not say.'),
  aliases: z.array(id).default([]).describe('Former ids that go on answering.'),
  strings: z.array(prose).default([]).describe('Exact error strings that lead here.'),
  observations: z
    .record(id, z.string())
    .describe('The findings that the symptom amounts to: finding -> value.'),
  first: z.array(prose).min(1).describe('What to do first, before anything is restarted.'),
});

/** A symptom as written in its file. */
export type Symptom = z.infer<typeof symptom>;

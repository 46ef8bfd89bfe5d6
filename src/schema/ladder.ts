/** A packet ladder: who sent what when, drawn as SVG at build time. */
import { z } from 'astro/zod';
import { id, prose } from './words.ts';

/** Data of one packet ladder. */
export const ladder = z
  .strictObject({
    caption: prose.describe('One sentence: what the ladder shows and where it was recorded.'),
    left: prose.describe('Name of the left end, usually Client.'),
    right: prose.describe('Name of the right end, usually Server.'),
    middle: prose.optional().describe('Name of a device between the two, if one takes part.'),
    steps: z
      .array(
        z.strictObject({
          at: z
            .string()
            .optional()
            .describe(
              'Time since the first step with its unit: "0", "29 µs", "1 s"; free text is shown as it is.',
            ),
          from: z
            .enum(['left', 'right', 'middle'])
            .describe('Which end sends, or where the note stands.'),
          to: z
            .enum(['left', 'right', 'middle', 'lost', 'none'])
            .describe(
              'Which end receives; lost: it dies on the way; none: an event at `from`, no packet.',
            ),
          label: z.string().trim().min(1).describe('Flags or event: "SYN", "FIN, ACK", "close()".'),
          detail: prose.optional().describe('Figures of the segment: "Win=0", "30 bytes".'),
          mark: z.boolean().default(false).describe('True for the step that gives the cause away.'),
        }),
      )
      .min(2),
    source: id.optional().describe('Key of the source that the ladder was taken from.'),
  })
  .describe('A packet ladder.');

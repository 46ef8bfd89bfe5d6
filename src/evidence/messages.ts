/** Every sentence of this room: what was wrong with a paste as a whole. `{amount}` stands for the figure. */
import type { Trouble } from './reading.ts';

/** Message by trouble. */
export const troubleMessages: Readonly<Record<Trouble['key'], string>> = {
  empty: 'There is nothing to read in this paste.',
  'too-large':
    'This paste has {amount} characters. Only the first 10 MB were read; paste the rest on its own.',
  binary:
    'This does not look like text: {amount} characters in it belong to no text. Paste the output of a command instead.',
  'long-line': 'This line has {amount} characters. Only its beginning was read.',
};

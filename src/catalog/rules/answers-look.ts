/** Each answer of a choice that a command observes shows what it looks like on screen. */
import { messages } from './messages.ts';
import type { Problem } from '#catalog/problem.ts';
import type { Rule } from '#catalog/rule.ts';

const name = 'answers-look';

/** Reports answers of choice findings with a command that do not say what they look like. */
export const answersLook: Rule = {
  name,
  why: 'Someone who reads the output for the first time recognizes a picture, not a description.',
  check: (catalog) =>
    catalog.findings
      .filter(({ kind, commands }) => kind === 'choice' && commands.length > 0)
      .flatMap(({ file, outcomes }) =>
        outcomes.flatMap(({ value, looks }, place): Problem[] => {
          if (looks !== undefined && looks.trim() !== '') return [];
          const field = `outcomes[${place}].looks`;
          return [{ file, field, rule: name, ...messages.answers.noLooks(value) }];
        }),
      ),
};

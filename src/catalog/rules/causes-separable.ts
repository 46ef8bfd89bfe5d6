/** Two causes with different remedies can be told apart by something that someone on call can look at. */
import { messages } from './messages.ts';
import type { Problem } from '#catalog/problem.ts';
import type { Rule } from '#catalog/rule.ts';
import { inseparablePairs, realDifference } from '#catalog/separation.ts';

const name = 'causes-separable';

/** Reports pairs that no affordable finding separates. Causes of one action class need not be told apart. */
export const causesSeparable: Rule = {
  name,
  why: 'The wizard would go in circles between two causes and name either at random.',
  check: (catalog, model) =>
    inseparablePairs(catalog, model).map(([cause, other]): Problem => {
      const wording = messages.causes.inseparable(other.id, realDifference);
      return { file: cause.file, field: 'evidence', rule: name, ...wording };
    }),
};

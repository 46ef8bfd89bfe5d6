/** Two causes with different remedies can be told apart by something that someone on call can look at. */
import { causeById } from '#catalog/catalog.ts';
import { messages } from './messages.ts';
import type { Problem } from '#catalog/problem.ts';
import type { Rule } from '#catalog/rule.ts';
import { realDifference, separationsOf } from '#catalog/separation.ts';

const name = 'causes-separable';

/** Reports pairs that no affordable finding separates. Causes of one action class need not be told apart. */
export const causesSeparable: Rule = {
  name,
  why: 'The wizard would go in circles between two causes and name either at random.',
  check: (catalog, model) =>
    model.causes.flatMap((a, place) =>
      model.causes.slice(place + 1).flatMap((b): Problem[] => {
        const cause = causeById(catalog, a.id);
        if (cause === undefined || cause.actionClass === causeById(catalog, b.id)?.actionClass)
          return [];
        if (separationsOf(model, a, b).length > 0) return [];
        const wording = messages.causes.inseparable(b.id, realDifference);
        return [{ file: cause.file, field: 'evidence', rule: name, ...wording }];
      }),
    ),
};

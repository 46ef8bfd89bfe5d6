/** Every cause has happened to somebody: at least one case points to it. */
import { casesOfCause, hasBroken } from '#catalog/catalog.ts';
import { messages } from './messages.ts';
import type { Problem } from '#catalog/problem.ts';
import type { Rule } from '#catalog/rule.ts';

const name = 'causes-have-cases';

/** Reports causes without a case. */
export const causesHaveCases: Rule = {
  name,
  why: 'A cause that nobody can be shown to have had is a theory; its case is also its test.',
  check: (catalog) =>
    catalog.causes.flatMap((cause): Problem[] => {
      if (hasBroken(catalog, 'cases')) return [];
      if (casesOfCause(catalog, cause.id).length > 0) return [];
      return [{ file: cause.file, field: '', rule: name, ...messages.causes.noCase(cause.id) }];
    }),
};

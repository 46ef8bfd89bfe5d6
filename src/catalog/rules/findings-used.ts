/** Every finding is used by a cause. */
import { causesUsingFinding, hasBroken } from '#catalog/catalog.ts';
import { messages } from './messages.ts';
import type { Problem } from '#catalog/problem.ts';
import type { Rule } from '#catalog/rule.ts';

const name = 'findings-used';

/** Reports findings that no cause says anything of. */
export const findingsUsed: Rule = {
  name,
  why: 'An answer that changes nothing wastes the time of someone in an incident.',
  check: (catalog) =>
    catalog.findings.flatMap((finding): Problem[] => {
      if (hasBroken(catalog, 'causes')) return [];
      if (causesUsingFinding(catalog, finding.id).length > 0) return [];
      return [{ file: finding.file, field: '', rule: name, ...messages.findings.unused }];
    }),
};

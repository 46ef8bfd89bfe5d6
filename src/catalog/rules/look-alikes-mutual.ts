/** Look-alikes name each other, and the finding that is said to separate them does. */
import { causeById } from '#catalog/catalog.ts';
import { messages } from './messages.ts';
import type { Problem } from '#catalog/problem.ts';
import type { Rule } from '#catalog/rule.ts';
import { distanceBetween, realDifference, separationsOf } from '#catalog/separation.ts';

const name = 'look-alikes-mutual';

/** Reports one-sided look-alikes, and separating findings of which the two causes say nearly the same. */
export const lookAlikesMutual: Rule = {
  name,
  why: 'The comparison of two causes is one page, reached from both, and its one test must tell them apart.',
  check: (catalog, model) =>
    catalog.causes.flatMap((cause) =>
      cause.lookAlikes.flatMap((alike, place): Problem[] => {
        const field = `lookAlikes[${place}]`;
        const at = { file: cause.file, rule: name };
        if (alike.cause === cause.id) return [{ ...at, field, ...messages.lookAlikes.itself }];
        const other = causeById(catalog, alike.cause);
        if (other === undefined) return [];
        const isMutual = other.lookAlikes.some((back) => back.cause === cause.id);
        const oneSided: Problem[] = isMutual
          ? []
          : [
              {
                ...at,
                file: other.file,
                field: 'lookAlikes',
                ...messages.lookAlikes.oneSided(cause.id),
              },
            ];
        const [a, b] = [cause.id, other.id].map((id) =>
          model.causes.find((item) => item.id === id),
        );
        const finding = model.findings.find(({ id }) => id === alike.finding);
        if (a === undefined || b === undefined || finding === undefined) return oneSided;
        if (distanceBetween(a, b, finding) >= realDifference) return oneSided;
        const better = separationsOf(model, a, b).map((separation) => separation.finding);
        const wording = messages.lookAlikes.same(finding.id, other.id, better.slice(0, 3));
        return [...oneSided, { ...at, field: `${field}.finding`, ...wording }];
      }),
    ),
};

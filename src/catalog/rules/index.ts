/** All content rules, in the order that their problems are printed in. */
import type { Rule } from '#catalog/rule.ts';

/** The list that `check.ts` runs. */
export const rules: readonly Rule[] = [];

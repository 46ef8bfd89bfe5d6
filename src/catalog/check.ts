/** Reads the knowledge base and runs every content rule on it: the one place that knows all that is wrong. */
import { compileModel } from './compile-model.ts';
import type { ReadCatalog } from './read.ts';
import { readCatalog } from './read.ts';
import { rules } from './rules/index.ts';

/** The catalog at `root` with all problems: those of single files first, then those of the rules, in the rules' order. */
export function checkCatalog(root: string): ReadCatalog {
  const { catalog, problems } = readCatalog(root);
  const model = compileModel(catalog);
  return {
    catalog,
    problems: [...problems, ...rules.flatMap((rule) => rule.check(catalog, model))],
  };
}

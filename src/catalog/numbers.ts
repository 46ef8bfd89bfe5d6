/**
 * The numbers behind the words that authors write. QMR (Miller, Pople, Myers 1982: INTERNIST-1) asks experts for a
 * frequency on five steps, and QMR-DT (Shwe et al. 1991, "Probabilistic diagnosis using a reformulation of the
 * INTERNIST-1/QMR knowledge base") reads the steps as fixed probabilities. The same is done here. The numbers are this
 * project's choice; they are symmetrical enough that a word and its opposite cancel, and the evaluation on vignettes is
 * what may change them. A change alters every verdict, so they are part of the knowledge version.
 */

/** P(outcome | cause) of each frequency word. `never` and `always` leave room for a wrong answer. */
export const frequencyNumbers = {
  never: 0.01,
  rare: 0.08,
  sometimes: 0.35,
  usual: 0.75,
  always: 0.96,
} as const;

/** Weight of each commonness word: every step twice as common as the one before. */
export const commonnessWeights = {
  rare: 1,
  uncommon: 2,
  occasional: 4,
  common: 8,
  'very-common': 16,
} as const;

/** Prior share of "none of the listed causes": one incident in five is taken to be something that is not listed. */
export const somethingElseShare = 0.2;

/** Least probability of an outcome that a cause does not name: what nobody thought of still happens. */
export const unnamedMinimum = 0.01;

/**
 * Weight of a version bin by its range status, when a cause gives ranges and no likelihood of its own: an affected
 * release is seen as often as it is in the background; a fixed one only by a wrong reading; in between when unknown.
 */
export const rangeWeights = { affected: 1, unknown: 0.3, fixed: 0.001 } as const;

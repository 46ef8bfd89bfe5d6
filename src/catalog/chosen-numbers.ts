/** Every number of the method that somebody chose, in one place for the page that explains it. */
import {
  clusterDamping,
  likelihoodFloor,
  maximumQuestions,
  mostCompanions,
  verdictDemands,
  versionFloor,
} from '#engine/index.ts';
import { commonnessWeights, frequencyNumbers, somethingElseShare } from './numbers.ts';

/** The numbers, each from the file that uses it. */
export const chosenNumbers = {
  frequencies: frequencyNumbers,
  commonness: commonnessWeights,
  somethingElse: somethingElseShare,
  likelihoodFloor,
  versionFloor,
  clusterDamping,
  maximumQuestions,
  mostCompanions,
  verdicts: verdictDemands,
} as const;

/** The door of the catalog room: the knowledge base as plain objects, checked, and what is compiled from it. */
export {
  caseById,
  casesOfCause,
  casesUsingFinding,
  causeById,
  causesUsingFinding,
  findingById,
  findingsOfCause,
  groupOfFinding,
  labOfCause,
  outcomeOf,
  symptomById,
  symptomsInOrder,
  symptomsUsingFinding,
} from './catalog.ts';
export type { CaseItem, Catalog, CauseItem, FindingItem, LabItem, SymptomItem } from './catalog.ts';
export { loadCatalog } from './load.ts';
export { compileKnowledgeOf, observationsOf } from './compile-knowledge.ts';
export { compileSearchRecords } from './search-records.ts';
export { differentialOfSymptom } from './differential.ts';
export type { Differential } from './differential.ts';
export { commonnessWeights, frequencyNumbers, somethingElseShare } from './numbers.ts';
export { comparePath, lookAlikePairs, nearestCauses } from './look-alikes.ts';
export type { LookAlikePair } from './look-alikes.ts';
export { redirectsOf, type Redirect } from './redirects.ts';
export { publicItem, publicList, publicNames, publicSchema } from './public-json.ts';
export type { PublicKind } from './public-json.ts';

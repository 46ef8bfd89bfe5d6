/**
 * The catalog to the model that the engine runs on: words become numbers, rows become complete distributions, version
 * ranges become a status for each bin. References to what the catalog does not have are left out (content rules report
 * them), so that a draft of the knowledge can be tried.
 */
import type { Likelihood, Model, ModelCause, ModelFinding, Outcome } from '#engine/index.ts';
import {
  findingById,
  findingsOfCause,
  outcomeOf,
  type Catalog,
  type CauseItem,
  type FindingItem,
  type FindingOutcome,
} from './catalog.ts';
import { backgroundOf, completeRow } from './distribution.ts';
import { commonnessWeights, somethingElseShare } from './numbers.ts';
import { rowFromStatuses, statusesOf } from './ranges.ts';

function compileOutcome({ value, min, below, from, before }: FindingOutcome): Outcome {
  return {
    id: value,
    ...(min === undefined ? {} : { min }),
    ...(below === undefined ? {} : { below }),
    ...(from === undefined ? {} : { from }),
    ...(before === undefined ? {} : { before }),
  };
}

/** One finding as the engine sees it. */
export function compileFinding(finding: FindingItem): ModelFinding {
  const { seconds, privilege, risk, perishable } = finding.cost;
  return {
    id: finding.id,
    kind: finding.kind,
    ...(finding.scheme === undefined ? {} : { scheme: finding.scheme }),
    outcomes: finding.outcomes.map(compileOutcome),
    background: backgroundOf(finding),
    cluster: finding.cluster,
    ...(finding.group === undefined ? {} : { group: finding.group }),
    ...(finding.symptom ? { symptom: true } : {}),
    cost: { seconds, privilege, risk, perishable },
    askable: finding.askable,
  };
}

/** What a cause says of a finding, by its evidence, its version ranges or both; undefined when it says nothing. */
export function compileLikelihood(cause: CauseItem, finding: FindingItem): Likelihood | undefined {
  const row = cause.evidence.find((evidence) => evidence.finding === finding.id);
  const range = finding.kind === 'version' ? statusesOf(cause, finding) : undefined;
  if (row !== undefined) {
    return {
      probability: completeRow(finding, row.values),
      decisive: row.decisive.filter((value) => outcomeOf(finding, value) !== undefined),
      ...(range === undefined ? {} : { range }),
    };
  }
  if (range === undefined) return undefined;
  return { probability: rowFromStatuses(finding, range), decisive: [], range };
}

function compileCause(catalog: Catalog, cause: CauseItem, prior: number): ModelCause {
  const likelihood = findingsOfCause(cause).flatMap((id) => {
    const finding = findingById(catalog, id);
    const compiled = finding === undefined ? undefined : compileLikelihood(cause, finding);
    return compiled === undefined ? [] : [[id, compiled] as const];
  });
  return { id: cause.id, prior, likelihood: Object.fromEntries(likelihood) };
}

/**
 * Compiles the engine's model. Priors: each cause has the weight of its commonness word, all causes together share what
 * "something else" leaves (0.8), so priors and `somethingElse` sum to 1. Without causes, `somethingElse` is 1.
 */
export function compileModel(catalog: Catalog): Model {
  const sumOfWeights = catalog.causes.reduce((sum, { prior }) => sum + commonnessWeights[prior], 0);
  const isEmpty = catalog.causes.length === 0;
  return {
    knowledge: catalog.version,
    causes: catalog.causes.map((cause) =>
      compileCause(
        catalog,
        cause,
        ((1 - somethingElseShare) * commonnessWeights[cause.prior]) / sumOfWeights,
      ),
    ),
    somethingElse: isEmpty ? 1 : somethingElseShare,
    findings: catalog.findings.map(compileFinding),
  };
}

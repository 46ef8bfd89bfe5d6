/**
 * The engine's word on a fixed set of observations, for pages that read without JavaScript: the differential of a
 * symptom, or of a case, with the best next questions and what each answer would make of it.
 */
import { assess, type Observed, rankQuestions, updateBelief } from '#engine/index.ts';
import {
  causeById,
  type Catalog,
  type CauseItem,
  findingById,
  type FindingItem,
  type SymptomItem,
} from './catalog.ts';
import { observationsOf } from './compile-knowledge.ts';
import { modelOf } from './model-of.ts';

/** One cause of a differential. */
export interface RankedCause {
  readonly cause: CauseItem;
  /** In (0, 1); all causes and something else sum to 1. */
  readonly posterior: number;
  readonly ruledOut: boolean;
  /** Findings among the observations that speak for it and against it, strongest first. */
  readonly speakFor: readonly string[];
  readonly speakAgainst: readonly string[];
}

/** One question worth asking, with the causes that its answers move. */
export interface RankedQuestion {
  readonly finding: FindingItem;
  /** Expected information gain in bits. */
  readonly gainInBits: number;
  readonly separates: readonly CauseItem[];
  /** For each answer the cause that leads after it, or null when it is something else or nothing. */
  readonly answers: readonly { readonly value: string; readonly leader: CauseItem | null }[];
}

/** What a set of observations amounts to. */
export interface Differential {
  readonly ranking: readonly RankedCause[];
  readonly somethingElse: number;
  /** Best first. */
  readonly questions: readonly RankedQuestion[];
}

/** The differential of any observations. At most `questions` questions are given, 5 unless told. */
export function differentialOf(
  catalog: Catalog,
  observed: readonly Observed[],
  questions = 5,
): Differential {
  const model = modelOf(catalog);
  const { belief, next } = assess(model, observed);
  // A page is read by somebody who has noticed the symptom: what is left is to measure.
  const ranked = rankQuestions(model, observed).filter(
    ({ finding }) => findingById(catalog, finding)?.symptom !== true,
  );
  // The policy looks two steps ahead for the first question, so it may not be the first of the one-step list.
  const first = ranked.filter(({ finding }) => finding === next?.finding);
  const rest = ranked.filter(({ finding }) => finding !== next?.finding);
  const causesOf = (ids: readonly string[]) => ids.flatMap((id) => causeById(catalog, id) ?? []);
  return {
    somethingElse: belief.somethingElse,
    ranking: belief.ranking.flatMap(({ cause: id, posterior, ruledOut, contributions }) => {
      const cause = causeById(catalog, id);
      const weighed = [...contributions].sort(
        (a, b) => Math.abs(b.countedInBits) - Math.abs(a.countedInBits),
      );
      const pick = (sign: number) =>
        weighed
          .filter(({ countedInBits }) => countedInBits * sign > 0)
          .map(({ finding }) => finding);
      if (cause === undefined) return [];
      return [{ cause, posterior, ruledOut, speakFor: pick(1), speakAgainst: pick(-1) }];
    }),
    questions: [...first, ...rest]
      .slice(0, questions)
      .flatMap(({ finding: id, gainInBits, reason }) => {
        const finding = findingById(catalog, id);
        if (finding === undefined) return [];
        const answers = finding.outcomes.map(({ value }) => {
          const after = updateBelief(model, [...observed, { finding: id, value }]);
          const [leader] = after.ranking;
          const leads = leader !== undefined && leader.posterior > after.somethingElse;
          return { value, leader: leads ? (causeById(catalog, leader.cause) ?? null) : null };
        });
        return [{ finding, gainInBits, separates: causesOf(reason.causes), answers }];
      }),
  };
}

/** The static differential of a symptom. */
export function differentialOfSymptom(
  catalog: Catalog,
  symptom: SymptomItem,
  questions = 5,
): Differential {
  return differentialOf(catalog, observationsOf(symptom.observations), questions);
}

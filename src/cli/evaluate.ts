/** Plays all vignettes and the baselines, and counts; `score.ts` says what each figure means. */
import type { Assessment, QuestionPolicy, VerdictLevel } from '#engine/index.ts';
import { fuseAlone } from '#search/index.ts';
import type { HintCorpus, SearchRecord } from '#search/index.ts';
import type { Knowledge } from '#wizard/index.ts';
import type { Play } from './play.ts';
import { play } from './play.ts';
import type { Rate } from './score.ts';
import { brierOf, mean, median, rankOf, wilson } from './score.ts';
import type { Vignette } from './vignette.ts';

/** One vignette's outcome. */
export interface Row {
  readonly id: string;
  readonly expect: string | readonly string[];
  /** Null for "none", and when no expected cause is known. */
  readonly rank: number | null;
  readonly verdict: VerdictLevel;
  readonly questions: number;
}

/** What the method page needs of a vignette beyond the contract: `eval --json --detail`. */
export interface DetailedRow extends Row {
  /** Posterior of the cause that came first; 0 when there is none. */
  readonly posterior: number;
  /** Readings of the paste that were believed. */
  readonly read: number;
}

/** Top 1 and top 3 over the vignettes that expect a cause. */
export interface Tops {
  readonly top1: Rate;
  readonly top3: Rate;
}

/** What `eval --json` prints. */
export interface Evaluation extends Tops {
  readonly knowledge: string;
  /** Number of causes. */
  readonly causes: number;
  /** Number of vignettes. */
  readonly n: number;
  readonly inconclusive: Rate;
  readonly wrongOnNone: Rate;
  readonly questions: { readonly median: number; readonly mean: number };
  readonly brier: number;
  readonly baselines: Readonly<Record<string, Tops>>;
  readonly rows: readonly Row[];
}

/** One vignette with how it was played. */
export interface Played {
  readonly vignette: Vignette;
  readonly play: Play;
  readonly rank: number | null;
  readonly brier: number;
}

function rankingOf({ belief }: Assessment): readonly string[] {
  return belief.ranking.map(({ cause }) => cause);
}

type Ranker = (vignette: Vignette) => readonly string[];

function topsOf(ranks: readonly (number | null)[]): Tops {
  const within = (most: number): number =>
    ranks.filter((rank) => rank !== null && rank <= most).length;
  return { top1: wilson(within(1), ranks.length), top3: wilson(within(3), ranks.length) };
}

/** How the sessions are played. */
export interface Manner {
  /** The engine's own unless given. */
  readonly policy?: QuestionPolicy | undefined;
  /** What the vignettes' words are looked up in; they go unsaid when it is left out. */
  readonly hints?: HintCorpus | undefined;
}

function playOne(knowledge: Knowledge, vignette: Vignette, manner: Manner): Played {
  const played = play(knowledge, vignette, manner);
  const { belief } = played.assessment;
  return {
    vignette,
    play: played,
    rank: rankOf(rankingOf(played.assessment), vignette.expect),
    brier: brierOf(belief, vignette.expect),
  };
}

/** The rankings that the wizard has to beat, by the name that the table shows. */
function rankersOf(
  knowledge: Knowledge,
  records: readonly SearchRecord[],
  played: readonly Played[],
  manner: Manner,
): ReadonlyMap<string, Ranker> {
  const plays = new Map(played.map((one) => [one.vignette, one.play]));
  const byPrior = [...knowledge.model.causes]
    .sort((a, b) => b.prior - a.prior || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
  return new Map<string, Ranker>([
    ['priors', () => byPrior],
    ['fuse', ({ query, evidence }) => fuseAlone(records, `${query}\n${evidence}`)],
    [
      'wizard-without-paste',
      (vignette) => {
        // Without evidence there is no paste to leave out: it has been played already.
        const known = vignette.evidence.trim() === '' ? plays.get(vignette) : undefined;
        const { assessment } =
          known ?? play(knowledge, vignette, { ...manner, withoutPaste: true });
        return rankingOf(assessment);
      },
    ],
    [
      'wizard-without-words',
      (vignette) => {
        const isUnsaid = manner.hints === undefined || vignette.query.trim() === '';
        const known = isUnsaid ? plays.get(vignette) : undefined;
        const { assessment } = known ?? play(knowledge, vignette, { policy: manner.policy });
        return rankingOf(assessment);
      },
    ],
  ]);
}

/** Plays every vignette, all in the same manner. */
export function playAll(
  knowledge: Knowledge,
  vignettes: readonly Vignette[],
  manner: Manner = {},
): readonly Played[] {
  return vignettes.map((vignette) => playOne(knowledge, vignette, manner));
}

/** The rows with what the contract leaves out. */
export function detailRows(
  { rows }: Pick<Evaluation, 'rows'>,
  played: readonly Played[],
): readonly DetailedRow[] {
  return rows.map((row, place) => {
    const play = played[place]?.play;
    return {
      ...row,
      posterior: play?.assessment.belief.ranking[0]?.posterior ?? 0,
      read: play === undefined ? 0 : believedOf(play),
    };
  });
}

/** Readings of the paste that were believed; those of the words are not counted. */
function believedOf({ session: { observations, words } }: Play): number {
  return observations.filter(({ from }) => from.kind === 'pasted' && from.paste !== words?.paste)
    .length;
}

/** Counts what was played, and plays the baselines in the manner in which the rest was. */
export function evaluate(
  knowledge: Knowledge,
  records: readonly SearchRecord[],
  played: readonly Played[],
  manner: Manner = {},
): Evaluation {
  const expecting = played.filter(({ vignette }) => vignette.expect.length > 0);
  const none = played.filter(({ vignette }) => vignette.expect.length === 0);
  const levelOf = ({ play: { assessment } }: Played): VerdictLevel => assessment.verdict.level;
  const inconclusive = played.filter((one) => levelOf(one) === 'inconclusive').length;
  const wrong = none.filter((one) => levelOf(one) !== 'inconclusive').length;
  const questions = played.map((one) => one.play.questions);
  const baselines = [...rankersOf(knowledge, records, played, manner)].map(([name, rank]) => {
    const ranks = expecting.map(({ vignette }) => rankOf(rank(vignette), vignette.expect));
    return [name, topsOf(ranks)] as const;
  });
  return {
    knowledge: knowledge.knowledge,
    causes: knowledge.model.causes.length,
    n: played.length,
    ...topsOf(expecting.map(({ rank }) => rank)),
    inconclusive: wilson(inconclusive, played.length),
    wrongOnNone: wilson(wrong, none.length),
    questions: { median: median(questions), mean: mean(questions) },
    brier: mean(played.map(({ brier }) => brier)),
    baselines: Object.fromEntries(baselines),
    rows: played.map((one) => ({
      id: one.vignette.id,
      expect: one.vignette.written,
      rank: one.rank,
      verdict: levelOf(one),
      questions: one.play.questions,
    })),
  };
}

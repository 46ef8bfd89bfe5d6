/**
 * A session as the interface shows it: plain data with all sentences in it, derived anew from the session each time and
 * never stored. The page, the report and the terminal read the same view.
 */
import type { Assessment, Change, Flip, StopReason, VerdictLevel } from '#engine/index.ts';
import { whatWouldChange, whatWouldFlip } from '#engine/index.ts';
import type { AdviceView } from './advice.ts';
import type { NextPaste } from './next-pastes.ts';
import { nextPastes } from './next-pastes.ts';
import { captureList, collectionPlan, openQuestions } from './advice.ts';
import { assessSession, observedIn, questionNow } from './belief.ts';
import type { CauseText, Knowledge } from './knowledge.ts';
import { messages } from './messages.ts';
import type { NearestCase } from './nearest-case.ts';
import { nearestCases } from './nearest-case.ts';
import type { KnownSide, Observation, Provenance } from './observation.ts';
import { countsAsEvidence } from './observation.ts';
import type { Contradiction } from './intake.ts';
import type { SideQuestion } from './review.ts';
import { reviewOf } from './review.ts';
import type { PastedReading, Paste, Session } from './session.ts';
import { linkOf } from './session.ts';
import { canCompare } from './state-end.ts';
import { causeTitle, findingTitle, outcomeLabel, showValue } from './show.ts';
import type { CauseView, RuledOutView } from './view-cause.ts';
import { viewCause, viewRuledOut } from './view-cause.ts';
import type { QuestionSummary, QuestionView } from './view-question.ts';
import { summarize, viewQuestion } from './view-question.ts';

/** Questions that the person's words seem to speak of: as many as are read at a glance. */
const mostSpoken = 8;

/** Pages that fit a person's words: as many as one looks into. */
const mostFitting = 3;

/** One observation in the list of what is known. */
export interface ObservationView {
  readonly finding: string;
  readonly side: KnownSide | null;
  readonly title: string;
  readonly value: string;
  /** The value as one reads it. */
  readonly shown: string;
  readonly from: Provenance;
  readonly fromText: string;
  /** The pasted line or captured frame that gave it; empty when it came otherwise. */
  readonly quote: string;
  /** False when it is of another side than its question, or unknown: then it changes no ranking. */
  readonly used: boolean;
  /** Why it is not used; empty when it is. */
  readonly note: string;
}

/** The conclusion. */
export interface VerdictView {
  readonly level: VerdictLevel;
  readonly cause: string | null;
  /** "Likely: ..." */
  readonly headline: string;
  /** The rule that gave the level. */
  readonly rule: string;
  /** The numbers that the rule was given; empty when no cause is left. */
  readonly numbers: string;
  /** What the next level lacks; empty when there is none. */
  readonly missing: string;
  /** Why asking may stop; empty while it should go on. */
  readonly stop: string;
  readonly stopReason: StopReason | null;
  /** Set when the next cause in line has the same remedy. */
  readonly sameRemedy: string;
  readonly mitigate: CauseText['mitigate'];
  readonly confirm: CauseText['confirm'];
}

/** An entry of the link that is kept but not understood. */
export interface ForeignView {
  readonly text: string;
  readonly sentence: string;
}

/** What waits for the user, with its questions in words. */
export interface ReviewView {
  readonly sides: readonly (SideQuestion & { readonly sentence: string })[];
  readonly contradictions: readonly (Contradiction & { readonly sentence: string })[];
}

/** A capture beside another one of the session. */
export interface ComparedView {
  /** The other one. */
  readonly paste: number;
  readonly sentence: string;
  /** Whether the user can say which one was taken where. */
  readonly canState: boolean;
}

/** Everything that the interface shows of a session. */
export interface WizardView {
  /** Fragment of the session's link, without `#`. */
  readonly link: string;
  /** What the last event could not do; empty when it did. */
  readonly notice: string;
  /** Set when the opened link names another knowledge version. */
  readonly knowledgeNote: string;
  readonly foreign: readonly ForeignView[];
  /** In the order in which they came. */
  readonly observations: readonly ObservationView[];
  readonly review: ReviewView;
  readonly dropped: readonly PastedReading[];
  readonly facts: readonly PastedReading[];
  readonly pastes: readonly (Paste & {
    readonly summary: string;
    readonly problems: readonly string[];
    /** What came of comparing it with other captures. */
    readonly compared: readonly ComparedView[];
  })[];
  /** The question to ask now, also while a verdict is shown; null when nothing useful is left. */
  readonly question: QuestionView | null;
  /** Other questions to pick from, best first. */
  readonly alternatives: readonly QuestionSummary[];
  /** What the person said in a line of their own; empty when nothing. */
  readonly words: string;
  /** Questions that these words seem to speak of, best fit first; they can be picked. */
  readonly spoken: readonly QuestionSummary[];
  /** Causes whose pages fit these words best, whatever was observed. */
  readonly fitting: readonly { readonly cause: string; readonly title: string }[];
  /** Findings that were skipped; they can be picked. */
  readonly skipped: readonly QuestionSummary[];
  /** Causes that are not ruled out, most probable first. */
  readonly differential: readonly CauseView[];
  readonly somethingElse: {
    readonly posterior: number;
    readonly percent: string;
    readonly share: number;
  };
  readonly ruledOut: readonly RuledOutView[];
  readonly verdict: VerdictView;
  /** Answers that would change the verdict, most probable first. */
  readonly changes: readonly { readonly change: Change; readonly sentence: string }[];
  /** Single observations that, were they wrong, would put something else first. */
  readonly flips: readonly { readonly flip: Flip; readonly sentence: string }[];
  /** What a restart would destroy. */
  readonly capture: readonly AdviceView[];
  /** What to collect next; for an inconclusive verdict. */
  readonly plan: readonly AdviceView[];
  /** What would be worth pasting next, best first. */
  readonly nextPastes: readonly NextPaste[];
  readonly nearest: readonly NearestCase[];
}

function viewObservation(knowledge: Knowledge, observation: Observation): ObservationView {
  const { finding, side, value, from } = observation;
  const counts = countsAsEvidence(knowledge, observation);
  return {
    finding,
    side: side ?? null,
    title: findingTitle(knowledge, finding),
    value,
    shown: showValue(knowledge, finding, value),
    from,
    fromText: messages.provenance(from),
    quote: from.kind === 'pasted' || from.kind === 'captured' ? from.text : '',
    used: counts && value !== 'unknown',
    note: counts || side === undefined ? '' : messages.otherSide(side),
  };
}

function viewCompared(session: Session, number: number): readonly ComparedView[] {
  return session.compared.flatMap(({ older, newer, outcome, common, readings }) => {
    if (older !== number && newer !== number) return [];
    const paste = older === number ? newer : older;
    const name = session.pastes.find((one) => one.number === paste)?.name;
    const isOpen = outcome === 'no-sides';
    return [
      {
        paste,
        sentence: messages.compared[outcome](name ?? `capture ${paste}`, common, readings),
        canState: isOpen && canCompare(session, number) && canCompare(session, paste),
      },
    ];
  });
}

function viewReview(knowledge: Knowledge, session: Session): ReviewView {
  const { sides, contradictions } = reviewOf(knowledge, session);
  return {
    sides: sides.map((one) => ({
      ...one,
      sentence: messages.side.question(one.readings.length, one.host),
    })),
    contradictions: contradictions.map((one) => ({
      ...one,
      sentence: messages.contradiction(findingTitle(knowledge, one.finding)),
    })),
  };
}

function viewVerdict(knowledge: Knowledge, { verdict, stop }: Assessment): VerdictView {
  const { cause, leader, level, missing, rule, runnerUp, somethingElse, support } = verdict;
  const textOf = (id: string | undefined): CauseText | undefined =>
    id !== undefined && Object.hasOwn(knowledge.causes, id) ? knowledge.causes[id] : undefined;
  const text = textOf(cause ?? undefined);
  const next = textOf(runnerUp?.cause);
  const isSameRemedy = text !== undefined && text.actionClass === next?.actionClass;
  return {
    level,
    cause,
    headline: messages.verdict(level, cause === null ? null : causeTitle(knowledge, cause)),
    rule: messages.rules[rule],
    numbers:
      leader === null
        ? ''
        : messages.verdictNumbers(
            causeTitle(knowledge, leader.cause),
            leader.posterior,
            support.length,
            somethingElse,
          ),
    missing: missing === null ? '' : messages.missing(missing),
    stop: stop.reason === null ? '' : messages.stops[stop.reason],
    stopReason: stop.reason,
    sameRemedy: isSameRemedy ? messages.sameRemedy(next.title) : '',
    mitigate: text?.mitigate ?? [],
    confirm: text?.confirm ?? [],
  };
}

function changeSentence(knowledge: Knowledge, change: Change): string {
  const finding = findingTitle(knowledge, change.finding);
  const outcome = outcomeLabel(knowledge, change.finding, change.outcome);
  if (change.change === 'new-leader') {
    const leader =
      change.leader === null ? messages.somethingElse : causeTitle(knowledge, change.leader);
    return messages.change['new-leader'](finding, outcome, leader);
  }
  return messages.change[change.change](finding, outcome, change.level);
}

function flipSentence(knowledge: Knowledge, flip: Flip): string {
  const instead =
    flip.instead === 'unknown' ? null : outcomeLabel(knowledge, flip.finding, flip.instead);
  return messages.flip(
    findingTitle(knowledge, flip.finding),
    showValue(knowledge, flip.finding, flip.value),
    instead,
    flip.leader === null ? null : causeTitle(knowledge, flip.leader),
  );
}

/** The view of a session. A pure function of its arguments: the same link always shows the same. */
export function viewSession(knowledge: Knowledge, session: Session): WizardView {
  const assessment = assessSession(knowledge, session);
  const { belief } = assessment;
  const observed = observedIn(knowledge, session);
  const open = openQuestions(knowledge, session);
  const asked = questionNow(knowledge, session);
  const mentioned = new Set([...observed.map(({ finding }) => finding), ...session.skipped]);
  const active = belief.ranking.filter(({ ruledOut }) => !ruledOut);
  const highest = Math.max(belief.somethingElse, active[0]?.posterior ?? 0);
  const { linkedKnowledge } = session;
  const isOtherKnowledge = linkedKnowledge !== null && linkedKnowledge !== knowledge.knowledge;
  return {
    link: linkOf(session, knowledge),
    notice: session.notice === null ? '' : messages.notice(session.notice),
    knowledgeNote: isOtherKnowledge
      ? messages.knowledgeChanged(linkedKnowledge, knowledge.knowledge)
      : '',
    foreign: session.foreign.map(({ text, problem }) => ({
      text,
      sentence: messages.foreign(problem),
    })),
    observations: session.observations.map((held) => viewObservation(knowledge, held)),
    review: viewReview(knowledge, session),
    dropped: session.dropped,
    facts: session.facts,
    pastes: session.pastes.map((paste) => ({
      ...paste,
      summary: messages.pasteSummary(paste.readings, paste.lines, paste.unit),
      problems: paste.troubles.map((trouble) => messages.trouble(trouble, paste.unit)),
      compared: viewCompared(session, paste.number),
    })),
    question: asked === null ? null : viewQuestion(knowledge, session, asked, open),
    alternatives: open
      .filter(({ finding }) => finding !== asked && !mentioned.has(finding))
      .flatMap(({ finding, gainInBits }) => summarize(knowledge, finding, gainInBits) ?? []),
    words: session.words?.text ?? '',
    fitting: Object.entries(session.words?.hints.causes ?? {})
      .filter(([cause]) => Object.hasOwn(knowledge.causes, cause))
      .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
      .slice(0, mostFitting)
      .map(([cause]) => ({ cause, title: causeTitle(knowledge, cause) })),
    spoken: (session.words?.hints.findings ?? [])
      .flatMap((finding) => {
        const question = open.find((one) => one.finding === finding);
        if (question === undefined || finding === asked || mentioned.has(finding)) return [];
        return summarize(knowledge, finding, question.gainInBits) ?? [];
      })
      .slice(0, mostSpoken),
    skipped: session.skipped.flatMap((finding) => summarize(knowledge, finding, 0) ?? []),
    differential: active.map((cause) => viewCause(knowledge, cause, highest)),
    somethingElse: {
      posterior: belief.somethingElse,
      percent: messages.percent(belief.somethingElse),
      share: highest > 0 ? belief.somethingElse / highest : 0,
    },
    ruledOut: viewRuledOut(knowledge, belief.ruledOut),
    verdict: viewVerdict(knowledge, assessment),
    changes: whatWouldChange(knowledge.model, observed).map((change) => ({
      change,
      sentence: changeSentence(knowledge, change),
    })),
    flips: whatWouldFlip(knowledge.model, observed).map((flip) => ({
      flip,
      sentence: flipSentence(knowledge, flip),
    })),
    capture: captureList(knowledge, open),
    plan: collectionPlan(knowledge, open),
    nextPastes: nextPastes(knowledge, session, open),
    nearest: nearestCases(knowledge, session.observations),
  };
}

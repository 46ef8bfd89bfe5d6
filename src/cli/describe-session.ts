/** A session for the terminal: as the JSON of the contract, and as calm text of at most 100 columns where it can be. */
import type { VerdictLevel } from '#engine/index.ts';
import type { Knowledge, PastedReading, Session, WizardView } from '#wizard/index.ts';
import { assessSession, slotOf, viewSession, wizardMessages } from '#wizard/index.ts';
import { oneLine } from './bad-input.ts';
import { messages } from './messages.ts';

const words = messages.report;

/** What `diagnose --json` prints. */
export interface Diagnosis {
  readonly knowledge: string;
  /** `finding` carries the side where the finding does not imply it: "jdk-version@client". */
  readonly observations: readonly {
    readonly finding: string;
    readonly value: string;
    readonly from: string;
  }[];
  readonly verdict: VerdictLevel;
  /** Every cause, best first; what is ruled out comes last. */
  readonly ranking: readonly { readonly cause: string; readonly posterior: number }[];
  readonly next: { readonly finding: string } | null;
}

/** The JSON of the contract. */
export function toJson(knowledge: Knowledge, session: Session): Diagnosis {
  const { belief, verdict, next } = assessSession(knowledge, session);
  return {
    knowledge: knowledge.knowledge,
    observations: session.observations.map((held) => ({
      finding: slotOf(knowledge, held),
      value: held.value,
      from: wizardMessages.provenance(held.from),
    })),
    verdict: verdict.level,
    ranking: belief.ranking.map(({ cause, posterior }) => ({ cause, posterior })),
    next: next === null ? null : { finding: next.finding },
  };
}

const barWidth = 20;
const shownCauses = 5;
const shownCaptures = 3;
const shownFacts = 30;

function bar(share: number): string {
  const full = Math.round(share * barWidth);
  return '█'.repeat(full) + '·'.repeat(barWidth - full);
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  ${line}\n`).join('')}\n`;
}

function cut<T>(items: readonly T[], most: number, show: (item: T) => string): string[] {
  const lines = items.slice(0, most).map(show);
  return items.length > most ? [...lines, words.more(items.length - most)] : lines;
}

function known(view: WizardView): string[] {
  return view.observations.map(({ finding, side, shown, fromText, used }) => {
    const name = side === null ? finding : `${finding}@${side}`;
    return oneLine(`${name}: ${shown}  (${fromText}${used ? '' : `, ${words.unknown}`})`);
  });
}

function placeOf({ reading, unit }: PastedReading): string {
  return wizardMessages.place(unit, reading.line, reading.lastLine);
}

function factLine(pasted: PastedReading): string {
  const { fact, value } = pasted.reading;
  return oneLine(`${fact}: ${value}  (${placeOf(pasted)})`);
}

function waiting(knowledge: Knowledge, view: WizardView): string[] {
  const sides = view.review.sides.flatMap(({ line, lastLine, readings, unit }) => {
    const facts = readings.map(({ reading }) => `${reading.fact} ${reading.value}`).join(', ');
    const sets = readings.map(({ reading: { finding, value } }) => ({
      side: knowledge.findings[finding ?? '']?.side ?? '',
      set: `--set ${finding ?? ''}=${value}`,
    }));
    return [
      words.waitingSide(wizardMessages.place(unit, line, lastLine), facts),
      ...[...Map.groupBy(sets, ({ side }) => side)].map(([side, all]) =>
        words.waitingRemedy(side, all.map(({ set }) => set).join(' ')),
      ),
    ];
  });
  const contradictions = view.review.contradictions.flatMap(({ sentence, finding, readings }) => {
    const values = readings.map((pasted) => `${pasted.reading.value} (${placeOf(pasted)})`);
    return [words.waitingDecision(sentence, values.join(', ')), words.decisionRemedy(finding)];
  });
  return [...sides, ...contradictions].map(oneLine);
}

function ranking(view: WizardView): string[] {
  const { somethingElse } = view;
  const rows = [
    ...view.differential
      .slice(0, shownCauses)
      .map(({ title, cause, posterior, percent, share }) => ({
        posterior,
        line: `${bar(share)} ${percent.padStart(9)}  ${title} [${cause}]`,
      })),
    {
      posterior: somethingElse.posterior,
      line: `${bar(somethingElse.share)} ${somethingElse.percent.padStart(9)}  ${wizardMessages.somethingElse}`,
    },
  ];
  return rows.sort((a, b) => b.posterior - a.posterior).map(({ line }) => line);
}

function verdict(view: WizardView): string[] {
  const { headline, rule, numbers, missing, stop } = view.verdict;
  return [headline, rule, numbers, missing, stop].filter((line) => line !== '');
}

function next(view: WizardView): string[] {
  const { question } = view;
  if (question === null) return [words.nothingNext];
  return [
    `${question.question} [${question.finding}]`,
    question.reason,
    ...question.commands.flatMap(({ run, where }) =>
      run.split('\n').map((line, index) => (index === 0 ? `$ ${line}  # ${where}` : `  ${line}`)),
    ),
    question.costText,
    ...question.hints.map(oneLine),
  ].filter((line) => line !== '');
}

/** The readable form. Ends with a line end. */
export function describeSession(knowledge: Knowledge, session: Session): string {
  const view = viewSession(knowledge, session);
  const read = view.pastes.flatMap(({ name, number, summary, problems, compared }) => {
    const before = compared.filter(({ paste }) => paste < number);
    const sentences = before.map(({ sentence }) => sentence);
    return [summary, ...problems, ...sentences].map((line) =>
      oneLine(name === null ? line : `${name}: ${line}`),
    );
  });
  const ruledOut = view.ruledOut.flatMap(({ title, because }) =>
    because.map(({ sentence }) => oneLine(`${title}: ${sentence}`)),
  );
  const capture = view.capture.flatMap(({ title, commands }) => {
    const [command] = commands;
    return command === undefined ? [] : [`${title}: ${command.run.split('\n')[0] ?? ''}`];
  });
  const sections = [
    section(words.read, read),
    section(words.known, known(view)),
    section(words.waiting, waiting(knowledge, view)),
    section(words.facts, cut(view.facts, shownFacts, factLine)),
    section(words.ranking, ranking(view)),
    section(words.ruledOut, ruledOut),
    section(words.verdict, verdict(view)),
    section(words.next, next(view)),
    section(words.capture, capture.slice(0, shownCaptures)),
    section(words.link, [`/triage/#${view.link}`]),
  ];
  return `${sections.join('').trimEnd()}\n`;
}

/**
 * Every sentence that the wizard, its report and the terminal say, in English. Plain and calm; a verdict's word always
 * stands beside the rule that it is tied to. A second language is a second object of the same type.
 */
import type { Cost, StopReason, ValueError, VerdictLevel, VerdictRule } from '#engine/index.ts';
// Not through the door: the page's script must not carry the parsers, which run in a worker.
import { troubleMessages } from '#evidence/messages.ts';
import type { Side, Trouble } from '#evidence/reading.ts';
import type { ForeignProblem } from './link.ts';
import { reportMessages } from './messages-report.ts';
import type { Provenance } from './observation.ts';
import type { Notice } from './session.ts';

const digits = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** 65387 -> "65,387". */
function grouped(amount: number): string {
  return digits.format(amount);
}

/** 0.734 -> "73 %"; never "0 %" or "100 %", because neither is ever known. */
function percent(probability: number): string {
  if (probability < 0.01) return 'under 1 %';
  if (probability > 0.99) return 'over 99 %';
  return `${String(Math.round(probability * 100))} %`;
}

function duration(seconds: number): string {
  return seconds < 60 ? `about ${seconds} s` : `about ${Math.round(seconds / 60)} min`;
}

function list(items: readonly string[], last: string): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1) ?? ''}`;
}

function count(amount: number, one: string, many: string): string {
  return `${grouped(amount)} ${amount === 1 ? one : many}`;
}

const sides: Readonly<Record<Side, string>> = {
  client: 'client',
  server: 'server',
  proxy: 'proxy or load balancer',
  unknown: 'side not stated',
};

const levels: Readonly<Record<VerdictLevel, string>> = {
  confirmed: 'Confirmed',
  likely: 'Likely',
  possible: 'Possible',
  inconclusive: 'Inconclusive',
};

const rules: Readonly<Record<VerdictRule, string>> = {
  confirmed:
    'Rule: at least 95 %, support from two independent facts, measured support of at least two bits, and an observation that decides by itself.',
  likely:
    'Rule: at least 66 %, support from two independent facts, and measured support of at least two bits.',
  possible: 'Rule: at least 33 % and measured support of at least two bits.',
  'no-cause-left': 'Every cause that is known here is ruled out.',
  'something-else-leads':
    'Something that is not listed here is at least as probable as any listed cause.',
  'too-improbable': 'No cause reaches the 33 % that "possible" asks for.',
  'only-symptoms':
    'Only symptoms speak for the first cause, and causes that are not listed have the same: a verdict asks for a measurement.',
  'too-little-support': 'Nothing that was observed speaks for the first cause.',
};

const stops: Readonly<Record<StopReason, string>> = {
  confirmed: 'Nothing more needs to be asked.',
  settled: 'No question that is left is likely to put another cause first.',
  'little-to-gain': 'The questions that are left would tell next to nothing.',
  unanswered:
    'Nothing could be told in the last three looks. What is left asks for the like; you can still go on.',
  'nothing-to-ask': 'No useful question is left.',
  'asked-enough': 'This is as much as anyone should be asked. You can still go on.',
};

const valueErrors: Readonly<Record<ValueError, string>> = {
  'not-an-option': 'is not one of the answers',
  'not-a-number': 'is not a number',
  'not-a-ratio': 'is not a ratio such as 65387/999999',
  'not-a-version': 'is not a version',
  'outside-all-bins': 'is outside the range of this question',
};

const foreignProblems: Readonly<Record<ForeignProblem, string>> = {
  ...valueErrors,
  'unknown-finding': 'names a question that this knowledge does not have',
  'bad-side': 'names a side that is none of client, server and proxy',
  'bad-escape': 'is damaged: its % escapes are not text',
  'bad-version': 'does not name a knowledge version',
  'no-value': 'has no value',
  contradiction: 'contradicts another entry of the link; neither is used',
};

const notices: Readonly<Record<Notice['key'], (notice: Notice) => string>> = {
  'unknown-finding': ({ id }) => `There is no question "${id}". Nothing was changed.`,
  'unreadable-value': ({ value }) =>
    `"${value}" is no answer to this question. Nothing was changed.`,
  'unknown-case': ({ id }) => `There is no case "${id}". Nothing was changed.`,
  'unknown-symptom': ({ id }) => `There is no symptom "${id}". Nothing was changed.`,
  'link-too-long': ({ value }) =>
    `The link is ${grouped(Number(value))} characters long and cannot be one of ours. Nothing was read from it.`,
};

/** "line 12", "frames 3-9". */
function place(unit: 'line' | 'frame', first: number, last = first): string {
  return last > first ? `${unit}s ${first}-${last}` : `${unit} ${first}`;
}

function placeOf(
  how: string,
  where: string,
  noun: string,
  { name, paste, was }: { name?: string; paste: number; was?: string },
): string {
  const ofWhat = name ?? (paste === 1 ? '' : `${noun} ${paste}`);
  const source = `${how} ${where}${ofWhat === '' ? '' : ` of ${ofWhat}`}`;
  return was === undefined ? source : `${source}, corrected by hand: it was read as ${was}`;
}

/** "frame 8 of server.pcap", "capture 2" in place of a file's name. */
function framesOf(
  first: number,
  last: number,
  { name, paste }: { readonly name?: string | null; readonly paste: number },
): string {
  return `${place('frame', first, last)} of ${name ?? `capture ${paste}`}`;
}

/** What the other one of two captures shows beside a reading. */
function besideText(holds: boolean, frames: string): string {
  return holds ? `the same is ${frames}` : `not among ${frames}`;
}

/** Name of the paste that holds what was read from a person's own words. */
const ownWords = 'your words';

/** Where an observation came from: "answered", "pasted line 12", "capture frame 7", "link". */
function provenance(from: Provenance): string {
  switch (from.kind) {
    case 'answered':
      return 'answered';
    case 'link':
      return 'link';
    case 'case':
      return `case ${from.id}`;
    case 'symptom':
      return `symptom ${from.id}`;
    case 'pasted':
      if (from.name === ownWords && from.was === undefined) return `in ${ownWords}`;
      return placeOf('pasted', place('line', from.line, from.lastLine), 'paste', from);
    case 'captured':
      return [
        placeOf('capture', place('frame', from.frame, from.lastFrame), 'capture', from),
        ...(from.beside === undefined
          ? []
          : [
              besideText(
                from.beside.holds,
                framesOf(from.beside.frame, from.beside.lastFrame, from.beside),
              ),
            ]),
      ].join('; ');
  }
}

function cost({ seconds, privilege, risk, perishable }: Cost): string {
  const parts = [
    duration(seconds),
    privilege === 'root'
      ? 'needs root'
      : privilege === 'user'
        ? 'needs a shell'
        : 'no access needed',
    risk === 'none' ? 'no risk' : risk === 'low' ? 'low risk' : 'may disturb production',
  ];
  return [...parts, ...(perishable ? ['a restart destroys it'] : [])].join(' · ');
}

function missing(lacks: {
  level: VerdictLevel;
  posterior: number;
  clusters: number;
  decisive: boolean;
  measured: boolean;
  overtaken: boolean;
}): string {
  const parts = [
    ...(lacks.posterior > 0
      ? [`${count(Math.ceil(lacks.posterior * 100), 'more point', 'more points')} of probability`]
      : []),
    ...(lacks.clusters > 0
      ? [count(lacks.clusters, 'more independent fact', 'more independent facts')]
      : []),
    ...(lacks.decisive ? ['an observation that decides by itself'] : []),
    ...(lacks.measured ? ['an observation that was measured rather than noticed'] : []),
    ...(lacks.overtaken ? ['a higher probability than that of something not listed'] : []),
  ];
  return `For "${levels[lacks.level].toLowerCase()}" it takes ${list(parts, 'and')}.`;
}

/** All sentences, by place. Functions take what they mention and return plain text, never markup. */
export const messages = {
  ownWords,
  grouped,
  percent,
  duration,
  sides,
  levels,
  rules,
  stops,
  provenance,
  cost,
  missing,
  valueError: (error: ValueError, value: string) => `"${value}" ${valueErrors[error]}`,
  foreign: (problem: ForeignProblem) =>
    `This part of the link ${foreignProblems[problem]}. It is kept as it is.`,
  place,
  framesOf,
  besideText,
  compared: {
    'no-common': (other: string) =>
      `Compared with ${other}: no connection begins in both, so neither tells anything about the other.`,
    'no-sides': (other: string, common: number) =>
      `Compared with ${other}: ${count(common, 'connection begins', 'connections begin')} in both, but the packets do not show which capture was taken at the client and which at the server, or show something else than what was stated.`,
    compared: (other: string, common: number, readings: number) =>
      `Compared with ${other}, which was taken at the other end: ${count(common, 'connection begins', 'connections begin')} in both. ${
        readings === 0
          ? 'Nothing plainly differs between them.'
          : `${count(readings, 'fact was', 'facts were')} read from both together.`
      }`,
  },
  trouble: ({ key, line, amount }: Trouble, unit: 'line' | 'frame' = 'line') => {
    const sentence = troubleMessages[key].replace('{amount}', grouped(amount));
    const where = place(unit, line);
    return line > 0 ? `${where.charAt(0).toUpperCase()}${where.slice(1)}: ${sentence}` : sentence;
  },
  notice: (notice: Notice) => notices[notice.key](notice),
  somethingElse: 'Something that is not listed here',
  unknownValue: 'not known',
  verdict: (level: VerdictLevel, title: string | null) =>
    title === null ? 'Inconclusive' : `${levels[level]}: ${title}`,
  verdictNumbers: (title: string, posterior: number, facts: number, rest: number) =>
    `"${title}" stands at ${percent(posterior)}, with support from ${count(facts, 'independent fact', 'independent facts')}; something that is not listed stands at ${percent(rest)}.`,
  sameRemedy: (title: string) =>
    `The next in line, "${title}", has the same remedy: you need not tell the two apart now.`,
  knowledgeChanged: (then: string, now: string) =>
    `This link was made with knowledge ${then}; this is ${now}. Today's verdict may differ from the one that was shared.`,
  reason: (titles: readonly string[], somethingElse: boolean) => {
    const all = somethingElse ? [...titles, 'something that is not listed'] : titles;
    if (all.length < 2) return all.length === 0 ? '' : `It tells how far "${all[0] ?? ''}" holds.`;
    return `It tells apart ${list(
      all.map((title, index) => (somethingElse && index === all.length - 1 ? title : `"${title}"`)),
      'and',
    )}.`;
  },
  pickedReason: 'You picked this question.',
  waitingHint: (value: string, where: string, side: Side) =>
    side === 'unknown'
      ? `Your paste says ${value} (${where}), but not of which host; it is not used.`
      : `Your paste says ${value} (${where}), of the ${sides[side]}; it is not used here.`,
  otherSide: (side: Side) =>
    `Seen on the ${sides[side]}; this question is about another side, so it is kept and not used.`,
  ruledOut: (value: string, finding: string) =>
    `${finding} is ${value}: a version that does not have this fault.`,
  ruledOutUndo: (finding: string) => `Take back "${finding}" to bring it back.`,
  change: {
    'new-leader': (finding: string, outcome: string, leader: string) =>
      `If ${finding} is "${outcome}", "${leader}" comes first.`,
    raised: (finding: string, outcome: string, level: VerdictLevel) =>
      `If ${finding} is "${outcome}", the verdict rises to ${levels[level].toLowerCase()}.`,
    lowered: (finding: string, outcome: string, level: VerdictLevel) =>
      `If ${finding} is "${outcome}", the verdict falls to ${levels[level].toLowerCase()}.`,
  },
  flip: (finding: string, value: string, instead: string | null, leader: string | null) => {
    const then =
      leader === null
        ? 'something that is not listed would come first'
        : `"${leader}" would come first`;
    return instead === null
      ? `Without ${finding} (${value}), ${then}.`
      : `Were ${finding} not ${value} but "${instead}", ${then}.`;
  },
  side: {
    question: (facts: number, host: string | null) =>
      host === null
        ? `Whose host ${facts === 1 ? 'is this fact' : `are these ${facts} facts`} from?`
        : `${facts === 1 ? 'This fact comes' : `These ${facts} facts come`} from the host ${host}. Which one is it?`,
  },
  contradiction: (finding: string) => `${finding}: these values cannot both hold. Which one does?`,
  pasteSummary: (readings: number, lines: number, unit: 'line' | 'frame') => {
    const whole = count(lines, unit, `${unit}s`);
    if (readings === 0) return `Nothing was understood in ${whole}.`;
    const facts = `${count(readings, 'fact', 'facts')} read from ${whole}`;
    return unit === 'frame' ? `${facts}.` : `${facts}; the rest is left alone.`;
  },
  status: {
    used: 'used',
    agrees: 'says the same as what is used',
    elsewhere: 'kept as of another side; not used here',
    side: 'waits: whose host is it from?',
    decision: 'waits: contradicts another value',
    aside: 'set aside',
    overruled: 'something else holds now',
    unused: 'not used now',
    fact: 'no question asks for it',
    odd: 'no answer to its question',
  },
  corrected: (was: string) => `corrected; it was read as ${was}`,
  answersAlso: (titles: readonly string[], more: number) =>
    `Answers: ${[...titles, ...(more > 0 ? [`${more} more`] : [])].join('; ')}.`,
  report: reportMessages,
} as const;

/** The shape that every language has. */
export type Messages = typeof messages;

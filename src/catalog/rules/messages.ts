/**
 * Every sentence that the content rules say, apart from code. `message` says what is wrong, `remedy` what to do; both are
 * parts of one line, so they end without a full stop.
 */
import { orMeant, say } from '#catalog/wording.ts';

/** Texts by topic. A function takes what the sentence names. */
export const messages = {
  references: {
    unknownId: (kind: string, id: string, proposal: string | undefined) =>
      say(
        `there is no "${id}" in content/${kind}${orMeant(proposal)}`,
        `correct the id, or write content/${kind}/${id} first`,
      ),
  },
  values: {
    unfit: (
      value: string,
      finding: string,
      proposal: string | undefined,
      outcomes: readonly string[],
    ) =>
      say(
        `"${value}" is no answer of ${finding}${orMeant(proposal)}`,
        `the answers of ${finding} are ${outcomes.join(', ')}`,
      ),
  },
  bins: {
    foreign: (kind: string, low: string, high: string) =>
      say(`the bounds of a ${kind} are "${low}" and "${high}"`, 'remove the other bounds'),
    empty: (low: string, high: string) =>
      say(
        `"${low}" is not lower than "${high}", or one of them cannot be read`,
        'correct the bounds',
      ),
    openTop: (high: string) =>
      say(
        'nothing takes the values above the last bin',
        `remove "${high}" of the last bin, or add a bin`,
      ),
    openBottom: (low: string) =>
      say(
        'nothing takes the values below the first bin',
        `remove "${low}" of the first bin (0 for a number or ratio), or add a bin`,
      ),
    apart: (bin: string, high: string, next: string, low: string) =>
      say(
        `"${high}" of ${bin} is not "${low}" of ${next}: values have two bins or none`,
        'write the bins in rising order, each beginning where the one before ends',
      ),
    none: (kind: string) =>
      say(
        `a ${kind} without a single bin cannot be typed in`,
        'give the outcomes bounds, or make it a choice',
      ),
    onChoice: say(
      'an answer of a choice has no bounds',
      'remove the bounds, or set the kind to number, ratio or version',
    ),
  },
  answers: {
    reserved: (value: string) =>
      say(
        `"${value}" means that nobody knows; it is an answer of every finding`,
        'remove it, or find a word for what is seen',
      ),
    doubled: (value: string) => say(`there are two answers "${value}"`, 'rename or remove one'),
    scheme: (kind: string) =>
      say(
        kind === 'version' ? 'a version has no scheme to compare by' : `a ${kind} has no scheme`,
        'set "scheme" to jdk, linux or dotted for a version, and only there',
      ),
    noUnit: (kind: string) =>
      say(`a ${kind} without a unit`, 'say what is counted: "descriptors", "descriptors / limit"'),
    noExample: (kind: string) =>
      say(
        `a ${kind} without an example`,
        'give a value as one would type it: "65387", "65535/999999", "7u40"',
      ),
    badExample: (example: string, kind: string) =>
      say(
        `the example "${example}" is not a ${kind} that falls into a bin`,
        'give a value as one would type it',
      ),
    noLooks: (value: string) =>
      say(
        `nothing shows what "${value}" looks like on screen`,
        'give "looks": a line or two of real output',
      ),
  },
  versions: {
    unreleased: (version: string) =>
      say(
        `no file in content/versions knows a release ${version} of this scheme`,
        'correct the version, or add the release with its date and source',
      ),
    offBins: (version: string, finding: string, bounds: readonly string[]) =>
      say(
        `${version} is no boundary of a bin of ${finding}`,
        `use one of ${bounds.join(', ')}, or split the bin in content/findings/${finding}.yaml`,
      ),
    empty: (from: string, before: string) =>
      say(
        `no version lies from ${from} to before ${before}, or one of them cannot be read`,
        'correct the range; "before" is the first version that is not in it',
      ),
    clash: (other: string) =>
      say(
        `this range shares versions with ${other}, which has another status`,
        'let each version have one status',
      ),
    notVersion: (finding: string) =>
      say(
        `${finding} is not a version`,
        'name a finding of kind version, or leave the finding out',
      ),
  },
  rows: {
    doubled: (finding: string) =>
      say(`there is an earlier row for ${finding}`, 'put both into one row'),
    tooMuch: (sum: number) =>
      say(
        `these words contradict each other: together ${sum.toFixed(2)} of 1`,
        'beside "always" only "never" or "rare" can be true, and only one answer is "usual"',
      ),
    tooLittle: (sum: number) =>
      say(
        `every answer is named, and together they are ${sum.toFixed(2)} of 1`,
        'leave out the answers that the mechanism does not speak of',
      ),
    mute: (value: string) =>
      say(
        `"${value}" is decisive, yet no more frequent here than in the background`,
        'give it the word that it has when this is the cause, or do not call it decisive',
      ),
  },
  sources: {
    unknown: (key: string, proposal: string | undefined, keys: readonly string[]) =>
      say(
        `this item has no source "${key}"${orMeant(proposal)}`,
        `add the source, or use one of ${keys.join(', ')}`,
      ),
    reserved: (key: string) =>
      say(`"${key}" as a key means the body of the item`, 'choose another key'),
    doubled: (key: string) =>
      say(`there are two sources "${key}"`, 'rename one and the claims that point to it'),
    unused: (key: string) =>
      say(
        `no claim points to "${key}" and the body does not link it`,
        'point to it from what it supports, or remove it',
      ),
    none: say(
      'no claim of this cause points to a source',
      'give at least one string, range, likelihood or fix the key of a source',
    ),
  },
  findings: {
    unused: say(
      'no cause says anything of this finding',
      'add a row to the evidence of the causes that it separates, or remove it',
    ),
  },
  causes: {
    noCase: (id: string) =>
      say(
        'no case has this cause',
        `write a sourced incident into content/cases with "cause: ${id}"`,
      ),
    inseparable: (other: string, difference: number) =>
      say(
        `nothing affordable tells it from ${other}: no finding differs by ${String(difference)} or more`,
        'add evidence of a finding in which the two differ, or give both one actionClass',
      ),
    unreachable: (ahead: string | undefined) =>
      say(
        `no answers bring it to the top${ahead === undefined ? '' : `; ${ahead} stays ahead`}`,
        'add evidence that speaks for this cause more than for the others',
      ),
  },
  lookAlikes: {
    itself: say('a cause does not look like itself', 'name another cause'),
    oneSided: (other: string) =>
      say(
        `${other} lists this cause as a look-alike, but not the other way round`,
        `add a look-alike with "cause: ${other}"`,
      ),
    same: (finding: string, other: string, better: readonly string[]) =>
      say(
        `${finding} does not separate it from ${other}: both say nearly the same of it`,
        better.length === 0
          ? 'correct the evidence of one of the two'
          : `correct the evidence, or name one that does: ${better.join(', ')}`,
      ),
  },
  texts: {
    fullStop: say('the title ends with a stop', 'remove it: a title is no sentence'),
    sameTitle: (other: string) => say(`${other} has the same title`, 'say what sets the two apart'),
    longLabel: (words: number, most: number) =>
      say(`the label has ${String(words)} words`, `use at most ${String(most)}`),
    noQuestion: say(
      'the question has no question mark at its end',
      'put it as a question to the person in front of the machine',
    ),
  },
  bodies: {
    module: say(
      'content has no imports and exports',
      'remove the line, or put it into a fenced code block',
    ),
    tag: (tag: string) =>
      say(
        `"<${tag}" would be markup`,
        'write Markdown; put what is code between backticks, and links as [text](address)',
      ),
    expression: say(
      'braces would be code that runs in the build',
      'put them between backticks or into a fenced code block',
    ),
    topHeading: say('the heading of the first level is the page title', 'begin it with ##'),
    otherHeading: (text: string, order: readonly string[]) =>
      say(
        `"${text}" is no heading of this kind of item`,
        `the headings are ${order.join(', ')}; use ### below them`,
      ),
    headingOrder: (text: string, order: readonly string[]) =>
      say(`"${text}" is out of order or there twice`, `the order is ${order.join(', ')}`),
    missingHeading: (text: string) => say(`there is no heading "${text}"`, `add "## ${text}"`),
  },
  ids: {
    gone: (entry: string) =>
      say(
        `${entry} was published and answers no more`,
        entry.startsWith('findings/')
          ? 'restore the finding: session links carry its id, so it is never renamed'
          : 'restore the item, or add the id to "aliases" of the item that takes its place',
      ),
    unpublished: (entry: string) =>
      say(
        `${entry} is not in the ledger`,
        'enter it with "node_modules/.bin/node src/catalog/compile.ts --publish"',
      ),
    takenAlias: (alias: string, holder: string) =>
      say(`the alias "${alias}" already answers as ${holder}`, 'remove it from one of the two'),
  },
};

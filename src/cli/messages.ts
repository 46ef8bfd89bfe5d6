/** Every sentence that the commands of the terminal say, apart from what the wizard says itself. */
import { wizardMessages } from '#wizard/index.ts';

/** Sentences by place. */
export const messages = {
  usage: {
    diagnose:
      'usage: diagnose [--side client|server|proxy]... [--set finding=value]... [--words LINE] [--json] [FILE...]',
    eval: 'usage: eval [FILE.jsonl] [--policy gain-per-cost|edge-cutting|random] [--without-words] [--json [--detail]]',
    find: 'usage: find QUERY... [--json]',
  },
  badArguments: (what: string, usage: string) => `${what}; ${usage}`,
  standardInput: 'standard input',
  missing: 'no such file',
  directory: 'is a directory; name the files in it',
  unreadable: (code: string) => `cannot be read (${code})`,
  empty: 'there is nothing to read in it',
  capture: 'is a packet capture, where a text is expected',
  noKnowledge: 'is missing or damaged; run: npm run knowledge',
  side: (side: string) => `"${side}" is no side; it is one of client, server, proxy`,
  sideEach: 'give one side for all files, or one for each in their order',
  setShape: 'is not finding=value',
  unknownFinding: (finding: string, near: string | null) =>
    near === null
      ? `there is no finding "${finding}"`
      : `there is no finding "${finding}"; did you mean ${near}?`,
  badSide: (side: string) => `"${side}" is no side; write finding@client, @server or @proxy`,
  contradictsSet: (other: string) => `contradicts --set ${other}`,
  noQuery: 'there is nothing to search for',
  report: {
    read: 'Read',
    known: 'Known',
    unknown: 'not used',
    waiting: 'Waiting for you',
    waitingSide: (lines: string, facts: string) => `${lines}: ${facts}. Whose host is this?`,
    waitingRemedy: (side: string, sets: string) => `If the ${side}'s: ${sets}`,
    waitingDecision: (sentence: string, values: string) => `${sentence} ${values}`,
    decisionRemedy: (finding: string) => `Decide with --set ${finding}=VALUE`,
    facts: 'Seen, but no question asks for it',
    ranking: 'Ranking',
    ruledOut: 'Ruled out',
    verdict: 'Verdict',
    next: 'Next question',
    nothingNext: 'No useful question is left.',
    capture: 'Before you restart anything',
    link: 'Session',
    more: (amount: number) => `and ${amount} more`,
  },
  vignette: {
    json: 'is not JSON',
    object: 'is not a JSON object',
    field: (field: string, expected: string) => `"${field}" is not ${expected}`,
    repeated: (id: string, line: number) => `the id "${id}" is that of line ${line} already`,
    none: 'there is no vignette in it',
    policy: (policy: string) => `there is no policy "${policy}"`,
    seed: (seed: string) => `"${seed}" is no seed; it is a whole number`,
    oneFile: 'name one file of vignettes',
    unknownFinding: (finding: string) => `the fact "${finding}" is no finding and is never asked`,
    badValue: (finding: string, value: string) =>
      `the fact "${finding}" cannot be "${value}" and is answered unknown`,
    unknownCause: (cause: string) =>
      `"${cause}" is no cause of this knowledge and counts as missed`,
  },
  table: {
    title: (n: number, knowledge: string, causes: number) =>
      `${n} vignettes, knowledge ${knowledge}, ${causes} causes`,
    top1: 'expected cause first',
    top3: 'expected cause among the first three',
    inconclusive: 'verdict inconclusive',
    wrongOnNone: 'concluded something on "none"',
    questions: 'questions asked',
    brier: 'Brier score (0 is best, 2 is worst)',
    median: (median: number, mean: number) => `median ${median}, mean ${mean.toFixed(1)}`,
    baselines: 'Baselines: first / among the first three',
    worst: 'The worst, and why',
  },
  why: {
    missing: (cause: string) => `${cause} is not in this knowledge`,
    ruledOut: (cause: string, because: string) => `${cause} is ruled out: ${because}`,
    behind: (cause: string, posterior: number, rank: number, leader: string, ahead: number) =>
      `${cause} is number ${rank} with ${wizardMessages.percent(posterior)}; ${leader} leads with ${wizardMessages.percent(ahead)}`,
    first: (cause: string, posterior: number) =>
      `${cause} is first, but with ${wizardMessages.percent(posterior)}`,
    concluded: (level: string, cause: string, posterior: number) =>
      `nothing listed was to blame, yet ${cause} stands at ${wizardMessages.percent(posterior)} (${level})`,
    against: (facts: string) => `against it: ${facts}`,
    for: (facts: string) => `what speaks for it: ${facts}`,
    nothingKnown: 'nothing was known that bears on it',
    waiting: (facts: number) =>
      `${facts} facts of the paste were not used, as their side is unknown`,
  },
} as const;

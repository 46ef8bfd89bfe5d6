/**
 * dig and a program about one name: both fail, or dig has an address and the program has none. Read only where both name the
 * same host name and no second machine shows its prompt. Which address a program dials is compared in `dialled-address.ts`.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import { answerBelow, askedAt, machineAt, mayBeOne, plainName } from './asked-names.ts';

const finding = 'dig-against-process';

/** How programs name a name that they could not resolve. */
const unresolved: readonly RegExp[] = [
  /\bCould not resolve host: (\S{1,255})$/i,
  /\bUnknownHostException: ([\w.-]{1,255})(?::|$)/,
  /\bgetaddrinfo (?:ENOTFOUND|EAI_AGAIN) ([\w.-]{1,255})(?=$|[:\s'"])/,
  /\blookup ([\w.-]{1,255})(?: on \S{1,60})?: (?:no such host|server misbehaving|i\/o timeout|Temporary failure)/,
  /^ping6?: ([\w.-]{1,255}): (?:Name or service not known|Temporary failure in name resolution|Name does not resolve)$/,
  /^wget: unable to resolve host address [‘'`"]([\w.-]{1,255})[’'"]/,
];

/** Questions of one paste that are looked at. */
const most = 200;

function failedName(line: string): string | null {
  for (const pattern of unresolved) {
    const name = pattern.exec(line)?.[1];
    if (name !== undefined) return plainName(name);
  }
  return null;
}

/** Compares dig with programs. */
export const digAgainstProcess: Parser = {
  name: 'dig-against-process',
  clues: [
    'dig ',
    'could not resolve host: ',
    'unknownhostexception: ',
    'getaddrinfo e',
    'lookup ',
    'ping: ',
    'unable to resolve host',
  ],
  emits: ['both-fail', 'dig-works'].map((value) => ({ finding, value })),
  read: (paste, hits) => {
    const answers = new Map<string, { readonly isFound: boolean; readonly machine: string }>();
    const failures = new Map<string, number>();
    for (const at of hits) {
      const asked = askedAt(paste, at);
      // getent goes the way of the program.
      if (asked !== null && asked.by !== 'getent' && answers.size < most) {
        const found = answerBelow(paste, at, asked.by);
        // A name that is found now and then is no plain case.
        if (found !== null && answers.get(asked.name)?.isFound !== true) {
          answers.set(asked.name, { isFound: found !== 'failed', machine: machineAt(paste, at) });
        }
        continue;
      }
      const name = paste.typed(at).host === '' ? failedName(paste.line(at)) : null;
      if (name !== null && failures.size < most && !failures.has(name)) failures.set(name, at);
    }
    return [...failures].flatMap(([name, from]): readonly Draft[] => {
      const answer = answers.get(name);
      if (answer === undefined || !mayBeOne(answer.machine, machineAt(paste, from))) return [];
      const value = answer.isFound ? 'dig-works' : 'both-fail';
      return [{ fact: finding, finding, value, from, side: 'client', many: true }];
    });
  },
};

/**
 * dig and a program about one name: both fail, or dig has an address and the program has none. Read only where both name the
 * same host name and no second machine shows its prompt; which address a program dials is not compared, as it dials others too.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

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

const asks = /^(?:timeout \S{1,8} |sudo )?dig (.{1,300})$/;
const banner = /^; <<>> DiG \S{1,60} <<>> (.{1,300})$/;
const status = /^;; ->>HEADER<<- opcode: QUERY, status: ([A-Z]{4,10}), id: \d{1,5}$/;
const silent = /^;; (?:connection timed out; )?no servers could be reached/;
const row = /^[\w.-]{1,255}\.\s{1,30}\d{1,10}\s{1,8}(?:IN\s{1,8})?A{1,4}\s/;
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f:]{3,39}|ip[46]-[a-z]{1,10}-\d{1,6})$/i;

/** Lines of one answer, and questions of one paste, that are looked at. */
const [longest, most] = [60, 200];

/** The name among the arguments of dig, when they ask for its address. */
function nameIn(text: string): { name: string; isShort: boolean } | null {
  const parts = (text.split(/[|;<>&]/, 1)[0] ?? '').trim().split(/\s+/, 20);
  const names = parts.filter((part) =>
    /^(?:host-\d{1,6}|[\w-]{1,63}(?:\.[\w-]{1,63}){1,20}\.?)$/.test(part),
  );
  const others = parts.filter(
    (part) => /^[a-z]{1,10}$/i.test(part) && !/^(?:IN|A|AAAA)$/i.test(part),
  );
  const [name] = names;
  // Another server than the program asks is another question.
  if (text.includes('@')) return null;
  if (name === undefined || names.length > 1 || others.length > 0) return null;
  return { name: name.replace(/\.$/, '').toLowerCase(), isShort: parts.includes('+short') };
}

/** What dig came to below its command: an address, none, or nothing that tells. */
function outcomeBelow(paste: Paste, at: number, isShort: boolean): boolean | null {
  let said: string | null = null;
  for (let next = at + 1; next <= at + longest && next < paste.count; next += 1) {
    const line = paste.line(next);
    const typed = paste.typed(next);
    if (typed.host !== '' || asks.test(typed.run)) break;
    if (isShort && next === at + 1 && address.test(line)) return true;
    if (silent.test(line)) return false;
    said ??= status.exec(line)?.[1] ?? null;
    if (said === 'NOERROR' && row.test(line)) return true;
  }
  return said === 'SERVFAIL' || said === 'NXDOMAIN' || said === 'REFUSED' ? false : null;
}

function failedName(line: string): string | null {
  for (const pattern of unresolved) {
    const name = pattern.exec(line)?.[1];
    if (name !== undefined) return name.replace(/\.$/, '').toLowerCase();
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
    const answers = new Map<string, boolean>();
    const failures = new Map<string, number>();
    const hosts = new Set<string>();
    for (const at of hits) {
      const line = paste.line(at);
      const { run, host } = paste.typed(at);
      if (host !== '') hosts.add(host);
      const asked = nameIn(asks.exec(run)?.[1] ?? banner.exec(line)?.[1] ?? '');
      if (asked !== null && answers.size < most) {
        const isFound = outcomeBelow(paste, at, asked.isShort);
        // A name that is found now and then is no plain case.
        if (isFound !== null && answers.get(asked.name) !== true) answers.set(asked.name, isFound);
        continue;
      }
      const name = host === '' ? failedName(line) : null;
      if (name !== null && failures.size < most && !failures.has(name)) failures.set(name, at);
    }
    if (hosts.size > 1) return [];
    return [...failures].flatMap(([name, from]): readonly Draft[] => {
      const isFound = answers.get(name);
      if (isFound === undefined) return [];
      const value = isFound ? 'dig-works' : 'both-fail';
      return [{ fact: finding, finding, value, from, side: 'client', many: true }];
    });
  },
};

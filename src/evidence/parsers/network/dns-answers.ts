/**
 * dig, nslookup, host: status, truncation, time and server of each answer, and no answer. dig asks a resolver in its own way
 * and not as a program's library does, so these are facts.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const status = /^;; ->>HEADER<<- opcode: [A-Z]{4,8}, status: ([A-Z]{4,10}), id: \d{1,5}$/;
const flags = /^;; flags:((?: [a-z]{2}){0,8}); QUERY: \d/;
const time = /^;; Query time: (\d{1,7}) (msec|usec)$/;
const truncated = /^;; Truncated, retrying in TCP mode\.$/;
const silent =
  /^;; (?:connection timed out; (?:no servers could be reached|trying next origin)|no servers could be reached|communications error to \S{1,60}: timed out)/;
const notFound = /^\*\* server can't find (\S{1,255}): ([A-Z]{4,10})$/;
const host = /^Host (\S{1,255}) not found: \d{1,2}\(([A-Z]{4,10})\)$/;
const server = /^;; SERVER: (\S{1,80})\(/;

/** Lines of one answer of dig. */
const longest = 200;

function readHeader(paste: Paste, at: number, value: string): readonly Draft[] {
  const mark = flags.exec(paste.line(at + 1))?.[1] ?? '';
  const drafts: Draft[] = [];
  let to = at;
  for (let next = at + 1; next < at + longest && next < paste.count; next += 1) {
    const line = paste.line(next);
    if (status.test(line)) break;
    const took = time.exec(line);
    if (took !== null) {
      const unit = took[2] === 'usec' ? 'us' : 'ms';
      drafts.push({ fact: 'dns time', value: `${took[1] ?? ''} ${unit}`, from: next, many: true });
    }
    const asked = server.exec(line)?.[1];
    if (asked !== undefined) {
      drafts.push({ fact: 'dns server', value: asked, from: next, many: true });
    }
    if (!line.startsWith(';;')) continue;
    to = next;
    if (/^;; MSG SIZE/.test(line)) break;
  }
  if (mark.split(' ').includes('tc')) {
    drafts.push({ fact: 'dns truncated', value: 'yes', from: at + 1, many: true });
  }
  return [{ fact: 'dns status', value, from: at, to, many: true }, ...drafts];
}

/** Reads answers of a DNS server. */
export const dnsAnswers: Parser = {
  name: 'dns-answers',
  clues: [
    '>>header<<',
    'truncated, retrying',
    'connection timed out; ',
    'no servers could be',
    'communications error to',
    "server can't find",
    'not found: ',
  ],
  emits: [],
  read: (paste, hits) =>
    hits.flatMap((at): readonly Draft[] => {
      const line = paste.line(at);
      const answer = status.exec(line)?.[1];
      if (answer !== undefined) return readHeader(paste, at, answer);
      if (truncated.test(line))
        return [{ fact: 'dns retried', value: 'tcp', from: at, many: true }];
      if (silent.test(line))
        return [{ fact: 'dns status', value: 'timeout', from: at, many: true }];
      const missing = notFound.exec(line) ?? host.exec(line);
      if (missing === null) return [];
      return [{ fact: 'dns status', value: missing[2] ?? '', from: at, many: true }];
    }),
};

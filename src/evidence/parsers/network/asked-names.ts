/** Names that a person asked the resolver for by hand, and what came below the command. */
import type { Paste } from '#evidence/paste.ts';

const digs = /^(?:timeout \S{1,8} |sudo )?dig (.{1,300})$/;
const banner = /^; <<>> DiG \S{1,60} <<>> (.{1,300})$/;
const gets = /^getent (?:hosts|ahosts|ahostsv[46]) ([\w.-]{1,255})$/;
const hostName = /^(?:host-\d{1,6}|[\w-]{1,63}(?:\.[\w-]{1,63}){1,20}\.?)$/;

const status = /^;; ->>HEADER<<- opcode: QUERY, status: ([A-Z]{4,10}), id: \d{1,5}$/;
const silent = /^;; (?:connection timed out; )?no servers could be reached/;
const row = /^[\w.-]{1,255}\.\s{1,30}\d{1,10}\s{1,8}(?:IN\s{1,8})?A{1,4}\s{1,8}(\S{2,45})$/;
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f:]{3,39}|ip[46]-[a-z]{1,10}-\d{1,6})$/i;

/** Lines of one answer that are looked at. */
const longest = 60;

/** One question. */
export interface Asked {
  /** In lower case, without the dot at the end. */
  readonly name: string;
  readonly by: 'dig' | 'dig-short' | 'getent';
}

/** A name as names are compared. */
export function plainName(name: string): string {
  return name.replace(/\.$/, '').toLowerCase();
}

/** The name among the arguments of dig, when they ask the usual server for its address. */
function nameIn(text: string): Asked | null {
  const parts = (text.split(/[|;<>&]/, 1)[0] ?? '').trim().split(/\s+/, 20);
  const names = parts.filter((part) => hostName.test(part));
  const others = parts.filter(
    (part) => /^[a-z]{1,10}$/i.test(part) && !/^(?:IN|A|AAAA)$/i.test(part),
  );
  const [name] = names;
  // Another server than the program asks is another question.
  if (text.includes('@')) return null;
  if (name === undefined || names.length > 1 || others.length > 0) return null;
  return { name: plainName(name), by: parts.includes('+short') ? 'dig-short' : 'dig' };
}

/** The question of a line: dig, its banner, or getent. */
export function askedAt(paste: Paste, at: number): Asked | null {
  const { run } = paste.typed(at);
  const dig = digs.exec(run)?.[1] ?? banner.exec(paste.line(at))?.[1];
  if (dig !== undefined) return nameIn(dig);
  const name = gets.exec(run)?.[1];
  return name === undefined ? null : { name: plainName(name), by: 'getent' };
}

/** Lines above a line in which its prompt is looked for. */
const promptReach = 300;

/** The machine of the prompt at or above a line; empty when none is near. */
export function machineAt(paste: Paste, at: number): string {
  for (let line = at; line >= Math.max(0, at - promptReach); line -= 1) {
    const { host } = paste.typed(line);
    if (host !== '') return host;
  }
  return '';
}

/** Whether two machines may be one: a text without a prompt may be from anywhere. */
export function mayBeOne(a: string, b: string): boolean {
  return a === '' || b === '' || a === b;
}

/** What a question came to: its addresses, that there are none (`failed`), or null when the lines do not tell. */
export type Found = readonly string[] | 'failed' | null;

/** The answer below a question at line `at`. */
export function answerBelow(paste: Paste, at: number, by: Asked['by']): Found {
  const found: string[] = [];
  let said: string | null = null;
  for (let next = at + 1; next <= at + longest && next < paste.count; next += 1) {
    const line = paste.line(next);
    const typed = paste.typed(next);
    if (typed.host !== '' || digs.test(typed.run)) break;
    if (silent.test(line)) return 'failed';
    if (by !== 'dig') {
      const first = line.split(/\s/, 1)[0] ?? '';
      if (by === 'dig-short' && /^[\w.-]{1,255}\.$/.test(line)) continue;
      if (!address.test(by === 'getent' ? first : line)) break;
      found.push(first.toLowerCase());
      continue;
    }
    said ??= status.exec(line)?.[1] ?? null;
    const value = said === 'NOERROR' ? row.exec(line)?.[1] : undefined;
    if (value !== undefined) found.push(value.toLowerCase());
  }
  if (found.length > 0) return found;
  return said === 'SERVFAIL' || said === 'NXDOMAIN' || said === 'REFUSED' ? 'failed' : null;
}

/**
 * strace of a process that accepts connections: whether accept() fails, and what becomes of a fresh descriptor. Java closes a
 * channel by dup2() over its descriptor and then close(); a descriptor that goes that way without having been added to
 * epoll was refused by the program itself.
 */
import type { SocketError } from '#evidence/errors.ts';
import { errorDraft, errorEmissions, errorOfName } from '#evidence/errors.ts';
import type { Draft, Parser } from '#evidence/parser.ts';

interface Call {
  readonly at: number;
  readonly name: string;
  readonly arguments: string;
  readonly result: number;
  /** `EMFILE` of a failed call. */
  readonly failure: string;
}

const names = new Set([
  'accept',
  'accept4',
  'dup2',
  'dup3',
  'close',
  'epoll_ctl',
  'connect',
  'setsockopt',
  'read',
  'recvfrom',
  'recvmsg',
]);
const nameEnd = /([a-z][a-z0-9_]{2,20})$/;
const resumed = /<\.\.\. ([a-z][a-z0-9_]{2,20}) resumed>/;
const outcome = /^(-?\d{1,10})(?: (E[A-Z0-9]{2,20}))?/;

/** Takes a line of strace apart; null when it is none, or a call that tells nothing here. */
function callIn(line: string, at: number): Call | null {
  const equals = line.lastIndexOf(') = ');
  const spaced = equals === -1 ? /\)\s{1,40}= /.exec(line) : null;
  const close = equals === -1 ? (spaced?.index ?? -1) : equals;
  if (close === -1) return null;
  const result = outcome.exec(line.slice(line.indexOf('= ', close) + 2));
  const open = line.indexOf('(');
  const later = resumed.exec(line);
  const name = later?.[1] ?? nameEnd.exec(line.slice(0, open))?.[1] ?? '';
  if (result === null || !names.has(name)) return null;
  return {
    at,
    name,
    arguments: later === null ? line.slice(open + 1, close) : '',
    result: Number(result[1]),
    failure: result[2] ?? '',
  };
}

type Fate = 'accepted' | 'replaced';

interface Seen {
  readonly normal: Draft[];
  readonly failing: Draft[];
  readonly others: Draft[];
  readonly fates: Map<number, Fate>;
}

function acceptDraft(value: string, from: number): Draft {
  return { fact: 'accept-trace', finding: 'accept-trace', value, from, side: 'server' };
}

function descriptor(text: string | undefined): number {
  return /^ ?\d{1,9}/.test(text ?? '') ? Number.parseInt(text ?? '', 10) : -1;
}

function onAccept({ at, result, failure }: Call, seen: Seen): void {
  if (failure === 'EMFILE' || failure === 'ENFILE') {
    if (failure === 'EMFILE') seen.failing.push(acceptDraft('accept-fails-emfile', at));
  } else if (result >= 0) seen.fates.set(result, 'accepted');
}

function onConnect(call: Call, seen: Seen): void {
  const error: SocketError | null = errorOfName(call.failure);
  if (error === null || !call.arguments.includes('AF_INET')) return;
  seen.others.push(errorDraft({ error, call: 'connect', from: call.at }));
}

function onClose(call: Call, seen: Seen): void {
  const number = descriptor(call.arguments);
  if (seen.fates.get(number) === 'replaced') {
    seen.failing.push(acceptDraft('accepted-then-closed', call.at));
  }
  seen.fates.delete(number);
}

function onUse(number: number, at: number, seen: Seen): void {
  if (seen.fates.delete(number)) seen.normal.push(acceptDraft('normal', at));
}

function follow(call: Call, seen: Seen): void {
  const [first, second, third] = call.arguments.split(',', 3);
  if (call.name.startsWith('accept')) onAccept(call, seen);
  else if (call.name === 'connect') onConnect(call, seen);
  else if (call.name === 'close') onClose(call, seen);
  else if (call.name.startsWith('dup')) {
    if (seen.fates.has(descriptor(second))) seen.fates.set(descriptor(second), 'replaced');
  } else if (call.name === 'epoll_ctl') {
    if (second?.includes('EPOLL_CTL_ADD') === true) onUse(descriptor(third), call.at, seen);
  } else if (call.name === 'setsockopt') {
    if (/SO_LINGER, \{(?:l_)?onoff=1, (?:l_)?linger=0\}/.test(call.arguments)) {
      seen.others.push({
        fact: 'linger-zero',
        finding: 'linger-zero',
        value: 'yes',
        from: call.at,
        many: true,
      });
    }
  } else if (call.result > 0) onUse(descriptor(first), call.at, seen);
}

/** Reads what strace shows of accept(). Failures win: a trace with both shows when it breaks. */
export const strace: Parser = {
  name: 'strace',
  clues: [
    'accept',
    'dup2(',
    'dup3(',
    'close(',
    'epoll_ctl',
    'connect(',
    'so_linger',
    'read(',
    'recvfrom',
    'recvmsg',
  ],
  emits: [
    ...['accept-fails-emfile', 'accepted-then-closed', 'normal'].map((value) => ({
      finding: 'accept-trace',
      value,
    })),
    { finding: 'linger-zero', value: 'yes' },
    ...errorEmissions,
  ],
  read: (paste, hits) => {
    const seen: Seen = { normal: [], failing: [], others: [], fates: new Map() };
    for (const at of hits) {
      const call = callIn(paste.line(at), at);
      if (call !== null) follow(call, seen);
    }
    return [...(seen.failing.length > 0 ? seen.failing : seen.normal), ...seen.others];
  },
};

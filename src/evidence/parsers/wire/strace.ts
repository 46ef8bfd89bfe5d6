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
  'bind',
  'accept',
  'accept4',
  'dup2',
  'dup3',
  'close',
  'epoll_ctl',
  'connect',
  'setsockopt',
  'getsockopt',
  'poll',
  'listen',
  'clone',
  'clone3',
  'fork',
  'vfork',
  'sendmsg',
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
  /** Descriptors whose connect() is under way. */
  readonly connecting: Set<number>;
  /** Descriptors that were closed right after accept(), in a trace that would show their use. */
  readonly dropped: Draft[];
  /** Numbers of a run of close() that each found nothing to close. */
  readonly emptyCloses: { last: number; first: number; count: number };
  /** True once a call is seen that would use a fresh descriptor: only then does its absence tell. */
  showsUse: boolean;
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
  const isTcp = call.arguments.includes('AF_INET');
  const number = descriptor(call.arguments);
  if (call.failure === 'EINPROGRESS' && isTcp) seen.connecting.add(number);
  else seen.connecting.delete(number);
  const error: SocketError | null = errorOfName(call.failure);
  if (error === null || !isTcp) return;
  seen.others.push(errorDraft({ error, call: 'connect', from: call.at }));
}

/** A port that the kernel is to choose, and has none left: bind() says EADDRINUSE where connect() says EADDRNOTAVAIL. */
const anyPort = /\bAF_INET6?, sin6?_port=htons\(0\)/;

function onBind(call: Call, seen: Seen): void {
  if (call.failure !== 'EADDRINUSE' || !anyPort.test(call.arguments)) return;
  seen.others.push(errorDraft({ error: 'eaddrnotavail', call: 'connect', from: call.at }));
}

const pendingError = /SO_ERROR, \[(E[A-Z]{3,20})\]/;

/** What became of a connect() that was under way: `getsockopt(3, SOL_SOCKET, SO_ERROR, [ECONNREFUSED], [4]) = 0`. */
function onPending(call: Call, seen: Seen): void {
  const error = errorOfName(pendingError.exec(call.arguments)?.[1] ?? '');
  if (!seen.connecting.delete(descriptor(call.arguments)) || error === null) return;
  seen.others.push(errorDraft({ error, call: 'connect', from: call.at }));
}

const polledAlone =
  /^\[\{fd=(\d{1,9})(?:<[^>]{1,200}>)?, events=[A-Z|]{0,60}POLLOUT[A-Z|]{0,60}\}\], 1,/;

/** poll() for the end of one connect() ran into its timeout. */
function onPoll(call: Call, seen: Seen): void {
  const number = Number(polledAlone.exec(call.arguments)?.[1] ?? -1);
  if (call.result !== 0 || !seen.connecting.delete(number)) return;
  seen.others.push(errorDraft({ error: 'timeout', call: 'connect', from: call.at }));
}

/** Backlogs up to here are below every default of net.core.somaxconn, so that the kernel took them as they are. */
const neverCapped = 128;

function onListen(call: Call, seen: Seen): void {
  const backlog = Number(call.arguments.slice(call.arguments.lastIndexOf(',') + 1));
  if (call.result !== 0 || !Number.isInteger(backlog) || backlog < 0) return;
  const finding = backlog <= neverCapped ? { finding: 'listen-limit' } : {};
  seen.others.push({
    fact: 'listen-limit',
    value: `${backlog}`,
    from: call.at,
    side: 'server',
    many: true,
    ...finding,
  });
}

/** Closes of nothing, one number after another, that make a sweep over all descriptors plain. */
const sweep = 3;

function onEmptyClose(call: Call, number: number, seen: Seen): void {
  const run = seen.emptyCloses;
  if (call.failure !== 'EBADF') return;
  if (run.count > 0 && number === run.last + 1) run.count += 1;
  else Object.assign(run, { first: call.at, count: 1 });
  run.last = number;
  // A program that closes the few above its own does so at a fork; a sweep goes through thousands.
  if (run.count !== sweep || number < 10_000) return;
  const finding = 'hot-thread';
  const value = 'closing-descriptors';
  seen.others.push({ fact: finding, finding, value, from: run.first, to: call.at, many: true });
}

function onClose(call: Call, seen: Seen): void {
  const number = descriptor(call.arguments);
  seen.connecting.delete(number);
  onEmptyClose(call, number, seen);
  if (seen.fates.get(number) === 'accepted') {
    seen.dropped.push(acceptDraft('accepted-then-closed', call.at));
  }
  if (seen.fates.get(number) === 'replaced') {
    seen.failing.push(acceptDraft('accepted-then-closed', call.at));
  }
  seen.fates.delete(number);
}

function onUse(number: number, at: number, seen: Seen): void {
  seen.showsUse = true;
  if (seen.fates.delete(number)) seen.normal.push(acceptDraft('normal', at));
}

function follow(call: Call, seen: Seen): void {
  const [first, second, third] = call.arguments.split(',', 3);
  if (call.name.startsWith('accept')) onAccept(call, seen);
  else if (call.name === 'connect') onConnect(call, seen);
  else if (call.name === 'bind') onBind(call, seen);
  else if (call.name === 'close') onClose(call, seen);
  else if (call.name === 'getsockopt') onPending(call, seen);
  else if (call.name === 'poll') onPoll(call, seen);
  else if (call.name === 'listen') onListen(call, seen);
  // Another process may have the descriptor now.
  else if (/^(?:clone|fork|vfork|sendmsg)/.test(call.name)) seen.fates.clear();
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
  } else if (call.failure === 'ETIMEDOUT') {
    // Only TCP gives up so: a read with a timeout of its own ends with EAGAIN.
    seen.others.push(errorDraft({ error: 'etimedout', call: 'read', from: call.at }));
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
    'bind(',
    'connect(',
    'so_linger',
    'read(',
    'recvfrom',
    'recvmsg',
    'poll(',
    'listen(',
    'so_error',
    'clone(',
    'clone3(',
    'fork(',
    'sendmsg(',
  ],
  emits: [
    ...['accept-fails-emfile', 'accepted-then-closed', 'normal'].map((value) => ({
      finding: 'accept-trace',
      value,
    })),
    { finding: 'linger-zero', value: 'yes' },
    { finding: 'listen-limit', kind: 'number' },
    { finding: 'hot-thread', value: 'closing-descriptors' },
    ...errorEmissions,
  ],
  read: (paste, hits) => {
    const seen: Seen = {
      normal: [],
      failing: [],
      others: [],
      fates: new Map(),
      connecting: new Set(),
      dropped: [],
      emptyCloses: { last: -1, first: 0, count: 0 },
      showsUse: false,
    };
    for (const at of hits) {
      const call = callIn(paste.line(at), at);
      if (call !== null) follow(call, seen);
    }
    // Once may be a probe that was refused; a program that only drops does it again.
    if (seen.showsUse && seen.failing.length === 0 && seen.dropped.length > 1)
      seen.failing.push(...seen.dropped);
    return [...(seen.failing.length > 0 ? seen.failing : seen.normal), ...seen.others];
  },
};

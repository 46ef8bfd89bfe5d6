/**
 * Open descriptors by kind: `ls -l /proc/PID/fd`, the same through `sort | uniq -c`, and `lsof -p`. The kind says who leaks them
 * (finding `fd-kinds`); a socket's own state is in another listing, with which it is joined.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';
import { isServicePort } from './socket-row.ts';
import { isPrompt } from './socket-table.ts';

type Kind = 'socket' | 'eventpoll' | 'pipe' | 'file';

/** Descriptors from which on their kind can be the reason of anything. */
const someDescriptors = 100;

/** Lines of a table of counts. */
const longestTable = 40;

/** Lines of a listing; a process with more shows no other picture. */
const longestListing = 200_000;

const listing = /^(?:sudo )?ls -\w{0,6}l\w{0,6} \/proc\/[^|;]{1,60}\/fd\/?$/;
const link = /^[ld][rwx-]{9}[.+@]? .{5,90} (\d{1,9}) -> (\S.{0,200})$/;
const kinds =
  /^(?:sudo )?ls -l \/proc\/[^|;]{1,60}\/fd\/?(?: 2>\/dev\/null)? ?\| ?sed .{5,60}\| ?sort ?\| ?uniq -c\b/;
const kindRow = /^(\d{1,9}) (\S.{0,200})$/;
const states =
  /^(?:sudo )?ss -\w{2,6}(?: 2>\/dev\/null)? ?\| ?grep .{0,4}pid=.{2,20}\| ?tr .{3,12}\| ?cut .{3,20}\| ?sort ?\| ?uniq -c\b/;
const stateRow = /^(\d{1,9}) ([A-Z][A-Z0-9-]{3,11}) \S{1,80}:(\d{1,5}|\*)$/;
const known = /^(?:sudo )?ss -\w{2,6}(?: 2>\/dev\/null)? ?\| ?grep -c .{0,4}pid=.{2,20}$/;
const number = /^\d{1,9}$/;

function kindOf(target: string): Kind {
  if (target.startsWith('socket:')) return 'socket';
  if (target.startsWith('pipe:')) return 'pipe';
  return /^(?:anon_inode:)?\[?event(?:poll|fd)\b/.test(target) ? 'eventpoll' : 'file';
}

type Counts = Record<Kind, number>;

function add(counts: Counts, target: string, amount: number): void {
  counts[kindOf(target)] += amount;
}

/** What most descriptors are, as far as their kind alone tells; sockets need their states. */
function mostly(counts: Counts, pollers: number): string | null {
  const { socket, eventpoll, pipe, file } = counts;
  const total = socket + eventpoll + pipe + file;
  if (total < someDescriptors) return null;
  if (pollers >= someDescriptors && (eventpoll + pipe) * 2 > total) return 'eventpoll-and-pipes';
  return file * 2 > total ? 'files-or-other' : null;
}

function summary(counts: Counts): string {
  return Object.entries(counts)
    .filter(([, amount]) => amount > 0)
    .map(([kind, amount]) => `${amount} ${kind}`)
    .join(', ');
}

function answer(value: string | null, from: number, to: number): readonly Draft[] {
  return value === null ? [] : [{ fact: 'fd-kinds', finding: 'fd-kinds', value, from, to }];
}

function none(): Counts {
  return { socket: 0, eventpoll: 0, pipe: 0, file: 0 };
}

/** The descriptors of `ls -l`, whole when the next prompt follows. */
function listed(paste: Paste, at: number): readonly Draft[] {
  const counts = none();
  let [pollers, highest, to] = [0, 0, at];
  for (let line = at + 1; line < Math.min(paste.count, at + longestListing); line += 1) {
    const text = paste.line(line);
    const found = link.exec(text);
    if (found === null && !/^total \d|^ls: /.test(text)) break;
    to = line;
    if (found === null) continue;
    const target = found[2] ?? '';
    add(counts, target, 1);
    if (target.includes('eventpoll')) pollers += 1;
    highest = Math.max(highest, Number(found[1]));
  }
  const total = counts.socket + counts.eventpoll + counts.pipe + counts.file;
  if (total === 0) return [];
  const isWhole = isPrompt(paste, to + 1) && to + 1 < paste.count;
  const place = { from: at, to, many: true as const };
  const counted = (name: string, value: number): Draft => ({
    fact: name,
    finding: name,
    value: String(value),
    ...place,
  });
  return [
    { fact: 'descriptors', value: summary(counts), ...place },
    ...(isWhole ? [counted('fd-count', total), counted('fd-highest', highest)] : []),
    ...(isWhole ? answer(mostly(counts, pollers), at, to) : []),
  ];
}

interface Sockets {
  readonly line: number;
  readonly total: number;
}

/** Rows of `uniq -c` below a command, which is sorted, so that the first rows are the most. */
function counted(paste: Paste, at: number): readonly (readonly [number, string, number])[] {
  const rows: (readonly [number, string, number])[] = [];
  for (let line = at + 1; line <= at + longestTable; line += 1) {
    if (isPrompt(paste, line)) break;
    const found = kindRow.exec(paste.line(line));
    if (found === null) break;
    rows.push([Number(found[1]), found[2] ?? '', line]);
  }
  return rows;
}

/** The state and remote end that most sockets of the process have. */
function socketsSay(
  rows: readonly (readonly [number, string, number])[],
  sockets: number,
): string | null {
  const parsed = rows.flatMap(([, , at], place) => {
    const found = stateRow.exec(`${rows[place]?.[0] ?? 0} ${rows[place]?.[1] ?? ''}`);
    return found === null
      ? []
      : [{ amount: Number(found[1]), state: found[2], port: found[3] ?? '', at }];
  });
  const [first] = parsed;
  if (first === undefined) return null;
  const closed = parsed
    .filter(({ state }) => state === 'CLOSE-WAIT')
    .reduce((sum, { amount }) => sum + amount, 0);
  if (closed * 2 > sockets) return 'sockets-close-wait';
  const isSame = first.state === 'ESTAB' && first.amount * 2 > sockets && isServicePort(first.port);
  return isSame ? 'sockets-same-remote' : null;
}

/** The two or three commands of the finding, one below the other. */
function kindTable(paste: Paste, at: number): readonly Draft[] {
  const rows = counted(paste, at);
  const counts = none();
  let pollers = 0;
  for (const [amount, target] of rows) {
    if (/^total\b/.test(target)) continue;
    add(counts, target, amount);
    if (target.includes('eventpoll')) pollers += amount;
  }
  const to = rows.at(-1)?.[2] ?? at;
  if (to === at || summary(counts) === '') return [];
  const read: Draft = { fact: 'descriptors', value: summary(counts), from: at, to, many: true };
  const total = counts.socket + counts.eventpoll + counts.pipe + counts.file;
  const plain = mostly(counts, pollers);
  if (plain !== null) return [read, ...answer(plain, at, to)];
  const isSockets = counts.socket >= someDescriptors && counts.socket * 2 > total;
  return isSockets
    ? [read, ...joined(paste, { line: afterEnd(paste, to + 1), total: counts.socket }, at)]
    : [read];
}

/** The next command: sections of `collect.sh` are ended first. */
function afterEnd(paste: Paste, at: number): number {
  return /^== halfopen end fd-\w{1,20} [01] ==$/.test(paste.line(at)) ? at + 1 : at;
}

/** What ss says of the sockets that the listing above counted. */
function joined(paste: Paste, sockets: Sockets, from: number): readonly Draft[] {
  if (!states.test(paste.typed(sockets.line).run)) return [];
  const rows = counted(paste, sockets.line);
  const to = rows.at(-1)?.[2] ?? sockets.line;
  const read: Draft = {
    fact: 'sockets of the process',
    value: `${rows.length} remote ends`,
    from: sockets.line,
    to,
    many: true,
  };
  const value = socketsSay(rows, sockets.total);
  if (value !== null) return [read, ...answer(value, from, to)];
  const asked = afterEnd(paste, to + 1);
  const text = paste.line(asked + 1);
  if (!known.test(paste.typed(asked).run) || !number.test(text)) return [read];
  const shown = Number(text);
  if (shown * 2 < sockets.total) return answer('sockets-without-state', from, asked + 1);
  const isInUse = rows.some(([, ends]) => ends.startsWith('ESTAB'));
  return isInUse ? answer('sockets-in-use', from, asked + 1) : [{ ...read, to: asked + 1 }];
}

const lsofHead = /^COMMAND\s{1,20}PID\s.{0,30}\bFD\s{1,12}TYPE\b/;
const lsofRow =
  /^\S{1,40}\s{1,8}(\d{1,9}) .{1,60}?\s(\d{1,9})[rwu-]?[ rwuRWUNx]{0,3}\s{1,8}(\S{1,12})\s/;
const withoutProtocol = /can't identify protocol|\bprotocol: (?:TCP|TCPv6)\b/;
const established = /->(\S{1,80}:(?:[1-9]\d{0,3}|[12]\d{4}|3[01]\d{3})) \(ESTABLISHED\)$/;
const lsofCommand = /^(?:sudo )?(?:\/usr\/s?bin\/)?lsof (?:-n ?-?P |-Pn? )?-p ?\S{1,40}$/;

function lsofKind(type: string, text: string): Kind {
  if (/^(?:IPv[46]|sock|unix)$/.test(type)) return 'socket';
  if (type === 'FIFO' || type === 'PIPE') return 'pipe';
  return /\beventpoll\b|\beventfd\b/.test(text) ? 'eventpoll' : 'file';
}

/** `lsof -p PID`: one process, so its rows are all of its descriptors once the next prompt follows. */
function lsof(paste: Paste, at: number): readonly Draft[] {
  const counts = none();
  const pids = new Set<string>();
  const remotes = new Map<string, number>();
  let [pollers, lost, closed, to] = [0, 0, 0, at];
  for (let line = at + 1; line < Math.min(paste.count, at + longestListing); line += 1) {
    const text = paste.line(line);
    if (isPrompt(paste, line) || !/^\S{1,40}\s{1,8}\d{1,9}\s/.test(text)) break;
    to = line;
    const found = lsofRow.exec(text);
    if (found === null) continue;
    pids.add(found[1] ?? '');
    counts[lsofKind(found[3] ?? '', text)] += 1;
    if (text.includes('eventpoll')) pollers += 1;
    if (withoutProtocol.test(text)) lost += 1;
    if (text.endsWith('(CLOSE_WAIT)')) closed += 1;
    const remote = established.exec(text)?.[1];
    if (remote !== undefined) remotes.set(remote, (remotes.get(remote) ?? 0) + 1);
  }
  const total = counts.socket + counts.eventpoll + counts.pipe + counts.file;
  if (total === 0) return [];
  const isAsked = lsofCommand.test(paste.typed(at - 1).run);
  const isWhole = isAsked && pids.size === 1 && isPrompt(paste, to + 1) && to + 1 < paste.count;
  const from = isAsked ? at - 1 : at;
  const read: Draft = { fact: 'descriptors', value: summary(counts), from, to, many: true };
  if (!isWhole || total < someDescriptors) return [read];
  const value =
    lost * 2 > total
      ? 'sockets-without-state'
      : closed * 2 > total
        ? 'sockets-close-wait'
        : [...remotes.values()].some((amount) => amount * 2 > total)
          ? 'sockets-same-remote'
          : mostly(counts, pollers);
  return [read, ...answer(value, at, to)];
}

function read(paste: Paste, at: number): readonly Draft[] {
  if (lsofHead.test(paste.line(at))) return lsof(paste, at);
  const { run } = paste.typed(at);
  if (run.length > 300) return [];
  if (listing.test(run)) return listed(paste, at);
  return kinds.test(run) ? kindTable(paste, at) : [];
}

/** Reads listings of descriptors by kind. */
export const fdListing: Parser = {
  name: 'fd-listing',
  clues: ['/fd', 'command '],
  emits: [
    ...[
      'eventpoll-and-pipes',
      'files-or-other',
      'sockets-close-wait',
      'sockets-in-use',
      'sockets-same-remote',
      'sockets-without-state',
    ].map((value) => ({ finding: 'fd-kinds', value })),
    { finding: 'fd-count', kind: 'number' },
    { finding: 'fd-highest', kind: 'number' },
  ],
  read: (paste, hits) => hits.flatMap((at) => read(paste, at)),
};

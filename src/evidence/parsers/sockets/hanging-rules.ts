/**
 * What a table with timers and the fields of `ss -i` says of connections that hang: which timer runs, what limits the sender,
 * whether anybody reads, and whether the connection is a ghost.
 */
import type { Paste } from '#evidence/paste.ts';
import type { Draft, Emission } from '#evidence/parser.ts';
import { fewSockets, manySockets, tableDraft } from './close-wait-rules.ts';
import type { Row } from './socket-row.ts';
import { isServicePort, tuplesOf } from './socket-row.ts';
import type { Table } from './socket-table.ts';
import { detailsOf } from './socket-table.ts';

const values: readonly (readonly [string, readonly string[]])[] = [
  ['stuck-socket-timer', ['retransmit', 'persist', 'none-idle', 'keepalive']],
  ['sender-limited-by', ['receive-window', 'send-buffer', 'loss-or-cwnd', 'application']],
  ['reader-queue', ['full-and-still']],
  ['stale-established', ['yes', 'no']],
  ['keepalive-probes', ['none-or-longer']],
];

/** What these rules can say. */
export const hangingEmissions: readonly Emission[] = values.flatMap(([finding, all]) =>
  all.map((value) => ({ finding, value })),
);

/** A row of an open connection with its timer and fields. */
export interface Open {
  readonly row: Row;
  readonly fields: ReadonlyMap<string, string>;
  readonly timer: Timer | null;
}

/** The timer of a row. */
export interface Timer {
  readonly kind: string;
  readonly seconds: number;
  /** Retransmissions or unanswered probes so far. */
  readonly tries: number;
}

/** Open connections of one table that are looked at: more make no plainer picture. */
const mostRows = 5000;

/** Tries from which on a retransmission is no passing loss: with the default of 200 ms that is 3 s of silence. */
const manyTries = 4;

/** Backoff of a window that stays closed: 0.2 s doubled twice. */
const someBackoff = 2;

const milliseconds = /^(\d{1,12})ms/;
const share = /\((\d{1,3}(?:\.\d{1,3})?)%\)$/;

/** `1.612ms` is 1.612 s in ss before 6.2, `408ms` is what it says, then `59sec`, `1min32sec` and `119min`. */
function secondsOf(text: string): number {
  const parts = /^(?:(\d{1,6})min)?(?:(\d{1,6})sec)?$/.exec(text);
  if (parts !== null && text !== '') return Number(parts[1] ?? 0) * 60 + Number(parts[2] ?? 0);
  const found = /^(\d{1,9})(\.\d{1,3})?m?s$/.exec(text);
  if (found === null) return Number.NaN;
  const isWhole = found[2] === undefined;
  const figure = Number(`${found[1] ?? ''}${found[2] ?? ''}`);
  return isWhole && text.endsWith('ms') ? figure / 1000 : figure;
}

/** `timer:(on,1.612ms,4)` of ss, `on (2.04/5/0)` of netstat -o. */
function timerOf({ rest }: Row): Timer | null {
  const word = rest.find((one) => one.startsWith('timer:('));
  const [kind = '', time = '', tries = ''] = word?.slice(7, -1).split(',') ?? [];
  if (word !== undefined) return { kind, seconds: secondsOf(time), tries: Number(tries) };
  const at = rest.findIndex((one) => /^\(\d{1,9}\.\d\d\/\d{1,4}\/\d{1,4}\)$/.test(one));
  const [name = ''] = rest.slice(at - 1);
  if (at < 1) return null;
  const [left = '', again = '', probes = ''] = (rest[at] ?? '').slice(1, -1).split('/');
  const names: Readonly<Record<string, string>> = { probe: 'persist', on: 'on', off: 'off' };
  const own = names[name] ?? name;
  const count = own === 'persist' ? probes : again;
  return { kind: own, seconds: Number(left), tries: Number(count) };
}

function figure(fields: Open['fields'], name: string): number {
  const text = fields.get(name) ?? '';
  return Number(milliseconds.exec(text)?.[1] ?? (/^\d{1,15}$/.test(text) ? text : Number.NaN));
}

function shareOf(fields: Open['fields'], name: string): number {
  return Number(share.exec(fields.get(name) ?? '')?.[1] ?? 0);
}

/** The open connections of a table with their timers and fields. */
export function openRows(paste: Paste, { rows }: Table): readonly Open[] {
  return rows
    .filter(({ state }) => state === 'established' || state === 'close-wait')
    .slice(0, mostRows)
    .map((row) => ({ row, fields: detailsOf(paste, row), timer: timerOf(row) }));
}

function at({ row }: Open, finding: string, value: string): Draft {
  return { fact: finding, finding, value, from: row.at };
}

/** Whether a row retransmits into silence. */
function isRetransmitting({ row, timer }: Open): boolean {
  return timer?.kind === 'on' && timer.tries >= manyTries && row.send !== 0;
}

/**
 * Whether the peer's window is closed and its kernel answers the probes. Unanswered probes with a window that is open are
 * packets that this very host drops, and a persist timer without backoff is a sender that waits for its own pacing.
 */
function isPersisting({ fields, timer, row }: Open): boolean {
  if (timer?.kind !== 'persist' || timer.tries > 0 || row.send === 0) return false;
  const backoff = figure(fields, 'backoff');
  if (!fields.has('rto')) return timer.seconds >= 1;
  return backoff >= someBackoff;
}

/** The one connection that a command with both ends in its filter picked out. */
function picked(table: Table, open: readonly Open[]): Open | undefined {
  const { command, isWhole } = table;
  const isAsked =
    isWhole && command?.program === 'ss' && command.hasPeer && /o/.test(command.options);
  return isAsked && /i/.test(command.options) && table.rows.length === 1 ? open[0] : undefined;
}

function timers(table: Table, open: readonly Open[]): readonly Draft[] {
  const finding = 'stuck-socket-timer';
  const again = open.find(isRetransmitting);
  const closed = open.find(isPersisting);
  if (again !== undefined || closed !== undefined) {
    return [
      ...(again === undefined ? [] : [at(again, finding, 'retransmit')]),
      ...(closed === undefined ? [] : [at(closed, finding, 'persist')]),
    ];
  }
  const one = picked(table, open);
  if (one?.row.send !== 0 || one.row.recv !== 0) return [];
  if (one.timer === null) return [at(one, finding, 'none-idle')];
  return one.timer.kind === 'keepalive' ? [at(one, finding, 'keepalive')] : [];
}

/** What held one sender back, or null when it sent little or the fields do not say. */
function limitOf({ row, fields }: Open): string | null {
  const busy = figure(fields, 'busy');
  if (!(busy >= 1000)) return null;
  if (shareOf(fields, 'rwnd_limited') >= 50) return 'receive-window';
  if (shareOf(fields, 'sndbuf_limited') >= 50) return 'send-buffer';
  const [sent, lost] = [figure(fields, 'bytes_sent'), figure(fields, 'bytes_retrans')];
  const isLossy = sent >= 100_000 && lost / sent >= 0.03;
  return isLossy && (row.send ?? 0) > 0 ? 'loss-or-cwnd' : null;
}

function limits(table: Table, open: readonly Open[]): readonly Draft[] {
  const finding = 'sender-limited-by';
  const senders = open.map((one) => ({ one, value: limitOf(one) }));
  const said = new Set(senders.flatMap(({ value }) => value ?? []));
  const first = senders.find(({ value }) => value !== null);
  if (first !== undefined && first.value !== null && said.size === 1)
    return [at(first.one, finding, first.value)];
  const one = picked(table, open);
  if (one === undefined || said.size > 0 || !one.fields.has('app_limited')) return [];
  const [sent, received] = [figure(one.fields, 'bytes_sent'), figure(one.fields, 'bytes_received')];
  const isSender = sent >= 1000 && !(received > sent);
  return isSender && one.row.send === 0 ? [at(one, finding, 'application')] : [];
}

/** Bytes that nobody reads: far above what one request leaves for a moment. */
const fullQueue = 65_536;

/** A queue is still when it has this size and nothing came for 5 s, or in two samples of one command. */
function reader(tables: readonly OpenTable[]): readonly Draft[] {
  const seen = new Map<string, number>();
  for (const [, open] of tables) {
    for (const one of open) {
      const { row, fields } = one;
      const recv = row.recv ?? 0;
      if (recv < fullQueue || row.state !== 'established') continue;
      const { own } = tuplesOf(row);
      const isStill = seen.get(own) === recv || figure(fields, 'lastrcv') >= 5000;
      if (isStill) return [at(one, 'reader-queue', 'full-and-still')];
      seen.set(own, recv);
    }
  }
  return [];
}

/** Milliseconds without a byte received after which a connection counts as silent for hours (finding `stale-established`). */
const hoursOfSilence = 10_000_000;

/** Whether the table is that of the host which has the port that was asked for. */
function isOfServer({ command, rows }: Table): boolean {
  const port = command?.localPort ?? null;
  if (port === null || command?.isEitherEnd !== true) return port !== null;
  return rows.some(({ state, localPort }) => state === 'listen' && localPort === port);
}

function stale(table: Table, open: readonly Open[]): readonly Draft[] {
  const known = open.filter(({ fields }) => fields.has('lastrcv') || fields.has('rto'));
  const ghosts = known.filter(
    ({ fields, timer }) =>
      figure(fields, 'lastrcv') >= hoursOfSilence && timer?.kind !== 'keepalive',
  );
  const showsTimers =
    table.command?.options.includes('o') ?? open.some(({ timer }) => timer !== null);
  const isMost = ghosts.length > fewSockets && ghosts.length * 2 > known.length;
  if (showsTimers && (ghosts.length >= manySockets || isMost)) {
    return [tableDraft('stale-established', 'yes', table)];
  }
  const isNone =
    table.isWhole && table.command !== null && isOfServer(table) && ghosts.length === 0;
  return isNone && known.length > 0 && known.length === open.length
    ? [tableDraft('stale-established', 'no', table)]
    : [];
}

/** No timer on idle connections to one service: keepalive is off, whatever the system's setting is. */
function keepalive(table: Table, open: readonly Open[]): readonly Draft[] {
  const { command } = table;
  const isAsked =
    table.isWhole && command?.program === 'ss' && command.hasPeer && command.options.includes('o');
  const isIdle = open.every(({ row, timer }) => row.send === 0 && timer === null);
  const isClient = open.every(
    ({ row }) => isServicePort(row.peerPort) && !isServicePort(row.localPort),
  );
  if (!isAsked || open.length === 0 || !isIdle || !isClient) return [];
  return [tableDraft('keepalive-probes', 'none-or-longer', table)];
}

/** A table with its open connections. */
export type OpenTable = readonly [table: Table, open: readonly Open[]];

/** What the tables of a paste say of connections that hang. */
export function hanging(all: readonly OpenTable[]): readonly Draft[] {
  return [
    ...all.flatMap(([table, open]) => [
      ...timers(table, open),
      ...limits(table, open),
      ...stale(table, open),
      ...keepalive(table, open),
    ]),
    ...reader(all),
  ];
}

/** The rows that retransmit into silence: their end has found the connection dead. */
export function deadRows(all: readonly OpenTable[]): readonly Row[] {
  return all.flatMap(([, open]) => open.filter(isRetransmitting).map(({ row }) => row));
}

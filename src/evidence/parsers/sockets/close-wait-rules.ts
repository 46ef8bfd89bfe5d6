/**
 * What a table of sockets says of connections that the peer has closed (CLOSE-WAIT) and of those closed by halves (FIN-WAIT-2).
 */
import type { Draft, Emission } from '#evidence/parser.ts';
import type { Row } from './socket-row.ts';
import { isServicePort } from './socket-row.ts';
import type { Table } from './socket-table.ts';

/** Sockets from which on CLOSE-WAIT counts as many: the finding speaks of hundreds towards one address. */
export const manySockets = 100;

/** Sockets up to which there are few: a connection that was closed this moment is in CLOSE-WAIT, too. */
export const fewSockets = 10;

/** What these rules can say. */
export const closeWaitEmissions: readonly Emission[] = [
  ...['few', 'on-service-port', 'to-one-dependency', 'without-owner'].map((value) => ({
    finding: 'close-wait-sockets',
    value,
  })),
  ...['yes', 'no'].map((value) => ({ finding: 'fin-wait-2-owned', value })),
];

/** The largest group of rows by a key. */
export function largest(rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  const groups = Map.groupBy(rows, keyOf);
  return [...groups.values()].reduce<readonly Row[]>(
    (most, one) => (one.length > most.length ? one : most),
    [],
  );
}

/** A draft of a whole table. */
export function tableDraft(finding: string, value: string, { from, to }: Table): Draft {
  return { fact: finding, finding, value, from, to };
}

/** Whether the program behind a row would be shown: the listener of the same port has one. */
function ownersAreShown(table: Table, port: string): boolean {
  return table.rows.some(
    ({ state, localPort, pids }) => state === 'listen' && localPort === port && pids.length > 0,
  );
}

/** Connections that wait for accept() on a port, as its LISTEN rows count them; null when none is shown. */
function waitingOn(table: Table, port: string): number | null {
  const listeners = table.rows.filter(
    ({ state, localPort, recv }) => state === 'listen' && localPort === port && recv !== null,
  );
  if (listeners.length === 0) return null;
  return listeners.reduce((sum, { recv }) => sum + (recv ?? 0), 0);
}

/** Of many CLOSE-WAIT rows on one port: those of a process, or those that were never accepted. */
function onPort(table: Table, rows: readonly Row[]): string | null {
  const localPort = rows[0]?.localPort ?? '';
  const owned = rows.filter(({ pids }) => pids.length > 0).length;
  if (owned >= manySockets) return 'on-service-port';
  const unowned = rows.length - owned;
  const isKnown = ownersAreShown(table, localPort) || (table.isRoot && shows(table, 'p'));
  if (unowned >= manySockets && isKnown && owned === 0) return 'without-owner';
  // ss alone: what is not in the accept queue has been accepted. netstat before 2.6.31 shows no queue there.
  const waiting = table.command?.program === 'ss' ? waitingOn(table, localPort) : null;
  return waiting !== null && rows.length - waiting >= manySockets ? 'on-service-port' : null;
}

/** `close-wait-sockets` of a table. */
function closeWait(table: Table): readonly Draft[] {
  const rows = table.rows.filter(({ state }) => state === 'close-wait');
  const finding = 'close-wait-sockets';
  const service = largest(rows, ({ localPort }) => localPort);
  const dependency = largest(rows, ({ peer, peerPort }) => `${peer} ${peerPort}`);
  const [towards] = dependency;
  if (
    dependency.length >= manySockets &&
    towards !== undefined &&
    isServicePort(towards.peerPort)
  ) {
    return [tableDraft(finding, 'to-one-dependency', table)];
  }
  if (service.length >= manySockets) {
    const value = onPort(table, service);
    return value === null ? [] : [tableDraft(finding, value, table)];
  }
  const { command } = table;
  // Everything or all of CLOSE-WAIT was asked for; `-l` leaves it out, and without `-a` ss shows it.
  const isAsked =
    command !== null &&
    command.filter === '' &&
    !command.options.includes('l') &&
    (command.state === null || command.state === 'close-wait') &&
    (command.program === 'ss' || (command.program === 'netstat' && /[at]/.test(command.options)));
  const isFew = table.isWhole && isAsked && rows.length <= fewSockets;
  return isFew && !isForeign(command.options) ? [tableDraft(finding, 'few', table)] : [];
}

/** Options that leave TCP out: UDP, Unix, raw only, statistics, routes. */
function isForeign(options: string): boolean {
  return /[usrigw]/.test(options.replace(/[pnoem]/g, '')) && !options.includes('t');
}

/** Owned FIN-WAIT-2 rows that no timer ends. */
function held(table: Table): readonly Row[] {
  return table.rows.filter(
    ({ state, pids, rest }) =>
      state === 'fin-wait-2' && pids.length > 0 && !rest.some((word) => word.startsWith('timer:')),
  );
}

function shows(table: Table, letter: string): boolean {
  return table.command?.options.includes(letter) ?? false;
}

/** `fin-wait-2-owned`: two samples of one command for yes, one whole table without any for no. */
function finWait(tables: readonly Table[]): readonly Draft[] {
  const asked = tables.filter(
    (table) =>
      table.command?.program === 'ss' &&
      shows(table, 'p') &&
      shows(table, 'o') &&
      [null, 'fin-wait-2'].includes(table.command.state),
  );
  const finding = 'fin-wait-2-owned';
  const groups = Map.groupBy(asked, ({ command, origin }) => JSON.stringify([command, origin]));
  return [...groups.values()].flatMap((samples): readonly Draft[] => {
    const counts = samples.map((table) => held(table).length);
    const last = samples.at(-1);
    const [first = 0] = counts;
    const end = counts.at(-1) ?? 0;
    if (last === undefined) return [];
    const isRising = samples.length > 1 && end > first && first > 0 && end > fewSockets;
    if (isRising) return [tableDraft(finding, 'yes', last)];
    const isNone = samples.every(
      (table, place) =>
        counts[place] === 0 && table.isWhole && table.isRoot && table.command?.filter === '',
    );
    return isNone && !shows(last, 'l') ? [tableDraft(finding, 'no', last)] : [];
  });
}

/** What the tables of a paste say of half-closed connections. */
export function halfClosed(tables: readonly Table[]): readonly Draft[] {
  return [...tables.flatMap(closeWait), ...finWait(tables)];
}

/** What a table of sockets says of one service port: who holds it, on which address, and which program listens. */
import type { Draft, Emission } from '#evidence/parser.ts';
import { tableDraft } from './close-wait-rules.ts';
import { serverPrograms } from './server-programs.ts';
import type { Row } from './socket-row.ts';
import { isLoopback, tuplesOf } from './socket-row.ts';
import type { Table } from './socket-table.ts';

/** Ports on which a Java program is likelier ZooKeeper or Kafka, which the process's name does not tell. */
const javaServices = new Set(['2181', '2182', '2888', '3888', '9091', '9092', '9093', '9094']);

/** What these rules can say. */
export const portEmissions: readonly Emission[] = [
  ...['nobody', 'outbound-connection', 'itself', 'several-listeners', 'loopback-only'].map(
    (value) => ({ finding: 'port-owner', value }),
  ),
  ...[...new Set(serverPrograms.values())].map((value) => ({ finding: 'server-program', value })),
  { finding: 'listen-queue', value: 'not-listening' },
];

/** Ports below this one are no client's own on any common system. */
const firstUserPort = 1024;

/** A connection whose two ends are one: TCP's simultaneous open with itself. */
function isItself(row: Row): boolean {
  return row.state === 'established' && row.local === row.peer && row.localPort === row.peerPort;
}

/** A connection of this host as a client, by the other end: a well-known port, or a listener of the same table. */
function isOutbound(row: Row, all: readonly Row[]): boolean {
  if (row.state !== 'established') return false;
  if (/^\d+$/.test(row.peerPort) && Number(row.peerPort) < firstUserPort) return true;
  return all.some(
    (one) => one.state === 'listen' && one.localPort === row.peerPort && one.local === row.peer,
  );
}

/** The port that the table is about: the filter's, if it names nothing else. */
function portOf({ command }: Table): string | null {
  return command === null || /[ux46]/.test(command.options) ? null : command.localPort;
}

function listenersSay(listeners: readonly Row[]): string | null {
  if (listeners.every(({ local }) => isLoopback(local))) return 'loopback-only';
  const ends = Map.groupBy(listeners, ({ local }) => local);
  const isShared = [...ends.values()].some(
    (rows) =>
      new Set(rows.map(({ pids }) => pids[0] ?? '')).size > 1 &&
      rows.every(({ pids }) => pids.length > 0),
  );
  return isShared ? 'several-listeners' : null;
}

/** Who holds the port of a table that was asked for one. */
function owner(table: Table, all: readonly Row[]): readonly Draft[] {
  const { rows, command } = table;
  const itself = rows.find(isItself);
  if (itself !== undefined) {
    return [{ fact: 'port-owner', finding: 'port-owner', value: 'itself', from: itself.at }];
  }
  const port = portOf(table);
  if (port === null || command === null || command.isEitherEnd) return [];
  const own = rows.filter(({ localPort }) => localPort === port);
  const listeners = own.filter(({ state }) => state === 'listen');
  if (listeners.length > 0) {
    const value = listenersSay(listeners);
    return value === null || !table.isWhole ? [] : [tableDraft('port-owner', value, table)];
  }
  const showsListeners = command.program === 'ss' && /[la]/.test(command.options);
  if (!showsListeners || !table.isWhole || !command.options.includes('t')) return [];
  const queue = {
    ...tableDraft('listen-queue', 'not-listening', table),
    fact: `listen-queue port ${port}`,
  };
  const outbound = own.some((row) => isOutbound(row, all));
  const value = outbound ? 'outbound-connection' : own.length === 0 ? 'nobody' : null;
  const isEverything = command.options.includes('a');
  return [
    queue,
    ...(value !== null && isEverything ? [tableDraft('port-owner', value, table)] : []),
  ];
}

/** The program of the only port that is listed. */
function program(table: Table): readonly Draft[] {
  const listeners = table.rows.filter(({ state }) => state === 'listen');
  const [first] = listeners;
  const isOne =
    portOf(table) !== null ||
    (table.command === null && listeners.length === table.rows.length && listeners.length === 1);
  if (first === undefined || first.program === null || !isOne) return [];
  const names = new Set(listeners.map((row) => row.program));
  const ports = new Set(listeners.map(({ localPort }) => localPort));
  if (names.size !== 1 || ports.size !== 1) return [];
  const name = first.program.replace(/[:\d.]{1,6}$/, '');
  const value = serverPrograms.get(first.program) ?? serverPrograms.get(name);
  if (value === undefined || (value === 'java' && javaServices.has(first.localPort))) return [];
  return [{ fact: 'server-program', finding: 'server-program', value, from: first.at }];
}

/** What the tables of a paste say of the service port. */
export function ports(tables: readonly Table[]): readonly Draft[] {
  const all = tables.flatMap(({ rows }) => rows.filter(({ state }) => state === 'listen'));
  return tables.flatMap((table) => [...owner(table, all), ...program(table)]);
}

/** Values of rows seen from both ends. */
export const tupleEmissions: readonly Emission[] = [
  { finding: 'old-tuple-row', value: 'yes' },
  { finding: 'peer-still-established', value: 'yes' },
  ...['few', 'mostly-time-wait', 'mostly-established'].map((value) => ({
    finding: 'tuple-states',
    value,
  })),
];

const oldStates = new Set(['established', 'close-wait', 'fin-wait-1', 'fin-wait-2']);

/** Rows of a connection that both of its ends list, one of them in trouble. */
export function bothEnds(tables: readonly Table[], dead: readonly Row[]): readonly Draft[] {
  const all = tables.flatMap((table) => table.rows);
  const dialing = all.filter(({ state }) => state === 'syn-sent');
  if (dialing.length + dead.length === 0) return [];
  const rows = new Map(all.map((row) => [tuplesOf(row).own, row]));
  const find = (row: Row): Row | undefined => rows.get(tuplesOf(row).mirrored);
  const old = dialing.map(find).find((row) => row !== undefined && oldStates.has(row.state));
  const alive = dead.map(find).find((row) => row?.state === 'established');
  return [
    ...(old === undefined
      ? []
      : [
          {
            fact: 'old-tuple-row',
            finding: 'old-tuple-row',
            value: 'yes',
            from: old.at,
            side: 'server' as const,
          },
        ]),
    ...(alive === undefined
      ? []
      : [
          {
            fact: 'peer-still-established',
            finding: 'peer-still-established',
            value: 'yes',
            from: alive.at,
          },
        ]),
  ];
}

/**
 * Tables of sockets: `ss -tan`, `-tnoi`, `-ltnp`, `netstat -antp`, `lsof -i` and their like. One reading of the rows feeds all
 * rules, and each says nothing unless the rows make it plain. No table makes plain which end its host is.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';
import { closeWaitEmissions, halfClosed, largest } from './close-wait-rules.ts';
import { deadRows, hanging, hangingEmissions, openRows } from './hanging-rules.ts';
import { knownPort, knownPortEmissions } from './known-ports.ts';
import { absentRows, pairEmissions, unreadRows } from './pair-rules.ts';
import { bothEnds, portEmissions, ports, tupleEmissions } from './port-rules.ts';
import type { Row } from './socket-row.ts';
import { isServicePort } from './socket-row.ts';
import type { Table } from './socket-table.ts';
import { tablesOf } from './socket-table.ts';

/** Sockets to one destination from which on their state says something (finding `tuple-states`). */
const someSockets = 1000;

/** How many rows of the paste are in each state, once for each table, which also marks it as read. */
function stateCounts(tables: readonly Table[]): readonly Draft[] {
  const total = new Map<string, number>();
  for (const { state } of tables.flatMap(({ rows }) => rows)) {
    total.set(state, (total.get(state) ?? 0) + 1);
  }
  return tables.flatMap(({ rows, from, to }) => {
    const states = [...new Set(rows.map(({ state }) => state))];
    const place = { from, to, many: true as const };
    if (states.length === 0) return [{ fact: 'socket rows', value: '0', ...place }];
    return states.map((state) => ({
      fact: `socket rows ${state}`,
      value: String(total.get(state)),
      ...place,
    }));
  });
}

/** The sockets to the destination that has most of them, when the table shows thousands. */
function destination(table: Table): readonly Draft[] {
  const open = table.rows.filter(({ state }) => state !== 'listen' && state !== 'syn-recv');
  const most = largest(open, ({ local, peer, peerPort }) => `${local} ${peer} ${peerPort}`);
  const [first] = most;
  if (first === undefined || most.length < someSockets || !isServicePort(first.peerPort)) return [];
  const { from, to, isWhole } = table;
  const place = { from, to, many: true as const };
  const isMostly = (state: Row['state']): boolean =>
    most.filter((row) => row.state === state).length * 2 > most.length;
  const value = isMostly('time-wait')
    ? 'mostly-time-wait'
    : isMostly('established')
      ? 'mostly-established'
      : null;
  return [
    // A part of the table would count too few.
    ...(isWhole
      ? [{ fact: 'sockets to one destination', value: String(most.length), ...place }]
      : []),
    ...(value === null ? [] : [{ fact: 'tuple-states', finding: 'tuple-states', value, ...place }]),
  ];
}

function read(paste: Paste, hits: readonly number[]): readonly Draft[] {
  const tables = tablesOf(paste, hits);
  const open = tables.map((table) => [table, openRows(paste, table)] as const);
  return [
    ...stateCounts(tables),
    ...tables.flatMap(destination),
    ...halfClosed(tables),
    ...hanging(open),
    ...ports(tables),
    ...bothEnds(tables, deadRows(open)),
    ...knownPort(tables),
    ...absentRows(tables),
    ...unreadRows(tables),
  ];
}

/** Reads tables of sockets. */
export const socketTables: Parser = {
  name: 'socket-tables',
  clues: [
    'estab ',
    'established',
    'verbunden',
    'hergestellt',
    'schliessen_warten',
    'time-wait ',
    'time_wait',
    'close-wait',
    'close_wait',
    'syn-sent',
    'syn_',
    'syn-recv',
    'fin-wait-',
    'fin_wait',
    'last-ack',
    'last_ack',
    'closing  ',
    'tcp   ',
    'tcp6   ',
    'tcp4   ',
    'listen ',
    'listen)',
    'listening ',
    'ss -',
    'netstat -',
    'lsof -',
    '== halfopen collect',
  ],
  emits: [
    ...closeWaitEmissions,
    ...hangingEmissions,
    ...portEmissions,
    ...tupleEmissions,
    ...knownPortEmissions,
    ...pairEmissions,
  ],
  read,
};

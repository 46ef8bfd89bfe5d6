/**
 * What the server's table says of one client, asked by the service port and that client's address as the questions do: whether
 * anything old is left of a connection (findings `old-tuple-row` and `peer-still-established`). Only a whole output tells
 * that there is no row.
 */
import type { Draft, Emission } from '#evidence/parser.ts';
import { tableDraft } from './close-wait-rules.ts';
import type { Table } from './socket-table.ts';

/** What a client's table says of one destination, asked as the question on its pool does. */
const askedOfClient = /^["'(]{0,2} ?dport = :\d{1,5} and dst [\w.:[\]/-]{3,60} ?[)"']{0,2}$/;

const asked = /^["'(]{0,2} ?sport = :\d{1,5} and dst [\w.:[\]/-]{3,60} ?[)"']{0,2}$/;

/** States in which a row gives way to a new SYN, or is none of a connection. */
const harmless = new Set(['listen', 'time-wait']);

/** Name of the fact that `settle.ts` takes for an answer only beside a pool's own error. */
export const unreadAnswers = 'unread answers';

/** What these rules can say. */
export const pairEmissions: readonly Emission[] = [
  { finding: 'old-tuple-row', value: 'no' },
  { finding: 'peer-still-established', value: 'no' },
  { finding: 'pool-state', value: 'all-leased-unread' },
];

function ofTable(table: Table): readonly Draft[] {
  const { command, rows, isWhole } = table;
  if (!isWhole || command?.program !== 'ss' || command.state !== null) return [];
  if (!asked.test(command.filter) || !/^[Htanpoi]{2,8}$/.test(command.options)) return [];
  const isAll = command.options.includes('a');
  // With -a ss also lists rows that are no connection; without it, an old row in TIME-WAIT is left out.
  if (isAll && rows.every(({ state }) => harmless.has(state))) {
    return [{ ...tableDraft('old-tuple-row', 'no', table), side: 'server' }];
  }
  const isNone = !isAll && rows.length === 0 && command.options.includes('o');
  return isNone ? [tableDraft('peer-still-established', 'no', table)] : [];
}

/** What tables that were asked for one client say is not there. */
export function absentRows(tables: readonly Table[]): readonly Draft[] {
  return tables.flatMap(ofTable);
}

/** Connections from which on a pool is no single stuck request. */
const some = 2;

/**
 * Answers that nobody reads: each connection of a client to one destination has bytes waiting, or the FIN of the other end. Where a
 * pool has run out, these are its leases (`settle.ts` looks for that).
 */
export function unreadRows(tables: readonly Table[]): readonly Draft[] {
  return tables.flatMap((table): readonly Draft[] => {
    const { command, rows, isWhole } = table;
    if (!isWhole || command?.program !== 'ss' || !askedOfClient.test(command.filter)) return [];
    const open = rows.filter(({ state }) => state === 'established' || state === 'close-wait');
    const isUnread = open.every(({ state, recv }) => state === 'close-wait' || (recv ?? 0) > 0);
    if (open.length < some || !isUnread) return [];
    const draft = tableDraft('pool-state', 'all-leased-unread', table);
    return [{ ...draft, fact: unreadAnswers, side: 'client' }];
  });
}

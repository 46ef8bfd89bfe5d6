/**
 * Rows that somebody picked out of a table, all of them connections to one and the same well-known port: which program serves
 * there (findings `server-program` and `http-protocol`). A whole table says nothing so: the failing connection may be none of
 * its rows.
 */
import type { Draft, Emission } from '#evidence/parser.ts';
import type { Row } from './socket-row.ts';
import type { Table } from './socket-table.ts';

/** Ports that IANA or the program's own default gives to one program of the finding, by number and by name. */
const programs: ReadonlyMap<string, string> = new Map([
  ['22', 'sshd'],
  ['ssh', 'sshd'],
  ['2181', 'zookeeper'],
  ['3306', 'mysql'],
  ['mysql', 'mysql'],
  ['5432', 'postgres'],
  ['postgresql', 'postgres'],
  ['postgres', 'postgres'],
  ['6379', 'redis'],
  ['redis', 'redis'],
  ['9092', 'kafka'],
]);

/** Ports from here on are handed out to clients by default (ip_local_port_range). */
const firstEphemeral = 32_768;

/** What these rows can say. */
export const knownPortEmissions: readonly Emission[] = [
  ...[...new Set(programs.values())].map((value) => ({ finding: 'server-program', value })),
  { finding: 'http-protocol', value: 'not-http' },
];

interface End {
  readonly name: string;
  readonly port: string;
}

/** The end of a row that serves: the other one has a port of a client. */
function serverOf({ local, localPort, peer, peerPort }: Row): End | null {
  if (programs.has(peerPort) && Number(localPort) >= firstEphemeral) {
    return { name: peer, port: peerPort };
  }
  const isServer = programs.has(localPort) && Number(peerPort) >= firstEphemeral;
  return isServer ? { name: local, port: localPort } : null;
}

/** What the tables of a paste say of the one service that all of their rows are connected to. */
export function knownPort(tables: readonly Table[]): readonly Draft[] {
  const rows = tables.flatMap((table) => table.rows);
  const isPicked = tables.every(({ command }) => command === null || command.hasPeer);
  const [first] = rows;
  const end = first === undefined ? null : serverOf(first);
  if (first === undefined || end === null || !isPicked) return [];
  const isOne = rows.every((row) => {
    const own = serverOf(row);
    return own?.name === end.name && own.port === end.port;
  });
  const value = programs.get(end.port);
  if (!isOne || value === undefined) return [];
  const place = { from: first.at, to: rows.at(-1)?.at ?? first.at };
  return [
    { fact: 'server-program', finding: 'server-program', value, ...place, side: 'server' },
    {
      fact: 'http-protocol',
      finding: 'http-protocol',
      value: 'not-http',
      ...place,
      side: 'client',
    },
  ];
}

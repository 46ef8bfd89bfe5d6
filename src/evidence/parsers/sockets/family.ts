/** Parsers of tables and counts of sockets and descriptors. */
import type { Parser } from '#evidence/parser.ts';
import { fdListing } from './fd-listing.ts';
import { listenQueue } from './listen-queue.ts';
import { procCounts } from './proc-counts.ts';
import { procNetTcp } from './proc-net-tcp.ts';
import { socketCounts } from './socket-counts.ts';
import { socketStates } from './socket-states.ts';
import { socketTables } from './socket-tables.ts';
import { socketUnits } from './socket-units.ts';
import { sockstat } from './sockstat.ts';

/** The family, by name. */
export const sockets: readonly Parser[] = [
  fdListing,
  listenQueue,
  procCounts,
  procNetTcp,
  socketCounts,
  socketStates,
  socketTables,
  socketUnits,
  sockstat,
];

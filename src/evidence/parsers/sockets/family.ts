/** Parsers of tables and counts of sockets and descriptors. */
import type { Parser } from '#evidence/parser.ts';
import { listenQueue } from './listen-queue.ts';
import { procCounts } from './proc-counts.ts';
import { socketStates } from './socket-states.ts';
import { sockstat } from './sockstat.ts';

/** The family, by name. */
export const sockets: readonly Parser[] = [listenQueue, procCounts, socketStates, sockstat];

/** Parsers of counters and log of the kernel, connection tracking. */
import type { Parser } from '#evidence/parser.ts';
import { conntrack } from './conntrack.ts';
import { conntrackEntries } from './conntrack-entries.ts';
import { counterColumns } from './counter-columns.ts';
import { kernelLog } from './kernel-log.ts';
import { kernelProfile } from './kernel-profile.ts';
import { neighbourTable } from './neighbour-table.ts';
import { netstatStatistics } from './netstat-statistics.ts';
import { nstat } from './nstat.ts';
import { procNet } from './proc-net.ts';
import { softnet } from './softnet.ts';

/** The family, by name. */
export const kernel: readonly Parser[] = [
  conntrack,
  conntrackEntries,
  counterColumns,
  kernelLog,
  kernelProfile,
  neighbourTable,
  netstatStatistics,
  nstat,
  procNet,
  softnet,
];

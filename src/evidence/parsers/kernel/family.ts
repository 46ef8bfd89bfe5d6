/** Parsers of counters and log of the kernel, connection tracking. */
import type { Parser } from '#evidence/parser.ts';
import { conntrack } from './conntrack.ts';
import { counterColumns } from './counter-columns.ts';
import { kernelLog } from './kernel-log.ts';
import { netstatStatistics } from './netstat-statistics.ts';
import { nstat } from './nstat.ts';

/** The family, by name. */
export const kernel: readonly Parser[] = [
  conntrack,
  counterColumns,
  kernelLog,
  netstatStatistics,
  nstat,
];

/** Parsers of what the machine and its process are allowed: system, limits, settings. */
import type { Parser } from '#evidence/parser.ts';
import { osRelease } from './os-release.ts';
import { procLimits } from './proc-limits.ts';
import { sysctl } from './sysctl.ts';
import { ulimit } from './ulimit.ts';
import { uname } from './uname.ts';

/** The family, by name. */
export const host: readonly Parser[] = [osRelease, procLimits, sysctl, ulimit, uname];

/** Parsers of what the machine and its process are allowed: system, limits, settings. */
import type { Parser } from '#evidence/parser.ts';
import { controlGroup } from './control-group.ts';
import { machineSize } from './machine-size.ts';
import { metrics } from './metrics.ts';
import { osRelease } from './os-release.ts';
import { platform } from './platform.ts';
import { procLimits } from './proc-limits.ts';
import { processCommand } from './process-command.ts';
import { processEnd } from './process-end.ts';
import { processStatus } from './process-status.ts';
import { servicePort } from './service-port.ts';
import { sysctl } from './sysctl.ts';
import { ulimit } from './ulimit.ts';
import { uname } from './uname.ts';

/** The family, by name. */
export const host: readonly Parser[] = [
  controlGroup,
  machineSize,
  metrics,
  osRelease,
  platform,
  procLimits,
  processCommand,
  processEnd,
  processStatus,
  servicePort,
  sysctl,
  ulimit,
  uname,
];

/** All parsers, by name. A new parser is a file under `parsers/`, a line here, and fixtures in its test. */
import type { Parser } from './parser.ts';
import { applicationErrors } from './parsers/application-errors.ts';
import { conntrack } from './parsers/conntrack.ts';
import { counterColumns } from './parsers/counter-columns.ts';
import { curl } from './parsers/curl.ts';
import { dotnetErrors } from './parsers/dotnet-errors.ts';
import { errorLines } from './parsers/error-lines.ts';
import { gcLog } from './parsers/gc-log.ts';
import { goErrors } from './parsers/go-errors.ts';
import { javaLibraries } from './parsers/java-libraries.ts';
import { javaTrace } from './parsers/java-trace.ts';
import { javaVersion } from './parsers/java-version.ts';
import { jvmOptions } from './parsers/jvm-options.ts';
import { knownLineReader } from './parsers/known-lines.ts';
import { kernelLog } from './parsers/kernel-log.ts';
import { listenQueue } from './parsers/listen-queue.ts';
import { netstatStatistics } from './parsers/netstat-statistics.ts';
import { nginxLog } from './parsers/nginx-log.ts';
import { nodeErrors } from './parsers/node-errors.ts';
import { nstat } from './parsers/nstat.ts';
import { osRelease } from './parsers/os-release.ts';
import { procCounts } from './parsers/proc-counts.ts';
import { procLimits } from './parsers/proc-limits.ts';
import { programVersions } from './parsers/program-versions.ts';
import { pythonErrors } from './parsers/python-errors.ts';
import { socketStates } from './parsers/socket-states.ts';
import { sockstat } from './parsers/sockstat.ts';
import { strace } from './parsers/strace.ts';
import { sysctl } from './parsers/sysctl.ts';
import { tcpdump } from './parsers/tcpdump.ts';
import { ulimit } from './parsers/ulimit.ts';
import { uname } from './parsers/uname.ts';
import { wireshark } from './parsers/wireshark.ts';

/** The parsers. Their order does not matter: the readings are sorted by line. */
export const parsers: readonly Parser[] = [
  applicationErrors,
  conntrack,
  counterColumns,
  curl,
  dotnetErrors,
  errorLines,
  gcLog,
  goErrors,
  javaLibraries,
  javaTrace,
  javaVersion,
  jvmOptions,
  kernelLog,
  knownLineReader,
  listenQueue,
  netstatStatistics,
  nginxLog,
  nodeErrors,
  nstat,
  osRelease,
  procCounts,
  procLimits,
  programVersions,
  pythonErrors,
  socketStates,
  sockstat,
  strace,
  sysctl,
  tcpdump,
  ulimit,
  uname,
  wireshark,
];

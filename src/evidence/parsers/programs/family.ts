/** Parsers of servers, proxies and clients: their logs and their own words. */
import type { Parser } from '#evidence/parser.ts';
import { accessLogs } from './access-logs.ts';
import { applicationErrors } from './application-errors.ts';
import { askedRows } from './asked-rows.ts';
import { balancerLog } from './balancer-log.ts';
import { boundAddress } from './bound-address.ts';
import { cilium } from './cilium.ts';
import { clientLibc } from './client-libc.ts';
import { clientLibraries } from './client-libraries.ts';
import { connectionCaps } from './connection-caps.ts';
import { curlRuns } from './curl-runs.ts';
import { curl } from './curl.ts';
import { databases } from './databases.ts';
import { envoyLog } from './envoy-log.ts';
import { errorLines } from './error-lines.ts';
import { haproxyLog } from './haproxy-log.ts';
import { haproxyStat } from './haproxy-stat.ts';
import { httpVersions } from './http-versions.ts';
import { knownLineReader } from './known-lines.ts';
import { loadTests } from './load-tests.ts';
import { loneCommand } from './lone-command.ts';
import { mysqlConnector } from './mysql-connector.ts';
import { nginxLog } from './nginx-log.ts';
import { opensslClient } from './openssl-client.ts';
import { orchestration } from './orchestration.ts';
import { probeLoop } from './probe-loop.ts';
import { programVersions } from './program-versions.ts';
import { proxyErrors } from './proxy-errors.ts';
import { proxyHeader } from './proxy-header.ts';
import { proxyWorkers } from './proxy-workers.ts';
import { serverSettings } from './server-settings.ts';
import { ssh } from './ssh.ts';
import { timings } from './timings.ts';
import { tlsClients } from './tls-clients.ts';
import { tunnel } from './tunnel.ts';
import { wgetAttempts } from './wget-attempts.ts';
import { wgetLocalized } from './wget-localized.ts';
import { wget } from './wget.ts';

/** The family, by name. */
export const programs: readonly Parser[] = [
  accessLogs,
  applicationErrors,
  askedRows,
  balancerLog,
  boundAddress,
  cilium,
  clientLibc,
  clientLibraries,
  connectionCaps,
  curlRuns,
  curl,
  databases,
  envoyLog,
  errorLines,
  haproxyLog,
  haproxyStat,
  httpVersions,
  knownLineReader,
  loadTests,
  loneCommand,
  mysqlConnector,
  nginxLog,
  opensslClient,
  orchestration,
  probeLoop,
  programVersions,
  proxyErrors,
  proxyHeader,
  proxyWorkers,
  serverSettings,
  ssh,
  timings,
  tlsClients,
  tunnel,
  wget,
  wgetAttempts,
  wgetLocalized,
];

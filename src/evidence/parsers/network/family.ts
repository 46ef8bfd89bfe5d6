/** Parsers of the network stack's settings, its cards, filters and routes, and of what probes it. */
import type { Parser } from '#evidence/parser.ts';
import { clock } from './clock.ts';
import { digAgainstProcess } from './dig-against-process.ts';
import { dialledAddress } from './dialled-address.ts';
import { dnsAnswers } from './dns-answers.ts';
import { dnsCapture } from './dns-capture.ts';
import { dnsServers } from './dns-servers.ts';
import { filterRules } from './filter-rules.ts';
import { interfaces } from './interfaces.ts';
import { keptLatency } from './kept-latency.ts';
import { linkCounters } from './link-counters.ts';
import { neighbours } from './neighbours.ts';
import { nftTrace } from './nft-trace.ts';
import { nicSettings } from './nic-settings.ts';
import { pathProbes } from './path-probes.ts';
import { ping } from './ping.ts';
import { qdisc } from './qdisc.ts';
import { resolvConf } from './resolv-conf.ts';
import { routes } from './routes.ts';
import { serviceProxy } from './service-proxy.ts';

/** The family, by name. */
export const network: readonly Parser[] = [
  clock,
  dialledAddress,
  digAgainstProcess,
  dnsAnswers,
  dnsCapture,
  dnsServers,
  filterRules,
  interfaces,
  keptLatency,
  linkCounters,
  neighbours,
  nftTrace,
  nicSettings,
  pathProbes,
  ping,
  qdisc,
  resolvConf,
  routes,
  serviceProxy,
];

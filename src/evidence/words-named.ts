/**
 * What a person's own line names beside the failure: where it runs, which program serves, which protocol and library speak, and
 * what it came with. A name counts only where it can be nothing else: a proxy may be any of three parties, so it says nothing.
 */
import type { Emission } from './parser.ts';
import type { Side } from './reading.ts';

/** An answer that a phrase gives. */
export interface Said {
  readonly finding: string;
  readonly value: string;
  readonly side: Side;
}

type Names = readonly (readonly [pattern: RegExp, value: string])[];

/** Where one's own end runs. `docker pull` and `docker.sock` are about the program, not about that. */
const platforms: Names = [
  [
    /\b(?:kubernetes|k8s|kubectl|openshift|eks|aks|gke|k3s|pods?|istio|helm|kubelet|kube-proxy)\b/i,
    'kubernetes',
  ],
  [
    /\b(?:containers?|podman)\b|\b(?:in|inside|under) docker\b|\bdocker (?:swarm|compose|network|bridge)\b/i,
    'docker',
  ],
];

/** Programs that are servers wherever they are named, and speak a protocol of their own. */
const services: Names = [
  [/\b(?:mysqld?|mariadb)\b/i, 'mysql'],
  [/\b(?:postgres(?:ql)?|psql)\b/i, 'postgres'],
  [/\bredis\b/i, 'redis'],
  [/\bzookeeper\b/i, 'zookeeper'],
  [/\bkafka\b(?! (?:connect|manager|rest|exporter|ui)\b)/i, 'kafka'],
  [/\b(?:sshd?|sftp)\b/i, 'sshd'],
];

/** Servers that are Java, by their library. JBoss was Tomcat once and is Undertow now. Netty may be a client's. */
const javaLibraries: Names = [
  [/\btomcat\b/i, 'tomcat'],
  [/\b(?:jetty|dropwizard)\b/i, 'jetty'],
  [/\b(?:undertow|wildfly)\b/i, 'undertow'],
];
const javaServers: Names = [[/\b(?:tomcat|jetty|undertow|wildfly|jboss|dropwizard)\b/i, 'java']];

/** Between client and server: which of the two fails is open then. */
const between =
  /\b(?:nginx|haproxy|envoy|istio|linkerd|traefik|pgbouncer|proxysql|stunnel|prox(?:y|ies)|gateway|ingress|tunnel)\b/i;

/** The one value whose pattern is in the line; null when there is none or more than one. */
function onlyOf(names: Names, line: string): string | null {
  const found = names.filter(([pattern]) => pattern.test(line)).map(([, value]) => value);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function readPlatform(line: string): Said | null {
  const value = platforms.find(([pattern]) => pattern.test(line))?.[1];
  return value === undefined ? null : { finding: 'platform', value, side: 'unknown' };
}

function readServer(line: string): Said | null {
  const value = between.test(line) ? null : onlyOf([...services, ...javaServers], line);
  return value === null ? null : { finding: 'server-program', value, side: 'server' };
}

function readJavaServer(line: string): Said | null {
  const value = between.test(line) ? null : onlyOf(javaLibraries, line);
  return value === null ? null : { finding: 'java-server', value, side: 'server' };
}

const http2 = /\b(?:http\/?2|h2c|grpc)\b/i;
const http = /\b(?:https?|rest|web ?sockets?|50[234]s?)\b/i;
const otherProtocols =
  /\b(?:jdbc|odbc|rabbitmq|amqp|mqtt|smtp|imap|ldaps?|mongodb?|cassandra|memcached|bgp|ftp|rsync)\b/i;

function readProtocol(line: string): Said | null {
  const said = { finding: 'http-protocol', side: 'client' } as const;
  if (http2.test(line)) return { ...said, value: 'http2' };
  if (http.test(line) || between.test(line)) return null;
  const isOther = otherProtocols.test(line) || services.some(([pattern]) => pattern.test(line));
  return isOther ? { ...said, value: 'not-http' } : null;
}

/** Libraries of clients, by a name that no server has. */
const clients: Names = [
  [/\bgrpc\b/i, 'grpc'],
  [
    /\b(?:okhttp|hikari(?:cp|pool)?|lettuce|jedis|resttemplate|webclient|apache httpclient)\b/i,
    'java-other',
  ],
  [/\b(?:http|url)urlconnection\b/i, 'httpurlconnection'],
  [/\b(?:golang|go client|go http client)\b/i, 'go'],
  [/\b(?:undici|axios|ioredis)\b/i, 'node'],
  [/\b(?:aiohttp|urllib3|httpx|psycopg[23]?|faraday|libcurl|redis-py)\b/i, 'other'],
];

function readClient(line: string): Said | null {
  const value = between.test(line) ? null : onlyOf(clients, line);
  return value === null ? null : { finding: 'client-stack', value, side: 'client' };
}

const upgraded =
  /\b(?:after|since|following) (?:[\w.]{1,20} ){0,3}?(?:upgrade|upgraded|upgrading|updated to|updating to|(?:kernel|os|system|package|security|firmware|driver|java|jdk|docker) update)\b/i;
/** Then the upgrade is what should have helped, or did. */
const unlikeThat = /\b(?:still|even|fixed|solved|resolved|gone|works?|worked|helped)\b/i;

function readUpgrade(line: string): Said | null {
  if (!upgraded.test(line) || unlikeThat.test(line)) return null;
  return { finding: 'trigger', value: 'upgrade', side: 'unknown' };
}

const untilRestart =
  /\buntil (?:[\w.]{1,20} ){0,4}?(?:restart(?:s|ed|ing)?|reboot(?:s|ed|ing)?)\b/i;

function readRecovery(line: string): Said | null {
  return untilRestart.test(line)
    ? { finding: 'recovery', value: 'restart-only', side: 'unknown' }
    : null;
}

/** What a line names, one reader a finding. */
export const namedReaders = [
  readPlatform,
  readServer,
  readJavaServer,
  readProtocol,
  readClient,
  readUpgrade,
  readRecovery,
] as const;

const valuesOf = (finding: string, names: Names): readonly Emission[] =>
  names.map(([, value]) => ({ finding, value }));

/** All that {@link namedReaders} can say. */
export const namedEmissions: readonly Emission[] = [
  ...valuesOf('platform', platforms),
  ...valuesOf('server-program', [...services, ...javaServers]),
  ...valuesOf('java-server', javaLibraries),
  { finding: 'http-protocol', value: 'http2' },
  { finding: 'http-protocol', value: 'not-http' },
  ...valuesOf('client-stack', clients),
  { finding: 'trigger', value: 'upgrade' },
  { finding: 'recovery', value: 'restart-only' },
];

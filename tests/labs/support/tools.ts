/** The programs that labs use: where each is, which Debian package brings it, and how it says its version. */
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './program.ts';

/** One program. `places` are globs for programs that are on no PATH. */
interface Tool {
  readonly package: string;
  readonly version: readonly string[];
  readonly places?: readonly string[];
}

const tools = {
  ip: { package: 'iproute2', version: ['-V'] },
  ss: { package: 'iproute2', version: ['-V'] },
  tc: { package: 'iproute2', version: ['-V'] },
  flock: { package: 'util-linux', version: ['--version'] },
  prlimit: { package: 'util-linux', version: ['--version'] },
  tcpdump: { package: 'tcpdump', version: ['--version'] },
  nft: { package: 'nftables', version: ['--version'] },
  iptables: { package: 'iptables', version: ['--version'] },
  ipvsadm: { package: 'ipvsadm', version: ['--version'] },
  conntrack: { package: 'conntrack', version: ['--version'] },
  ethtool: { package: 'ethtool', version: ['--version'] },
  strace: { package: 'strace', version: ['--version'] },
  arping: { package: 'arping', version: ['--help'] },
  curl: { package: 'curl', version: ['--version'] },
  wget: { package: 'wget', version: ['--version'] },
  openssl: { package: 'openssl', version: ['version'] },
  dig: { package: 'bind9-dnsutils', version: ['-v'] },
  dnsmasq: { package: 'dnsmasq-base', version: ['--version'] },
  nginx: { package: 'nginx-light', version: ['-v'] },
  haproxy: { package: 'haproxy', version: ['-v'] },
  'redis-server': { package: 'redis-server', version: ['--version'] },
  'redis-cli': { package: 'redis-tools', version: ['--version'] },
  postgres: {
    package: 'postgresql',
    version: ['--version'],
    places: ['/usr/lib/postgresql/*/bin/postgres'],
  },
  initdb: {
    package: 'postgresql',
    version: ['--version'],
    places: ['/usr/lib/postgresql/*/bin/initdb'],
  },
  psql: { package: 'postgresql-client', version: ['--version'] },
  mariadbd: { package: 'mariadb-server', version: ['--version'] },
  mariadb: { package: 'mariadb-client', version: ['--version'] },
  sshd: { package: 'openssh-server', version: ['-V'] },
  ssh: { package: 'openssh-client', version: ['-V'] },
  java: { package: 'openjdk-17-jdk-headless', version: ['-version'] },
  jcmd: { package: 'openjdk-17-jdk-headless', version: ['-h'] },
  // Libraries of Java: a jar says no version, so that of its package is shown.
  netty: { package: 'libnetty-java', version: [], places: ['/usr/share/java/netty-all.jar'] },
  httpclient: {
    package: 'libhttpclient-java',
    version: [],
    places: ['/usr/share/java/httpclient.jar'],
  },
  tomcat: {
    package: 'libtomcat10-embed-java',
    version: [],
    places: ['/usr/share/java/tomcat10-embed-core.jar'],
  },
  'tomcat-annotations': {
    package: 'libtomcat10-java',
    version: [],
    places: ['/usr/share/java/tomcat10-annotations-api.jar'],
  },
  zookeeper: {
    package: 'libzookeeper-java',
    version: [],
    places: ['/usr/share/java/zookeeper.jar'],
  },
  python3: { package: 'python3', version: ['--version'] },
  php: { package: 'php-cli', version: ['--version'] },
  go: { package: 'golang-go', version: ['version'] },
} as const satisfies Record<string, Tool>;

/** Name of a program. */
export type ToolName = keyof typeof tools;

/** What every lab needs. */
export const usualTools: readonly ToolName[] = ['ip', 'ss', 'flock', 'tcpdump'];

/** Debian's own programs first: their packages and versions are what the pages name. */
const usualFolders = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'];
const folders = [...usualFolders, ...(process.env.PATH ?? '').split(':').filter(Boolean)];

/** The PATH of a lab. */
export const toolPath = folders.join(':');

/** Path of a program; undefined when it is not installed. */
export function findTool(name: ToolName): string | undefined {
  const { places = [] }: Tool = tools[name];
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  return (
    found ??
    globSync([...places])
      .sort()
      .at(-1)
  );
}

/** The Debian package of a program. */
export function packageOf(name: ToolName): string {
  return tools[name].package;
}

/** The version that a program states: the first thing with digits and dots in what it prints. */
export async function versionOf(name: ToolName): Promise<string> {
  const path = findTool(name);
  if (path === undefined) return 'not installed';
  const isLibrary = path.endsWith('.jar');
  const { stdout, stderr } = await runProgram(
    isLibrary
      ? ['dpkg-query', '-W', '-f', '${Version}', packageOf(name)]
      : [path, ...tools[name].version],
  );
  return /\d{1,8}(?:[._]\w{1,20}){1,6}/.exec(`${stdout}\n${stderr}`)?.[0] ?? 'unknown';
}

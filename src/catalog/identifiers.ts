/**
 * Exact strings worth finding by themselves: counters, sysctls, exceptions, errno names, bug and CVE numbers. Taken from
 * an item's texts by their form, since authors write them in running prose.
 */

// Each pattern is one token with no nested repetition, so the work is linear in the text.
const forms: readonly RegExp[] = [
  // SNMP-style TCP counters: TcpExtListenOverflows, TCPReqQFullDoCookies, ListenDrops.
  /\b(?:TcpExt|TCP|Tcp|Listen|Syncookies|Embryonic)[A-Z][A-Za-z0-9]{3,40}\b/gu,
  // sysctls by dotted name, and as files.
  /\b(?:net|fs|kernel|vm|user)\.[a-z0-9_-]{2,40}(?:\.[a-z0-9_-]{1,40}){0,4}\b/gu,
  /\/proc\/sys\/[a-z0-9_/-]{3,80}/gu,
  /\b(?:tcp|nf_conntrack|ip|nf|inet)_[a-z0-9_]{3,40}\b/gu,
  // Java and Kotlin exception and error classes, with or without package.
  /\b(?:[a-z][a-z0-9]{0,30}\.){0,6}[A-Z][A-Za-z0-9]{1,60}(?:Exception|Error)\b/gu,
  /\bEPollArrayWrapper\.(?!java\b)[A-Za-z]{3,40}\b/gu,
  // errno names of Linux that belong to connections, descriptors and threads.
  /\bE(?:AGAIN|WOULDBLOCK|MFILE|NFILE|CONN[A-Z]{5,7}|PIPE|TIMEDOUT|ADDR(?:INUSE|NOTAVAIL)|HOSTUNREACH|NET[A-Z]{4,7}|NOMEM|NOBUFS|BADF|PERM|ACCES|INTR|PROTO)\b/gu,
  // Bug and vulnerability numbers.
  /\bJDK-\d{5,8}\b/gu,
  /\bCVE-\d{4}-\d{4,7}\b/gu,
  /\b(?:nofile|nproc|SO_[A-Z_]{3,20}|TCP_[A-Z_]{3,24}|SOMAXCONN|pids\.max|TasksMax)\b/gu,
];

/** Every string in a value, at any depth, keys left out. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

/** Identifiers that stand in the texts, each once, sorted. */
export function identifiersIn(texts: readonly string[]): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    for (const form of forms) for (const [identifier] of text.matchAll(form)) found.add(identifier);
  }
  return [...found].sort();
}

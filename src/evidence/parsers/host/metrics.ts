/**
 * Metrics in Prometheus' text format, as `/metrics` answers them: the kernel's figures from the node exporter, and the descriptors of the
 * process that answers. Names: collector/{conntrack,netstat,sockstat}_linux.go of prometheus/node_exporter, process_collector.go of
 * client_golang, FileDescriptorMetrics.java of Micrometer.
 */
import { samplePrefix } from '#evidence/counters.ts';
import type { Draft, Parser } from '#evidence/parser.ts';

/** `name{labels} value`, and a time that a federated answer adds. */
const row =
  /^([a-z]\w{3,90})(\{[^}]{0,400}\})? (\d{1,20}(?:\.\d{1,9})?(?:e\+\d{1,2})?)(?: \d{13})?$/;
const counter = /^node_netstat_(Ip|Icmp|Tcp|Udp|TcpExt|IpExt)_([A-Z][A-Za-z0-9]{2,50})$/;

/** Figures of the host, under the names that the kernel's own files have for them. */
const ofHost: ReadonlyMap<string, string> = new Map([
  ['node_nf_conntrack_entries', 'sysctl net.netfilter.nf_conntrack_count'],
  ['node_nf_conntrack_entries_limit', 'sysctl net.netfilter.nf_conntrack_max'],
  ['node_nf_conntrack_stat_insert_failed', `${samplePrefix}conntrack insert_failed`],
  ['node_nf_conntrack_stat_invalid', `${samplePrefix}conntrack invalid`],
  ['node_sockstat_TCP_inuse', 'sockstat inuse'],
  ['node_sockstat_TCP_orphan', 'sockstat orphan'],
  ['node_sockstat_TCP_tw', 'sockstat tw'],
  ['node_sockstat_TCP_alloc', 'sockstat alloc'],
  ['node_sockstat_TCP_mem', 'sockstat mem'],
]);

/** Figures of the process that answers: fact and finding. */
const ofProcess: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['process_open_fds', ['fd-count', 'fd-count']],
  ['process_max_fds', ['process nofile', 'nofile-limit']],
  ['process_files_open_files', ['fd-count', 'fd-count']],
  ['process_files_max_files', ['process nofile', 'nofile-limit']],
]);

interface Metric {
  readonly name: string;
  readonly labels: string;
  readonly value: string;
  readonly from: number;
}

function metricIn(line: string, from: number): Metric | null {
  const found = row.exec(line);
  const value = Number(found?.[3]);
  if (found === null || !Number.isSafeInteger(value)) return null;
  return { name: found[1] ?? '', labels: found[2] ?? '', value: value.toString(), from };
}

function draftOf({ name, value, from }: Metric): readonly Draft[] {
  const place = { value, from, many: true as const };
  const [, group, rest] = counter.exec(name) ?? [];
  if (rest !== undefined) return [{ fact: `${samplePrefix}${group ?? ''}${rest}`, ...place }];
  const fact = ofHost.get(name);
  if (fact !== undefined) return [{ fact, ...place }];
  const [own, finding] = ofProcess.get(name) ?? [];
  return own === undefined || finding === undefined ? [] : [{ fact: own, finding, ...place }];
}

/** Reads metrics. */
export const metrics: Parser = {
  name: 'metrics',
  clues: ['node_netstat_', 'node_nf_conntrack', 'node_sockstat_tcp', 'process_'],
  emits: [
    { finding: 'fd-count', kind: 'number' },
    { finding: 'nofile-limit', kind: 'number' },
  ],
  read: (paste, hits) => {
    const found = hits.flatMap((at) => metricIn(paste.line(at), at) ?? []);
    // Different labels are different hosts or processes; what one has is not measured by what another may have.
    if (new Set(found.map(({ labels }) => labels)).size > 1) return [];
    // Beside the host's figures the process is the exporter itself.
    const isExporter = found.some(({ name }) => name.startsWith('node_'));
    return found
      .filter(({ name }) => !isExporter || !ofProcess.has(name))
      .flatMap((metric) => draftOf(metric));
  },
};

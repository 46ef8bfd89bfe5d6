/** How a node turns service addresses into pods: IPVS, rules of kube-proxy, Cilium. */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const ipvs = /^IP Virtual Server version \d/;
const service = /^(?:TCP|UDP|SCTP|FWM) {1,4}\S{3,60} {1,40}[a-z\d]/;
const chain = /^(?:\[\d{1,15}:\d{1,18}\] )?-A KUBE-SERVICES .{0,400}-j KUBE-SVC-[A-Z\d]{16}$/;
const table = /^table (?:ip|ip6|inet) kube-proxy(?: \{)?$/;
const cilium = /^KubeProxyReplacement:\s{1,20}(?:True|Strict)\b/;
const mode = /\/proxyMode\b/;

/** Rows of the heading of ipvsadm. */
const headings = 4;

function find(paste: Paste, at: number): readonly [value: string, to: number] | null {
  const line = paste.line(at);
  if (ipvs.test(line)) {
    for (let next = at + 1; next <= at + headings; next += 1) {
      if (service.test(paste.line(next))) return ['ipvs', next];
    }
    return null;
  }
  if (chain.test(line) || table.test(line)) return ['iptables-or-nft', at];
  if (cilium.test(line)) return ['ebpf', at];
  if (!mode.test(paste.typed(at).run)) return null;
  const answer = /^(ipvs|iptables|nftables)(?=$|\S*@|root)/.exec(paste.line(at + 1))?.[1];
  if (answer === undefined) return null;
  return [answer === 'ipvs' ? 'ipvs' : 'iptables-or-nft', at + 1];
}

/** Reads the kind of service proxy. */
export const serviceProxy: Parser = {
  name: 'service-proxy',
  clues: ['ip virtual server', '-j kube-svc-', ' kube-proxy', 'kubeproxyreplacement', '/proxymode'],
  emits: ['ipvs', 'iptables-or-nft', 'ebpf'].map((value) => ({ finding: 'service-proxy', value })),
  read: (paste, hits) =>
    hits.flatMap((at): readonly Draft[] => {
      const found = find(paste, at);
      const finding = 'service-proxy';
      return found === null
        ? []
        : [{ fact: finding, finding, value: found[0], from: at, to: found[1] }];
    }),
};

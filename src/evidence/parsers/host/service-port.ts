/**
 * Whether the service port lies in the range that the kernel hands out (finding `service-port-range`): the port that a command
 * asked for, and the settings `ip_local_port_range` and `ip_local_reserved_ports` of the same host.
 */
import type { Draft, Parser } from '#evidence/parser.ts';
import type { Paste } from '#evidence/paste.ts';

const asked =
  /^(?:sudo )?ss -\w{2,8} ["']?\(? ?sport (?:= |eq )?:(\d{1,5})(?: ?\))?["']?(?: ?\|.{0,60})?$/;
/** As `collect.sh` asks; the host has the port only when one of its programs listens there, below. */
const either = /^ss -[a-z]{2,8} "\( sport = :(\d{1,5}) or dport = :(\d{1,5}) \)"$/;
const listener = /^LISTEN\s{1,8}\d{1,9}\s{1,12}\d{1,9}\s{1,20}\S{1,80}:(\d{1,5})\s/;
const range = /^net\.ipv4\.ip_local_port_range ?= ?(\d{1,5})\s{1,16}(\d{1,5})$/;
const reserved = /^net\.ipv4\.ip_local_reserved_ports ?= ?([\d,-]{0,400})$/;

/** The only value of all, or null. */
function only<T>(values: readonly T[]): T | null {
  const [first] = values;
  return new Set(values).size === 1 && first !== undefined ? first : null;
}

function isIn(list: string, port: number): boolean {
  return list.split(',').some((part) => {
    const [low = '', high = low] = part.split('-');
    return part !== '' && port >= Number(low) && port <= Number(high);
  });
}

/** Reads the service port and the range of ports. */
export const servicePort: Parser = {
  name: 'service-port',
  clues: ['sport ', 'ip_local_port_range', 'ip_local_reserved_ports'],
  emits: ['inside', 'outside'].map((value) => ({ finding: 'service-port-range', value })),
  read: (paste: Paste, hits): readonly Draft[] => {
    const ports: string[] = [];
    const hosts: string[] = [];
    const kept: string[] = [];
    let ends: { low: number; high: number; from: number }[] = [];
    for (const at of hits) {
      const { run, host } = paste.typed(at);
      const line = paste.line(at);
      const port = run.length < 200 ? asked.exec(run)?.[1] : undefined;
      if (port !== undefined) ports.push(port);
      const [, own, other] = (run.length < 200 ? either.exec(run) : null) ?? [];
      if (own !== undefined && own === other && listener.exec(paste.line(at + 2))?.[1] === own) {
        ports.push(own);
      }
      if (host !== '') hosts.push(host);
      const found = range.exec(line);
      if (found !== null)
        ends = [...ends.slice(0, 8), { low: Number(found[1]), high: Number(found[2]), from: at }];
      const list = reserved.exec(line)?.[1];
      if (list !== undefined) kept.push(list);
    }
    const text = only(ports);
    const [first] = ends;
    const isOneHost = new Set(hosts).size <= 1;
    if (text === null || first === undefined || ends.length > 1 || !isOneHost) return [];
    const port = Number(text);
    const list = only(kept);
    const isInside = port >= first.low && port <= first.high;
    // Inside the range, only the list of reserved ports tells whether the kernel may hand it out.
    if (isInside && list === null) return [];
    const value = isInside && !isIn(list ?? '', port) ? 'inside' : 'outside';
    return [{ fact: 'service-port-range', finding: 'service-port-range', value, from: first.from }];
  },
};
